contact-page-no-name = 没有名字
contact-page-save-name = 保存名字
contact-page-saved = 已保存。
contact-page-only-you = 只有你能看到这个名字。

contact-page-compare = 请与联系人读给你听的地址核对。只有每一组都相同，它才是对方的地址。
contact-page-copy-address = 复制地址
contact-page-address-copied = 地址已复制
contact-page-compare-words = 核验身份

contact-page-pin = 保持在列表顶部
contact-page-mute = 不提示对方写的内容

contact-page-same-invite = 另有一人使用了与这个联系人相同的邀请。两人之中有一人不是你给出邀请的那个人：请询问他们。

contact-page-draft = 给这个联系人的一条消息已写好但未发送。
contact-page-clear-draft = 清除草稿

contact-page-is-blocked = 你已屏蔽这个联系人。对方的任何消息都不会到达，对方也不会被告知。
contact-page-unblock = 取消屏蔽
contact-page-blocking = 屏蔽会断开连接。此后对方的任何消息都不会到达，对方也不会被告知。
contact-page-block = 屏蔽
contact-page-deleting = 删除会将这个联系人和所有消息从你的保险库中永久移除。
contact-page-delete = 删除联系人…
contact-page-really = 要删除这个联系人和所有消息吗？此操作无法撤销。对方自己的副本仍留在对方那里。
contact-page-keep = 保留
contact-page-delete-for-good = 永久删除
