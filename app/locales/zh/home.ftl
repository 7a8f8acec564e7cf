home-head-first = 认识你的第一个联系人
home-head = 联系别人

home-offline = 你未连接
home-offline-body = Sotto 通过 Tor 网络联系别人。监视你网络线路的人能看到你在使用 Tor，但看不到你与谁对话。在 Tor 被封锁或监视的地方，请先设置网桥。
home-connect = 连接 Tor

home-invite = 邀请别人
home-invite-body = 复制一个邀请，通过你们能认出彼此的渠道交给一个人。第一个使用它的人会立即成为你的联系人。
home-copy-invite = 复制邀请
home-making = 正在创建邀请…
home-invite-copied = 邀请已复制
home-show-code = 显示二维码
home-hide-code = 隐藏二维码
home-invite-good = 仅供一人使用，有效期至 { $day }。这台电脑上的其他程序可以读取剪贴板。

home-link = 你收到了链接或地址
home-link-body = 复制它并粘贴到这里：对话会立即打开。
home-paste = 粘贴并添加
home-add = 添加
home-with-name = 添加并命名…（Ctrl+N）
home-nothing-copied = 剪贴板上没有文字。请先复制联系人的链接或地址。
home-no-link = 这既不是 sotto: 链接，也不是 onion 地址。请重新完整复制。

home-address-means = 有这个地址的人都可以请求成为你的联系人，并能看到你何时在线。
