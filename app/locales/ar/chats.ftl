chats-request = طلب جهة اتصال
chats-check = التحقق من الهوية
chats-contact = جهة اتصال
chats-add-contact = إضافة جهة اتصال
chats-settings = الإعدادات
chats-close = إغلاق (Esc)

chats-back = رجوع (Esc)
chats-dismiss = إخفاء
