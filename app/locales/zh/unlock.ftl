unlock-head = 解锁 Sotto
unlock-body = 你的地址和消息在这个档案的加密文件中。
unlock-passphrase-hint = 你的口令
unlock-unlock = 解锁
unlock-unlocking = 正在解锁…
unlock-no-trace-means = 不打开这个档案，一切只保存在内存中，直到你关闭 Sotto。
