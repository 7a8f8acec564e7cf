chats-request = درخواست مخاطب
chats-check = بررسی هویت
chats-contact = مخاطب
chats-add-contact = افزودن مخاطب
chats-settings = تنظیمات
chats-close = بستن (Esc)

chats-back = بازگشت (Esc)
chats-dismiss = بستن
