conversation-verified = 已验证
conversation-verify = 验证
conversation-verify-hint = 核验身份（Ctrl+I）
conversation-about = 关于这个联系人

conversation-empty = 还没有消息。只有你们两人会看到所写的内容。
conversation-reading = 正在读取…
conversation-older = 显示更早的消息
conversation-write = 写消息

conversation-device-changed = 这个联系人的设备发生了不明变化：可能是恢复的副本，也可能是拿到对方密钥的别人。请通过其他渠道询问对方。在你选择继续之前，不会发送任何内容；之前的核验都不再算数。
conversation-go-on = 继续

conversation-not-accepted = 对方还没有接受你。对方接受后，你写的内容就会送达。
conversation-not-connected = 你未连接。你写的内容会等待。
conversation-dialing = 正在通过 Tor 呼叫。可能需要半分钟。
conversation-tor-not-ready = Tor 尚未就绪。你写的内容会等待。
conversation-not-reached = 未与对方连接。

conversation-next-try = { $wait } 后再次尝试。
conversation-next-try-now = 现在再次尝试。
conversation-try-now = 立即尝试

conversation-asked = { $name } 问了你一个问题，以核验是不是你。
conversation-answer = 回答
conversation-decline = 拒绝
conversation-waiting = 你提了一个问题来核验对方。正在等对方的答案。
conversation-confirming = 正在将你的答案与对方的答案比较。
conversation-show = 显示
conversation-ask-them = 问对方
conversation-compare-words = 核对词语

conversation-new-messages = 新消息
conversation-newest = 到最新消息
conversation-missed = { $count ->
   *[other] { $count } 条新消息
}

conversation-edited = 已编辑
conversation-pending = 更改等待中
conversation-deleted = 消息已删除
conversation-quote-gone = 已不在这里
conversation-you = 你

conversation-reply = 回复
conversation-copy = 复制文字
conversation-copy-link = 复制 { $link }
conversation-edit = 编辑
conversation-show-quoted = 显示所回复的消息
conversation-delete-here = 为我删除
conversation-delete-both = 为双方删除
conversation-unreact = 撤回你的回应
conversation-keep = 保留

conversation-ask-here-ours = 要从这台设备删除它吗？对方会保留自己的副本。
conversation-ask-here-theirs = 要从这台设备删除它吗？对方不会被告知，并会保留自己的副本。
conversation-ask-both = 要在这里删除它，并请对方的 Sotto 也删除它吗？对方可能已经读过、复制或保存了它。

conversation-react-good = 好
conversation-react-heart = 爱心
conversation-react-laugh = 好笑
conversation-react-surprise = 惊讶
conversation-react-sad = 难过
conversation-react-thanks = 谢谢
conversation-react-done = 完成
conversation-react-bad = 不好

conversation-editing = 正在编辑
conversation-editing-how = Enter 保存，Esc 返回。
conversation-leave = 返回（Esc）

conversation-find-hint = 在这个对话中查找（Ctrl+F）
conversation-find = 在这个对话中查找
conversation-find-older = 更早（Enter）
conversation-find-newer = 更新（Shift+Enter）
conversation-find-close = 关闭（Esc）
conversation-find-looking = 正在查找…
conversation-find-nothing = 没有找到
conversation-find-hit = { $at } / { $of }
conversation-find-hit-so-far = 目前 { $at } / { $of }

conversation-unnamed = 对方通过你的邀请而来，在这里还没有名字。
conversation-name-them = 命名
