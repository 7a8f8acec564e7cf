sidebar-own-address = 你的地址（Ctrl+L）
sidebar-settings = 设置（Ctrl+,）
sidebar-meet = 联系别人

sidebar-connect = 连接
sidebar-stop = 停止

sidebar-empty = 这里还没有人。
sidebar-empty-do = 给别人一个邀请，或粘贴你收到的链接。

sidebar-search = 搜索（Ctrl+K）
sidebar-found-messages = 消息
sidebar-found-nothing = 没有找到任何内容。
sidebar-looking = 正在消息中查找…
sidebar-more = 显示更早的

sidebar-requests = 请求
sidebar-blocked-count = 已屏蔽（{ $count }）

sidebar-asks = 问你一个问题
sidebar-wants-to-write = 想给你写消息
sidebar-no-messages = 还没有消息
sidebar-deleted = 消息已删除
sidebar-draft = 草稿：{ $text }

sidebar-pin = 置顶
sidebar-unpin = 取消置顶
sidebar-mute = 静音
sidebar-unmute = 取消静音
sidebar-mark-read = 标为已读
sidebar-ask-delete = 删除…
sidebar-delete-means = 这会永久删除这台电脑上的联系人和所有消息。对方电脑上的内容不会删除。
sidebar-delete = 永久删除
sidebar-keep = 保留

sidebar-verified = { $presence } · 已验证
sidebar-waiting = { $count ->
   *[other] { $count } 条消息等待中
}
