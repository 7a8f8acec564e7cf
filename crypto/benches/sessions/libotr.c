/* OTR version 3 as libotr does it, driven by lines: what is asked for on standard input is done,
 * and what it cost is written on standard output.
 *
 *   ake N             N handshakes of two new instances each        -> nanoseconds of CPU, in all
 *   one_way BYTES N   N messages from one side, under the same keys -> nanoseconds of CPU, in all
 *   ping_pong BYTES N N messages from alternating sides, so that each makes a new key -> the same
 *   memory N          N pairs of instances that have met            -> bytes by which that grew them
 *
 * The long-term DSA keys are made once, before the first line ("ready VERSION") is written. An error
 * ends the program.
 */
#include <gcrypt.h>
#include <libotr/proto.h> /* before message.h, which needs it */
#include <libotr/message.h>
#include <libotr/instag.h>
#include <libotr/privkey.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PROTOCOL "bench"
#define TEXT_MAX (64 * 1024)
/* More than a handshake ever has under way. */
#define WIRE_MAX 8

static const char *const NAMES[2] = {"alice", "bob"};
static FILE *key_files[2]; /* without a name; libotr reads keys from real files only */
static char text[TEXT_MAX + 1];

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "libotr: %s\n", what);
        exit(1);
    }
}

/* -- two instances, and the wire between them ------------------------------------------------- */

typedef struct {
    OtrlUserState states[2];
    ConnContext *open[2]; /* once the handshake is done */
    char *wire[WIRE_MAX]; /* messages under way, oldest first */
    int receivers[WIRE_MAX];
    int under_way;
} Pair;

static OtrlPolicy policy(void *pair, ConnContext *context)
{
    (void)pair, (void)context;
    return OTRL_POLICY_ALLOW_V3;
}

static int is_logged_in(void *pair, const char *account, const char *protocol, const char *recipient)
{
    (void)pair, (void)account, (void)protocol, (void)recipient;
    return 1;
}

static void send_on(void *opdata, const char *account, const char *protocol, const char *recipient,
                    const char *message)
{
    Pair *pair = opdata;
    (void)account, (void)protocol;
    must(pair->under_way < WIRE_MAX, "the wire is full");
    pair->wire[pair->under_way] = strdup(message);
    pair->receivers[pair->under_way++] = strcmp(recipient, NAMES[1]) == 0;
}

/* Everything that a program may leave out is left out. */
static const OtrlMessageAppOps OPS = {
    .policy = policy,
    .is_logged_in = is_logged_in,
    .inject_message = send_on,
};

/* A new instance with the long-term key of its name. */
static OtrlUserState instance(int side)
{
    OtrlUserState state = otrl_userstate_create();
    FILE *nowhere = fopen("/dev/null", "w");
    must(nowhere != NULL, "no file");
    rewind(key_files[side]);
    must(!otrl_privkey_read_FILEp(state, key_files[side]), "reading a key");
    must(!otrl_instag_generate_FILEp(state, nowhere, NAMES[side], PROTOCOL), "making an instance tag");
    fclose(nowhere);
    return state;
}

static void pair_make(Pair *pair)
{
    *pair = (Pair){.states = {instance(0), instance(1)}};
}

static void pair_free(Pair *pair)
{
    for (int side = 0; side < 2; side++)
        otrl_userstate_free(pair->states[side]);
}

static ConnContext *context_of(Pair *pair, int side)
{
    return otrl_context_find(pair->states[side], NAMES[!side], NAMES[side], PROTOCOL, OTRL_INSTAG_BEST, 0,
                             NULL, NULL, NULL);
}

static void receive(Pair *pair, int side, const char *message)
{
    char *plain = NULL;
    int internal = otrl_message_receiving(pair->states[side], &OPS, pair, NAMES[side], PROTOCOL,
                                          NAMES[!side], message, &plain, NULL, NULL, NULL, NULL);
    must(internal && !plain, "a message of the handshake was not taken as one");
}

/* Query, D-H commit, D-H key, reveal signature, signature. */
static void pair_meet(Pair *pair)
{
    receive(pair, 1, "?OTRv3?");
    while (pair->under_way > 0) {
        char *message = pair->wire[0];
        int side = pair->receivers[0];
        pair->under_way--;
        memmove(pair->wire, pair->wire + 1, sizeof pair->wire[0] * pair->under_way);
        memmove(pair->receivers, pair->receivers + 1, sizeof pair->receivers[0] * pair->under_way);
        receive(pair, side, message);
        free(message);
    }
    for (int side = 0; side < 2; side++) {
        pair->open[side] = context_of(pair, side);
        must(pair->open[side] && pair->open[side]->msgstate == OTRL_MSGSTATE_ENCRYPTED
                 && pair->open[side]->protocol_version == 3,
             "a handshake failed");
    }
}

/* A data message, made and taken. The calls below those of `message.h`, which would look for the
 * instance by name and reassemble fragments: the cheapest way that there is. */
static void carry(Pair *pair, int from, size_t size)
{
    char *message = NULL, *plain = NULL;
    OtrlTLV *tlvs = NULL;
    text[size] = 0;
    must(!otrl_proto_create_data(&message, pair->open[from], text, NULL, 0, NULL), "sending");
    must(!otrl_proto_accept_data(&plain, &tlvs, pair->open[!from], message, NULL, NULL), "receiving");
    must(strlen(plain) == size, "a message came otherwise than it went");
    text[size] = 'x';
    free(message);
    free(plain);
    otrl_tlv_free(tlvs);
}

/* -- what is asked for ------------------------------------------------------------------------ */

static long long cpu(void)
{
    struct timespec now;
    must(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0, "no clock");
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long handshakes(unsigned long count)
{
    long long spent = 0;
    for (unsigned long i = 0; i < count; i++) {
        Pair pair;
        pair_make(&pair);
        long long start = cpu();
        pair_meet(&pair);
        spent += cpu() - start;
        pair_free(&pair);
    }
    return spent;
}

static unsigned long keys_made(const Pair *pair)
{
    return (unsigned long)pair->open[0]->context_priv->our_keyid + pair->open[1]->context_priv->our_keyid;
}

static long long messages(Pair *pair, size_t size, unsigned long count, int alternating)
{
    static int turn;
    if (!pair->open[0]) {
        pair_make(pair);
        pair_meet(pair);
        for (int from = 1; from >= 0; from--)
            carry(pair, from, size); /* the keys of the handshake make way; side 1 is next */
    }
    unsigned long keys = keys_made(pair);
    long long start = cpu();
    for (unsigned long i = 0; i < count; i++)
        carry(pair, alternating ? (turn = !turn) : 0, size);
    long long spent = cpu() - start;
    must(keys_made(pair) - keys == (alternating ? count : 0), "another number of new keys than was asked for");
    return spent;
}

static long long resident(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    must(file && fscanf(file, "%*d %ld", &pages) == 1, "no /proc/self/statm");
    fclose(file);
    return (long long)pages * sysconf(_SC_PAGESIZE);
}

static long long memory(unsigned long count)
{
    Pair *pairs = calloc(count, sizeof *pairs);
    must(pairs != NULL, "no memory");
    for (unsigned long i = 0; i < count; i++)
        pair_make(&pairs[i]);
    long long before = resident();
    for (unsigned long i = 0; i < count; i++)
        pair_meet(&pairs[i]);
    return resident() - before; /* they are kept until the end */
}

static void make_keys(void)
{
    OtrlUserState state = otrl_userstate_create();
    for (int side = 0; side < 2; side++) {
        key_files[side] = tmpfile();
        must(key_files[side] != NULL, "no file");
        must(!otrl_privkey_generate_FILEp(state, key_files[side], NAMES[side], PROTOCOL), "making a key");
        otrl_privkey_forget_all(state);
    }
    otrl_userstate_free(state);
}

int main(void)
{
    static Pair one_way, ping_pong;
    char line[80];
    unsigned long size, count;
    OTRL_INIT;
    memset(text, 'x', TEXT_MAX);
    make_keys();
    printf("ready %s\n", otrl_version());
    while (fflush(stdout) == 0 && fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "ake %lu", &count) == 1)
            printf("%lld\n", handshakes(count));
        else if (sscanf(line, "one_way %lu %lu", &size, &count) == 2 && size <= TEXT_MAX)
            printf("%lld\n", messages(&one_way, size, count, 0));
        else if (sscanf(line, "ping_pong %lu %lu", &size, &count) == 2 && size <= TEXT_MAX)
            printf("%lld\n", messages(&ping_pong, size, count, 1));
        else if (sscanf(line, "memory %lu", &count) == 1)
            printf("%lld\n", memory(count));
        else
            must(0, "a line that is not known");
    }
    return 0;
}
