# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

sidebar-own-address = عنوانك (Ctrl+L)
sidebar-settings = الإعدادات (⁦Ctrl+,⁩)
sidebar-meet = تواصل مع شخص

sidebar-connect = اتصال
sidebar-stop = إيقاف

sidebar-empty = لا أحد هنا بعد.
sidebar-empty-do = أعطِ دعوة لشخص، أو ألصق الرابط الذي أُعطي لك.

sidebar-search = بحث (Ctrl+K)
sidebar-found-messages = الرسائل
sidebar-found-nothing = لم يُعثر على شيء.
sidebar-looking = جارٍ البحث في الرسائل…
sidebar-more = عرض الأقدم

sidebar-requests = الطلبات
sidebar-blocked-count = محظورون ({ $count })

sidebar-asks = سؤال موجَّه إليك
sidebar-wants-to-write = طلب للكتابة إليك
sidebar-no-messages = لا رسائل بعد
sidebar-deleted = رسالة محذوفة
sidebar-draft = مسودة: { $text }

sidebar-pin = تثبيت في الأعلى
sidebar-unpin = إلغاء التثبيت
sidebar-mute = كتم
sidebar-unmute = إلغاء الكتم
sidebar-mark-read = تعليم كمقروء
sidebar-ask-delete = حذف…
sidebar-delete-means = هذا يحذف جهة الاتصال وكل الرسائل على هذا الحاسوب نهائيًا. لا يُحذف شيء على حاسوبها.
sidebar-delete = حذف نهائي
sidebar-keep = إبقاء

sidebar-verified = { $presence } · تم التحقق
sidebar-waiting = { $count ->
    [zero] لا رسائل منتظرة ({ $count })
    [one] رسالة واحدة تنتظر
    [two] رسالتان تنتظران
    [few] { $count } رسائل تنتظر
    [many] { $count } رسالة تنتظر
   *[other] { $count } رسالة تنتظر
}
