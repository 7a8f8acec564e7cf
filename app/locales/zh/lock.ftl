lock-idle = { $minutes ->
   *[other] Sotto 已自动锁定：{ $minutes } 分钟内无人使用这个窗口。
}
lock-understood = 知道了
lock-wipe = 销毁这个档案…

lock-wipe-head = 销毁这个档案
lock-wipe-destroys = 会销毁什么
lock-wipe-keys = 首先是密钥：此后任何人都无法打开保险库，有口令也不行。
lock-wipe-files = 然后是文件：保险库及其中的所有联系人和消息，以及 Tor 保存的内容。
lock-wipe-address = 你的地址也随之销毁：此后任何人都无法通过它联系你，也没有人能恢复它。
lock-wipe-cannot = 哪些无法触及
lock-wipe-theirs = 与你通信的人手中的内容：他们的副本仍在他们那里，他们也不会被告知。
lock-wipe-copies = 档案文件夹的副本和备份。用你的口令仍能打开它们。
lock-wipe-flash = 闪存上或带快照的文件系统中的残留。在那里，只有口令保护残留的内容。
lock-wipe-in-memory = 这次会话只存在于内存中，会随之结束。旁边文件夹里如有档案，也会被销毁。
lock-wipe-back = 返回，不销毁任何内容
lock-wipe-hold = 按住以销毁档案
lock-wiping = 正在销毁…
lock-wipe-how = 用鼠标、Space 或 Enter 按住按钮三秒。提前松开则什么也不会发生。

lock-wiped = 档案已销毁。再没有人能打开它。

lock-draft-lost = 你写好但未发送的内容无法保存，已经丢失。
