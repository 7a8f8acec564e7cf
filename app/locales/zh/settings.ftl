settings-appearance = 外观
settings-light = 浅色
settings-dark = 深色
settings-contrast = 高对比度
settings-size = 文字大小
settings-percent = { $percent }%
settings-smaller = 缩小
settings-larger = 放大
settings-usual-size = 默认大小
settings-still = 减少动态效果
settings-still-means = 光标不闪烁，不必要的动作都不会出现。

settings-language = 语言
settings-language-system = 跟随系统
settings-language-means = 更改立即生效。安全词始终为英语，这样双方才能核对。

settings-network = 网络
settings-connect = 连接
settings-disconnect = 断开连接
settings-network-means = 离开 Sotto 的一切都经过 Tor。监视你网络线路的人能看到你在使用 Tor，但看不到你与谁对话。
settings-bridges = 网桥
settings-bridges-body = 在 Tor 被封锁或监视的地方，网桥是不在任何列表上的入口。请向你信任的人或从 bridges.torproject.org 获取网桥行。
settings-bridges-hint = 每行一个网桥，与收到的完全一致。更改立即生效。
settings-use-bridges = 只用这些网桥连接 Tor
settings-save-bridges = 保存网桥
settings-saved = 已保存。

settings-privacy = 隐私
settings-lock-after = 无人使用窗口多久后锁定
settings-lock-minutes = { $minutes ->
   *[other] { $minutes } 分钟
}
settings-lock-never = 从不
settings-lock-means = 锁定会关闭所有连接并忘掉密钥；在你解锁之前，收不到任何内容。你正在写的内容会保存在保险库中。Ctrl+Shift+L 立即锁定。
settings-lock-now = 立即锁定

settings-session = 这次会话
settings-session-means = 这次会话只存在于内存中。它无法锁定，因为没有可以返回的内容：只能结束它，届时一切都会消失。
settings-end-session = 结束会话

settings-old = 目前的口令
settings-old-hint = 你现在使用的口令
settings-new = 新口令
settings-change-passphrase = 更改口令
settings-changing = 正在更改…
settings-changed = 从现在起，只有新口令能打开保险库。
settings-change-means = 这大约需要两秒。之前制作的档案文件夹副本仍可用旧口令打开。

settings-clipboard = 剪贴板
settings-clear-clipboard = 60 秒后清除复制的地址、链接和安全词
settings-clipboard-means = 只清除 Sotto 放入的内容，且仅当它仍在那里时。消息文字会保留。保存剪贴板内容的程序可能早已得到它。

settings-never = Sotto 绝不会做的事
settings-never-does = 它不会告诉任何人你何时读了消息，或你正在输入。它不打开链接，也不加载预览或图片。它不向制作者报告任何内容。但你的联系人能看到你何时在线，以及消息已到达你的保险库。

settings-destroy = 销毁这个档案
settings-destroy-means = 地址、联系人和消息，永久销毁。你会先看到这意味着什么。Ctrl+Shift+Delete 可从任何地方进入。
settings-wipe = 销毁这个档案…

settings-notifications = 通知
settings-notifications-off = 关闭
settings-notifications-discreet = 低调
settings-notifications-off-means = 这个窗口之外，没有任何迹象表明来了消息。
settings-notifications-discreet-means = 来消息时，窗口按系统的方式提醒：任务栏中的条目会被标记。不显示名字，也不显示文字。
settings-notifications-why = 有意只做到这一步：系统通知会经过其他程序，它们可能保存通知，并在锁定的屏幕上显示。

settings-keyboard = 键盘

settings-about = 关于
settings-not-audited = Sotto 未经安全审计。不要只靠它来保护你的生命。
settings-place = 档案所在位置
settings-memory-locked = 打开的会话的密钥位于系统不会写入交换文件（swap） 的内存中。
settings-memory-not-locked = 无法确定打开的会话的密钥不会进入交换文件（swap）：可能尚未使用任何密钥，也可能系统对锁定内存的限制太低。请加密这台电脑的交换文件，或将其关闭。
settings-licences = Sotto：MIT 或 Apache-2.0。字体：Noto Sans，SIL Open Font License 1.1。Tor 由 Tor 项目的 Arti 提供；Sotto 并非由该项目制作，也未获其认可。
settings-show-licences = 显示许可证
settings-hide-licences = 隐藏许可证
