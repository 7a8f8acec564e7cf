model-phase-offline = غير متصل
model-phase-starting = جارٍ تشغيل Tor
model-phase-reaching-bridge = جارٍ الوصول إلى جسرك
model-phase-reaching = جارٍ الوصول إلى شبكة Tor
model-phase-directory = جارٍ جلب قائمة المُرحِّلات
model-phase-publishing = جارٍ نشر عنوانك
model-phase-online = متصل عبر Tor

model-reach-confirmed = تم الفحص: يمكن للآخرين الوصول إليك ({ $when }).
model-reach-unreachable = لا يمكن للآخرين الوصول إليك حاليًا.
model-reach-republished = نُشر عنوانك من جديد.
model-reach-next-check = الفحص التالي بعد { $wait }.

model-presence-blocked = محظور
model-presence-online = متصل
model-presence-dialing = جارٍ الاتصال
model-presence-offline = غير متصل

model-reason-not-published = الطرف الآخر غير متصل حاليًا.
model-reason-not-answering = برنامج Sotto لديه لا يستجيب.
model-reason-timed-out = استغرق الاتصال وقتًا أطول من اللازم.
model-reason-hung-up = انقطع الخط.
model-reason-handshake = لم يتفق البرنامجان. ينبغي أن يشغّل كلاكما أحدث إصدار من Sotto.
model-reason-tor = فشل Tor في الطريق.

model-waits-no-contact = ليس من جهات اتصالك.
model-waits-held-back = محتجزة، لأن جهاز الطرف الآخر تغيّر. تُرسل بمجرد أن تتابع.
model-waits-not-accepted = لم يقبلك الطرف الآخر بعد.
model-waits-for-turn = تنتظر دورها للإرسال.
model-waits-not-connected = أنت غير متصل.
model-waits-for-tor = Tor ليس جاهزًا بعد.
model-waits-dialing = جارٍ الاتصال بالطرف الآخر.
model-waits-not-reached = لم يتم الوصول إلى الطرف الآخر بعد.

model-state-queued = قيد الانتظار
model-state-sent = تم الإرسال
model-state-delivered = تم التسليم
