own-address-none = 还没有地址。
own-address-body = 把这个地址交给可以给你写消息的人。有这个地址的人能看到你何时在线。
own-address-amnesic = 这个地址只在这次会话期间有效。不会写下任何与它有关的内容。
own-address-kept = 只要你保留这个档案，这个地址就是你的。
own-address-clipboard = 这台电脑上的其他程序可以读取剪贴板。

own-address-copy = 复制地址
own-address-copied = 地址已复制
own-address-copy-link = 复制为 sotto: 链接
own-address-link-copied = 链接已复制

own-address-invites = 未用的邀请
own-address-invites-mean = 第一个使用其中一个邀请的人会立即成为你的联系人。它的链接不会再次显示。
own-address-invite-good = 有效期至 { $day }
own-address-invite-revoke = 撤销
