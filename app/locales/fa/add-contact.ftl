# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

add-contact-body = نشانی Sotto مخاطبتان را از خودش بخواهید، از راهی که در آن یکدیگر را می‌شناسید.
add-contact-hint = نشانی onion یا پیوند ⁦sotto:⁩ را بچسبانید
add-contact-add = افزودن مخاطب
add-contact-after = همین که هر دو آنلاین باشید درخواستی به او می‌رسد. آنچه در این میان می‌نویسید در انتظار می‌ماند.
