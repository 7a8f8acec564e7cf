# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

chat-welcome = Sotto في الوضع النصي. كل سطر قائم بذاته. اكتب ⁦/help⁩ لعرض الأوامر.
chat-absent = لا يوجد هنا ملف شخصي بعد. ⁦/create⁩ ينشئ واحدًا بعبارة مرور؛ ⁦/amnesic⁩ يبدأ جلسة لا تترك أثرًا.
chat-passphrase = عبارة المرور (ما تكتبه لا يظهر):
chat-passphrase-new = اختر عبارة مرور، وخمس كلمات عشوائية عبارة جيدة (ما تكتبه لا يظهر):
chat-passphrase-again = مرة أخرى:
chat-passphrases-differ = العبارتان غير متطابقتين. لم يُنشأ شيء. اكتب ⁦/create⁩ للبدء من جديد.
chat-opened = الملف الشخصي مفتوح.
chat-opened-amnesic = هذه الجلسة في الذاكرة فقط. تزول عند خروجك.
chat-locked = الملف الشخصي مقفل.
chat-exposed = قد يتمكن مستخدمون آخرون لهذا الحاسوب من الاطلاع على مجلد الملف الشخصي. إنه مشفّر.
chat-offline-hint = أنت غير متصل. ⁦/connect⁩ يتصل عبر Tor؛ ولا يغادر شيء هذا الحاسوب قبل ذلك.
chat-address = عنوانك: { $address }
chat-address-link = كرابط: { $link }
chat-address-grouped = في مجموعات من أربعة: { $groups }
chat-network = الاتصال: { $phase }.

chat-unknown = لا يوجد أمر كهذا. لم يُرسل شيء. اكتب ⁦/help⁩ لعرض الأوامر؛ وابدأ بـ ⁦//⁩ لإرسال نص يبدأ بشرطة مائلة.
chat-incomplete = هذا الأمر ينقصه شيء. لم يُنفّذ شيء. اكتب ⁦/help⁩ لعرض الأوامر.
chat-too-long = هذا السطر طويل جدًا. لم يُرسل شيء.
chat-nobody-open = لا توجد محادثة مفتوحة. لم يُرسل شيء. ⁦/contacts⁩ يسرد من تعرفهم، ⁦/open⁩ يفتح محادثة بالرقم أو الاسم.
chat-nobody = لا أحد بهذا الرقم أو الاسم. ⁦/contacts⁩ يسرد من تعرفهم.
chat-several = تبدأ هكذا أسماء عدة جهات اتصال. استخدم الرقم الذي يذكره ⁦/contacts⁩.
chat-not-open = الملف الشخصي غير مفتوح.
chat-bye = جارٍ إغلاق الاتصالات.
chat-stuck = لم ينتهِ Sotto على نحو سليم. ما تم تأكيد استلامه محفوظ.

chat-no-contacts = ليست لديك جهات اتصال بعد. ⁦/add⁩ مع عنوان يضيف شخصًا.
chat-contact = { $number }. { $name }، { $presence }
chat-contact-unread = { $number }. { $name }، { $presence }، غير مقروء: { $unread }
chat-no-requests = لا أحد يطلب محادثتك.
chat-request = الطلب { $number }، من { $name }. ⁦/accept⁩ { $number } واسم يقبل الطلب، ⁦/decline⁩ { $number } ينساه، ⁦/block⁩ { $number } لا يسمع من صاحبه شيئًا بعد ذلك.
chat-request-new = شخص جديد يطلب محادثتك. ⁦/requests⁩ يذكر من هو.
chat-accepted = أصبح { $name } من جهات اتصالك.
chat-declined = نُسي الطلب. قد يُطلب ذلك مرة أخرى.
chat-blocked = لن تسمع شيئًا بعد الآن من { $name }. ولن يُبلَّغ بذلك.
chat-unblocked = عاد { $name } إلى جهات اتصالك.
chat-renamed = الاسم الآن { $name }.
chat-added = تمت إضافة { $name } بالرقم { $number }. ما تكتبه ينتظر حتى يُقبل طلبك.
chat-delete = هل تريد حذف { $name } وكل ما قيل؟ اكتب yes للحذف نهائيًا؛ أي شيء آخر يُبقي كل شيء.
chat-deleted = تم الحذف.
chat-kept = لم يُحذف شيء.
chat-removed = لم يعد { $name } في قائمتك.

chat-open = محادثة مع { $name }، الرقم { $number }: { $presence }. ما تكتبه الآن يذهب إليه.
chat-open-asking = الطرف الآخر ينتظر ردك: اقبل أو ارفض أولًا.
chat-closed = لا توجد محادثة مفتوحة.
chat-no-unread = لا يوجد شيء غير مقروء.
chat-no-messages = لا رسائل بعد.
chat-history = { $count ->
    [zero] لا رسائل ({ $count }):
    [one] الرسالة الأخيرة:
    [two] آخر رسالتين:
    [few] آخر { $count } رسائل:
    [many] آخر { $count } رسالة:
   *[other] آخر { $count } رسالة:
}
chat-you = أنت
chat-dated = { $at } { $who }
chat-deleted-message = (محذوفة)
chat-edited = { $who }، معدّلة
chat-waiting = قيد الانتظار. { $reason }
chat-delivered = تم التسليم إلى { $name }: { $text }
chat-new-elsewhere = رسالة جديدة من { $name }. ⁦/next⁩ يقرؤها.
chat-online = متصل الآن: { $name }.
chat-offline = غير متصل الآن: { $name }.
chat-accepted-us = تم قبولك لدى { $name }.
chat-device-changed = تغيّر جهاز { $name } من دون تفسير: نسخة مستعادة، أو شخص آخر لديه مفتاحه. اسأله عبر قناة أخرى. لن يُرسل شيء حتى تكتب ⁦/trust⁩.
chat-trusted = تواصل مع { $name }. لا يُحتسب أي تحقق سابق.
chat-called = جارٍ الاتصال بـ { $name }.

chat-words = كلماتك أنت و{ $name }. ليقرأها كل منكما للآخر، هاتفيًا أو وجهًا لوجه:
chat-words-line = من { $from } إلى { $to }: { $words }
chat-words-same = إذا كانت الكلمات الاثنتا عشرة كلها متطابقة عند كليكما، فاكتب ⁦/same⁩.
chat-compared = تم التحقق من { $name }.
chat-asked = طُرح السؤال. يبقى مفتوحًا حتى تأتي الإجابة؛ ⁦/end⁩ يسحبه.
chat-answer = إجابتك، وهي لا تغادر هذا الحاسوب أبدًا (ما تكتبه لا يظهر):
chat-asks = سؤال من { $name } للتحقق من أنك أنت
chat-asks-hint = ⁦/answer⁩ يجيب، ⁦/end⁩ يرفض.
chat-no-question = لا أحد يسألك شيئًا هنا.
chat-answered = تمت الإجابة. ننتظر كلمة الطرف الآخر.
chat-check-same = أعطى { $name } الإجابة التي كانت في ذهنك. تم التحقق منه.
chat-check-same-theirs = إجابتك هي التي كانت في ذهن { $name }.
chat-check-different = الإجابتان مختلفتان. قد يكون أحد بينك وبين { $name }. اسأله عبر قناة أخرى.
chat-check-ended = انتهى التحقق مع { $name } من دون نتيجة.

chat-bridges-on = تُستخدم الجسور، ولا شيء غيرها:
chat-bridges-off = لا تُستخدم أي جسور. المحفوظ منها:
chat-no-bridges = لا يوجد جسر محفوظ. ⁦/bridge⁩ مع سطر جسر يضيف واحدًا.

chat-news-lost = لم تُذكر بعض الأخبار. ⁦/contacts⁩ يبيّن الوضع الحالي.

chat-help-talk = كل ما لا يبدأ بشرطة مائلة يُرسل إلى المحادثة المفتوحة. والنص الذي يبدأ بشرطة مائلة يُرسل بشرطتين.
chat-help-open = ⁦/contacts⁩، ⁦/open⁩ الجهة، ⁦/next⁩: يسرد جهات الاتصال، يفتح واحدة بالرقم أو الاسم، يفتح التالية التي فيها غير مقروء. ⁦/close⁩ يغادر المحادثة، ⁦/history⁩ العدد يعيد ذكر رسائلها الأخيرة.
chat-help-people = ⁦/add⁩ العنوان الاسم، ⁦/rename⁩ الاسم، ⁦/block⁩ الجهة، ⁦/unblock⁩ الجهة، ⁦/delete⁩ الجهة: قائمتك. ⁦/requests⁩، ⁦/accept⁩ الرقم الاسم، ⁦/decline⁩ الرقم: من يطلبون محادثتك.
chat-help-check = ⁦/verify⁩ يذكر الكلمات التي يقارنها شخصان، ⁦/same⁩ يسجّل أنها كانت متطابقة. ⁦/ask⁩ السؤال يسأل الطرف الآخر عن شيء لا يعرفه غيره، ⁦/answer⁩ يجيب، ⁦/end⁩ ينهي ذلك. ⁦/trust⁩ يواصل بعد تغيّر جهازه.
chat-help-network = ⁦/connect⁩، ⁦/disconnect⁩، ⁦/try⁩، ⁦/status⁩: الاتصال. ⁦/bridges⁩، ⁦/bridges on⁩، ⁦/bridges off⁩، ⁦/bridge⁩ السطر: طرق للالتفاف على الحجب. ⁦/address⁩ يذكر عنوانك.
chat-help-profile = ⁦/create⁩، ⁦/amnesic⁩، ⁦/unlock⁩، ⁦/lock⁩، ⁦/quit⁩: الملف الشخصي وهذه الجلسة.
