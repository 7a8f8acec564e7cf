common-your-address = 你的地址
common-leave-no-trace = 开始无痕会话
common-passphrase = 口令
common-name = 名字
common-address = 地址
common-resembles = 与另一个联系人的名字相似。请核对地址。
common-resembles-short = { $head } · 与另一个名字相似
common-name-hint = 你给对方起的名字；只有你能看到
