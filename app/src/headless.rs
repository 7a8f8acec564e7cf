//! `sotto headless`: the engine as JSON-RPC 2.0, one object a line on standard input and output.
//!
//! ```text
//!  serving ──end of input | shutdown | signal | output stuck──▶ closing ──engine ended──▶ done
//! ```
//! The interface is `docs/headless.md`. Knows no window; decides nothing that the engine decides.

pub(crate) mod lines;
mod protocol;

use crate::engine::{Answer, Ask};
use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use lines::{CHUNK, Line, Lines};
use protocol::{Call, Fault, FaultKind, answer, notification, parse, refusal};
use serde_json::Value;
use sotto_engine::Engine;
use sotto_engine::api::{Event, Request};
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;
use tokio::time::{Sleep, sleep, timeout};
use zeroize::Zeroizing;

/// Requests under way. Fewer than the engine's queue holds, so a request enters it as soon as its line is read
/// and requests are carried out in the order of their lines.
const IN_FLIGHT_MAX: usize = 32;
/// How long nobody may read our output before we end.
const OUTPUT_PATIENCE: Duration = Duration::from_secs(60);
/// How long the engine may take to end: links close, the vault is shut.
const END_PATIENCE: Duration = Duration::from_secs(20);

/// Serves `engine` on standard input and output until either ends.
///
/// Fails if the engine did not end in order or nobody read the output.
pub(crate) fn run(engine: Engine) -> ExitCode {
    let Engine { handle, events, thread } = engine;
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    let ending = runtime.block_on(async {
        let session = Session::new(handle, tokio::io::stdout());
        session.serve(events, tokio::io::stdin(), interrupted()).await
    });
    // a thread of the runtime may still wait for input that never comes
    runtime.shutdown_background();
    match ending {
        Ending::EngineStuck => ExitCode::FAILURE,
        Ending::InOrder { heard } if thread.join().is_ok() && heard => ExitCode::SUCCESS,
        Ending::InOrder { .. } => ExitCode::FAILURE,
    }
}

/// How serving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// The engine ended; `heard` unless the output was lost.
    InOrder { heard: bool },
    /// The engine did not end within [`END_PATIENCE`].
    EngineStuck,
}

/// An answered request; without an id, nobody waits for the answer.
struct Finished {
    id: Option<Value>,
    answer: Answer,
}

/// What serving waits for.
enum Happened {
    Event(Option<Event>),
    Finished(Finished),
    Read(usize),
    Interrupted,
    Expired,
}

/// A program at the other end of the two streams.
struct Session<A, W> {
    engine: A,
    /// Gone once nobody reads it.
    output: Option<W>,
    lines: Lines,
    input_ended: bool,
    calls: FuturesUnordered<BoxFuture<'static, Finished>>,
    /// Runs once the engine has been told to end.
    closing: Option<Pin<Box<Sleep>>>,
}

impl<A: Ask, W: AsyncWrite + Unpin> Session<A, W> {
    fn new(engine: A, output: W) -> Self {
        let (lines, calls) = (Lines::new(), FuturesUnordered::new());
        Self { engine, output: Some(output), lines, input_ended: false, calls, closing: None }
    }

    async fn serve(
        mut self,
        mut events: mpsc::Receiver<Event>,
        mut input: impl AsyncRead + Unpin,
        interrupted: impl Future<Output = ()>,
    ) -> Ending {
        let mut chunk = Zeroizing::new(vec![0; CHUNK]);
        let mut interrupted = std::pin::pin!(interrupted);
        loop {
            self.take_lines().await;
            self.close_if_over().await;
            let (listening, closing) = (self.is_listening(), self.closing.is_some());
            let happened = tokio::select! {
                event = events.recv() => Happened::Event(event),
                Some(finished) = self.calls.next() => Happened::Finished(finished),
                read = input.read(&mut chunk), if listening => Happened::Read(read.unwrap_or(0)),
                () = &mut interrupted, if !closing => Happened::Interrupted,
                () = expiry(&mut self.closing) => Happened::Expired,
            };
            match happened {
                Happened::Event(Some(event)) => self.write(&notification(&event)).await,
                Happened::Event(None) => return self.finish().await,
                Happened::Finished(finished) => self.tell(finished).await,
                Happened::Read(0) => self.end_input(),
                Happened::Read(count) => self.lines.feed(chunk.get(..count).unwrap_or_default()),
                Happened::Interrupted => self.close().await,
                Happened::Expired => return Ending::EngineStuck,
            }
        }
    }

    fn is_listening(&self) -> bool {
        !self.input_ended && self.closing.is_none() && self.calls.len() < IN_FLIGHT_MAX
    }

    /// A last line without its end is a line all the same.
    fn end_input(&mut self) {
        self.input_ended = true;
        self.lines.feed(b"\n");
    }

    async fn take_lines(&mut self) {
        while self.calls.len() < IN_FLIGHT_MAX {
            match self.lines.next() {
                Some(Line::Whole(line)) => self.carry_out(parse(&line)).await,
                Some(Line::TooLong) => {
                    let fault = Fault { id: Some(Value::Null), kind: FaultKind::LineTooLong };
                    self.carry_out(Err(fault)).await;
                }
                None => return,
            }
        }
    }

    async fn carry_out(&mut self, call: Result<Call, Fault>) {
        match call {
            Ok(Call { id, request }) => {
                if matches!(request, Request::Shutdown) {
                    self.begin_closing();
                }
                self.ask(id, request).await;
            }
            Err(fault) => {
                if let Some(line) = refusal(&fault) {
                    self.write(&line).await;
                }
            }
        }
    }

    /// Asks the engine. The first poll is here and not later, so that requests enter its queue in order.
    async fn ask(&mut self, id: Option<Value>, request: Request) {
        let answer = self.engine.ask(request);
        let call = async move { Finished { id, answer: answer.await } };
        // unconstrained: a poll that only says "later" for fairness would let the next request overtake
        let mut call: BoxFuture<'static, Finished> = Box::pin(tokio::task::unconstrained(call));
        match futures::poll!(&mut call) {
            std::task::Poll::Ready(finished) => self.tell(finished).await,
            std::task::Poll::Pending => self.calls.push(call),
        }
    }

    async fn close_if_over(&mut self) {
        let all_read = self.input_ended && self.calls.len() < IN_FLIGHT_MAX;
        if all_read || self.output.is_none() {
            self.close().await;
        }
    }

    /// Tells the engine to end, unless it has been told.
    async fn close(&mut self) {
        if self.closing.is_none() {
            self.begin_closing();
            self.ask(None, Request::Shutdown).await;
        }
    }

    fn begin_closing(&mut self) {
        self.closing.get_or_insert_with(|| Box::pin(sleep(END_PATIENCE)));
    }

    /// The engine has ended: its last answers are written.
    async fn finish(mut self) -> Ending {
        while let Some(finished) = self.calls.next().await {
            self.tell(finished).await;
        }
        Ending::InOrder { heard: self.output.is_some() }
    }

    async fn tell(&mut self, Finished { id, answer: given }: Finished) {
        if let Some(id) = id {
            self.write(&answer(&id, &given)).await;
        }
    }

    /// Writes a line whole, or gives the output up.
    async fn write(&mut self, line: &str) {
        let Some(output) = &mut self.output else { return };
        let whole = async {
            output.write_all(line.as_bytes()).await?;
            output.flush().await
        };
        if !matches!(timeout(OUTPUT_PATIENCE, whole).await, Ok(Ok(()))) {
            self.output = None;
        }
    }
}

async fn expiry(closing: &mut Option<Pin<Box<Sleep>>>) {
    match closing {
        Some(sleep) => sleep.await,
        None => std::future::pending().await,
    }
}

/// Ends when somebody asks the process to end.
pub(crate) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                Ok(()) = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use sotto_engine::api::Failure;
    use std::sync::{Arc, Mutex};
    use tokio::io::{AsyncBufReadExt, BufReader, DuplexStream, duplex, split};

    fn json(line: &str) -> Value {
        assert!(line.ends_with('\n') && line.matches('\n').count() == 1, "{line:?}");
        serde_json::from_str(line).unwrap()
    }

    /// An engine that notes what it is asked and answers when it is told to end.
    #[derive(Clone, Default)]
    struct Slow {
        asked: Arc<Mutex<Vec<String>>>,
        ended: Arc<tokio::sync::Notify>,
        events: Arc<Mutex<Option<mpsc::Sender<Event>>>>,
    }

    impl Slow {
        fn asked(&self) -> Vec<String> {
            self.asked.lock().unwrap().clone()
        }
    }

    impl Ask for Slow {
        fn ask(&self, request: Request) -> BoxFuture<'static, Answer> {
            let engine = self.clone();
            Box::pin(async move {
                engine.asked.lock().unwrap().push(match &request {
                    Request::Send { text, .. } => text.clone(),
                    other => format!("{other:?}"),
                });
                if matches!(request, Request::Shutdown) {
                    engine.events.lock().unwrap().take();
                    engine.ended.notify_waiters();
                    return Ok(sotto_engine::api::Response::Done {});
                }
                engine.ended.notified().await;
                Err(Failure::Busy)
            })
        }
    }

    struct Running {
        engine: Slow,
        input: DuplexStream,
        output: BufReader<DuplexStream>,
        ending: tokio::task::JoinHandle<Ending>,
    }

    fn start(output_room: usize) -> Running {
        let engine = Slow::default();
        let (events, told) = mpsc::channel(8);
        *engine.events.lock().unwrap() = Some(events);
        let (input, stdin) = duplex(1 << 20);
        let (stdout, output) = duplex(output_room);
        let session = Session::new(engine.clone(), stdout);
        let ending = tokio::spawn(session.serve(told, stdin, std::future::pending()));
        Running { engine, input, output: BufReader::new(output), ending }
    }

    fn send(n: usize) -> String {
        let params = json!({"contact": 1, "text": n.to_string()});
        format!("{}\n", json!({"jsonrpc": "2.0", "id": n, "method": "send", "params": params}))
    }

    #[tokio::test(start_paused = true)]
    async fn requests_enter_the_engine_in_order_and_all_are_answered_when_the_input_ends() {
        let Running { engine, mut input, mut output, ending } = start(1 << 20);
        for n in 0..IN_FLIGHT_MAX - 1 {
            input.write_all(send(n).as_bytes()).await.unwrap();
        }
        drop(input);
        assert_eq!(ending.await.unwrap(), Ending::InOrder { heard: true });
        let mut expected: Vec<String> = (0..IN_FLIGHT_MAX - 1).map(|n| n.to_string()).collect();
        expected.push("Shutdown".to_owned());
        assert_eq!(engine.asked(), expected);
        let mut answers = String::new();
        output.read_to_string(&mut answers).await.unwrap();
        assert_eq!(answers.lines().count(), IN_FLIGHT_MAX - 1);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_requests_are_taken_than_may_be_under_way() {
        let Running { engine, mut input, ending, .. } = start(1 << 20);
        for n in 0..IN_FLIGHT_MAX * 4 {
            input.write_all(send(n).as_bytes()).await.unwrap();
        }
        // paused time moves on only when every task waits
        sleep(Duration::from_secs(1)).await;
        assert_eq!(engine.asked().len(), IN_FLIGHT_MAX);
        ending.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn events_are_told_between_answers() {
        let Running { engine, input, mut output, ending } = start(1 << 20);
        let events = engine.events.lock().unwrap().clone().unwrap();
        events.send(Event::Resync {}).await.unwrap();
        drop(events);
        let mut told = String::new();
        output.read_line(&mut told).await.unwrap();
        assert_eq!(json(&told), json!({"jsonrpc": "2.0", "method": "resync", "params": {}}));
        drop(input);
        assert_eq!(ending.await.unwrap(), Ending::InOrder { heard: true });
    }

    #[tokio::test(start_paused = true)]
    async fn a_closed_output_ends_the_engine_in_order() {
        let Running { engine, mut input, output, ending } = start(1 << 20);
        drop(output);
        input.write_all(b"nonsense\n").await.unwrap();
        assert_eq!(ending.await.unwrap(), Ending::InOrder { heard: false });
        assert_eq!(engine.asked(), ["Shutdown"]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_output_that_nobody_reads_ends_the_engine_in_order() {
        let Running { engine, mut input, output, ending } = start(16);
        input.write_all(b"nonsense\n").await.unwrap();
        assert_eq!(ending.await.unwrap(), Ending::InOrder { heard: false });
        assert_eq!(engine.asked(), ["Shutdown"]);
        drop(output);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_to_shut_down_is_answered_and_nothing_is_read_after_it() {
        let Running { engine, mut input, mut output, ending } = start(1 << 20);
        input.write_all(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}\n").await.unwrap();
        assert_eq!(ending.await.unwrap(), Ending::InOrder { heard: true });
        let mut answered = String::new();
        output.read_line(&mut answered).await.unwrap();
        assert_eq!(json(&answered), json!({"jsonrpc": "2.0", "id": 1, "result": {}}));
        assert_eq!(engine.asked(), ["Shutdown"]);
    }

    /// An engine that never answers and never ends.
    struct Stuck(mpsc::Sender<Event>);

    impl Ask for Stuck {
        fn ask(&self, _: Request) -> BoxFuture<'static, Answer> {
            let _ = &self.0;
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_engine_that_does_not_end_is_given_up() {
        let (events, told) = mpsc::channel(1);
        let (stream, _other) = duplex(64);
        let (_, output) = split(stream);
        let session = Session::new(Stuck(events), output);
        let ending = session.serve(told, tokio::io::empty(), std::future::pending()).await;
        assert_eq!(ending, Ending::EngineStuck);
    }
}
