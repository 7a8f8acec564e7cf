# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

home-head-first = أول جهة اتصال لك
home-head = تواصل مع شخص

home-offline = أنت غير متصل
home-offline-body = يصل Sotto إلى الآخرين عبر شبكة Tor. من يراقب خط اتصالك يرى أن Tor مستخدَم، لا مع من تتحدث. وحيث يكون Tor محجوبًا أو مراقبًا، أعدّ جسرًا أولًا.
home-connect = الاتصال بـ Tor

home-invite = دعوة شخص
home-invite-body = انسخ دعوة وأعطها لشخص واحد، عبر قناة يعرف فيها كل منكما الآخر. أول من يأتي بها يصبح فورًا من جهات اتصالك.
home-copy-invite = نسخ دعوة
home-making = جارٍ إنشاء دعوة…
home-invite-copied = تم نسخ الدعوة
home-show-code = عرض كرمز QR
home-hide-code = إخفاء رمز QR
home-invite-good = لشخص واحد، صالحة حتى { $day }. يمكن لبرامج أخرى على هذا الحاسوب قراءة الحافظة.

home-link = لديك رابط أو عنوان من شخص
home-link-body = انسخه وألصقه هنا: تُفتح المحادثة فورًا.
home-paste = لصق وإضافة
home-add = إضافة
home-with-name = إضافة مع اسم… (Ctrl+N)
home-nothing-copied = لا يوجد نص في الحافظة. انسخ رابط جهة الاتصال أو عنوانها أولًا.
home-no-link = هذا ليس رابط ⁦sotto:⁩ ولا عنوان onion. انسخه مرة أخرى كاملًا.

home-address-means = من لديه هذا العنوان يمكنه أن يطلب أن يصبح من جهات اتصالك، وأن يرى متى تكون متصلًا.
