# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

add-contact-body = اطلب من جهة الاتصال عنوانها في Sotto، عبر قناة يعرف فيها كل منكما الآخر.
add-contact-hint = ألصق عنوان onion أو رابط ⁦sotto:⁩
add-contact-add = إضافة جهة اتصال
add-contact-after = يصلها طلب فور اتصالكما معًا. ما تكتبه في هذه الأثناء ينتظر.
