welcome-head = 欢迎使用 Sotto
welcome-body = Sotto 通过 Tor 在两个人之间传递消息，不需要服务器、电话号码或名字。你的地址和消息保存在一个加密文件中，只有你的口令能打开它；没有人能重置口令。
welcome-passphrase-hint = 例如五个随机的词
welcome-again = 再次输入口令
welcome-again-hint = 再输入一遍
welcome-differ = 两次输入的口令不一致。请重新输入第二个。
welcome-start = 开始并连接 Tor
welcome-start-offline = 开始但不连接
welcome-no-trace = 无痕开始并连接 Tor
welcome-creating = 正在创建你的档案…
welcome-no-trace-means = 一切只保存在内存中。关闭 Sotto 后，地址、联系人和消息都会消失。
welcome-nothing-sent = 在你按下“开始”之前，不会发送任何内容。在 Tor 被封锁或监视的地方，请选择“开始但不连接”，先设置网桥。

welcome-strength-none = 拿到这个文件夹的人可以慢慢尝试口令：请用长的口令。
welcome-strength-weak = 弱：拿到文件夹的人很容易猜到。请增加词。
welcome-strength-fair = 一般：能防住好奇的人。再加一两个词就会很强。
welcome-strength-strong = 强：即使用许多电脑也很难猜到。
