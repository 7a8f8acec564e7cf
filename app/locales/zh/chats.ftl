chats-request = 联系人请求
chats-check = 核验身份
chats-contact = 联系人
chats-add-contact = 添加联系人
chats-settings = 设置
chats-close = 关闭（Esc）

chats-back = 返回（Esc）
chats-dismiss = 关闭
