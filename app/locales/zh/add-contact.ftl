add-contact-body = 请通过你们能认出彼此的渠道，向联系人索要对方的 Sotto 地址。
add-contact-hint = 粘贴 onion 地址或 sotto: 链接
add-contact-add = 添加联系人
add-contact-after = 你们双方都在线时，对方就会收到请求。你在此期间写的内容会等待。
