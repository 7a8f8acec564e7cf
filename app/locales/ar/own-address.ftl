# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

own-address-none = لا يوجد عنوان بعد.
own-address-body = أعطِ هذا العنوان لمن يُسمح لهم بالكتابة إليك. من لديه هذا العنوان يمكنه أن يرى متى تكون متصلًا.
own-address-amnesic = يدوم هذا العنوان ما دامت هذه الجلسة. لا يُكتب منه شيء.
own-address-kept = هذا العنوان لك ما دمت تحتفظ بهذا الملف الشخصي.
own-address-clipboard = يمكن لبرامج أخرى على هذا الحاسوب قراءة الحافظة.

own-address-copy = نسخ العنوان
own-address-copied = تم نسخ العنوان
own-address-copy-link = نسخ كرابط ⁦sotto:⁩
own-address-link-copied = تم نسخ الرابط

own-address-invites = دعوات مفتوحة
own-address-invites-mean = أول من يأتي بإحداها يصبح فورًا من جهات اتصالك. لا يُعرض رابطها من جديد.
own-address-invite-good = صالحة حتى { $day }
own-address-invite-revoke = إلغاء الدعوة
