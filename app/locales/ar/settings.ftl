settings-appearance = المظهر
settings-light = فاتح
settings-dark = داكن
settings-contrast = تباين عالٍ
settings-size = حجم النص
settings-percent = { $percent }٪
settings-smaller = أصغر
settings-larger = أكبر
settings-usual-size = الحجم المعتاد
settings-still = حركة أقل
settings-still-means = لا يومض مؤشر الكتابة، ولا يتحرك ما لا يلزم أن يتحرك.

settings-language = اللغة
settings-language-system = مثل النظام
settings-language-means = يسري التغيير فورًا. كلمات الأمان بالإنجليزية دائمًا، ليتمكن الطرفان من مقارنتها.

settings-network = الشبكة
settings-connect = اتصال
settings-disconnect = قطع الاتصال
settings-network-means = كل ما يغادر Sotto يمر عبر Tor. من يراقب خط اتصالك يرى أن Tor مستخدَم، لا مع من تتحدث.
settings-bridges = الجسور
settings-bridges-body = حيث يكون Tor محجوبًا أو مراقبًا، يكون الجسر مدخلًا غير مدرج في أي قائمة. احصل على السطور من شخص تثق به، أو من bridges.torproject.org.
settings-bridges-hint = جسر واحد في كل سطر، كما أُعطي لك. يسري التغيير فورًا.
settings-use-bridges = استخدام هذه الجسور فقط للوصول إلى Tor
settings-save-bridges = حفظ الجسور
settings-saved = تم الحفظ.

settings-privacy = الخصوصية
settings-lock-after = القفل إذا لم يستخدم أحد النافذة مدة
settings-lock-minutes = { $minutes ->
    [zero] { $minutes } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}
settings-lock-never = أبدًا
settings-lock-means = القفل يغلق كل الاتصالات وينسى المفاتيح؛ ولا يصل شيء حتى تفتح القفل. ما كنت تكتبه يُحفظ في الخزنة. Ctrl+Shift+L يقفل فورًا.
settings-lock-now = قفل الآن

settings-session = هذه الجلسة
settings-session-means = هذه الجلسة في الذاكرة فقط. لا يمكن قفلها، لأنه لن يبقى ما يُرجع إليه: لا يمكن إلا إنهاؤها، ومعها يزول كل شيء.
settings-end-session = إنهاء الجلسة

settings-old = عبارة المرور الحالية
settings-old-hint = عبارة مرورك الحالية
settings-new = عبارة المرور الجديدة
settings-change-passphrase = تغيير عبارة المرور
settings-changing = جارٍ التغيير…
settings-changed = من الآن لا تُفتح الخزنة إلا بعبارة المرور الجديدة.
settings-change-means = يستغرق هذا نحو ثانيتين. النسخ التي أُخذت سابقًا من مجلد الملف الشخصي تظل تُفتح بعبارة المرور القديمة.

settings-clipboard = الحافظة
settings-clear-clipboard = مسح العناوين والروابط وكلمات الأمان المنسوخة بعد دقيقة
settings-clipboard-means = فقط ما وضعه Sotto هناك، وفقط إذا كان لا يزال هناك. تبقى نصوص الرسائل. والبرنامج الذي يحتفظ بما نُسخ قد يكون حصل عليه بالفعل.

settings-never = ما لا يفعله Sotto أبدًا
settings-never-does = لا يخبر أحدًا متى قرأت رسالة ولا متى تكتب. لا يفتح روابط ولا يحمّل معاينات أو صورًا. لا يبلّغ من صنعوه بأي شيء. أما جهات اتصالك فترى متى تكون متصلًا، وأن رسالة وصلت إلى خزنتك.

settings-destroy = إتلاف هذا الملف الشخصي
settings-destroy-means = العنوان وجهات الاتصال والرسائل، نهائيًا. ترى أولًا ما يعنيه ذلك. Ctrl+Shift+Delete يؤدي إلى هناك من أي مكان.
settings-wipe = إتلاف هذا الملف الشخصي…

settings-notifications = الإشعارات
settings-notifications-off = متوقفة
settings-notifications-discreet = متكتّمة
settings-notifications-off-means = لا شيء خارج هذه النافذة يُظهر أن رسالة وصلت.
settings-notifications-discreet-means = تطلب النافذة الانتباه عند وصول رسالة، بالطريقة التي يفعلها النظام: يُعلَّم مكانها في شريط المهام. لا يظهر اسم ولا نص.
settings-notifications-why = ليس هناك أكثر من ذلك عن قصد: إشعارات النظام تمر عبر برامج أخرى قد تحتفظ بها وتعرضها على شاشة مقفلة.

settings-keyboard = لوحة المفاتيح

settings-about = حول
settings-not-audited = لم يخضع Sotto لتدقيق أمني. لا تأتمنه وحده على حياتك.
settings-place = مكان الملف الشخصي
settings-memory-locked = مفاتيح الجلسات المفتوحة في ذاكرة يُبقيها النظام خارج ملف التبديل (swap).
settings-memory-not-locked = ليس معروفًا أن مفاتيح الجلسات المفتوحة تبقى خارج ملف التبديل (swap): إما أنه لا يُستخدم أي منها بعد، أو أن حد النظام للذاكرة المقفلة منخفض جدًا. شفّر ملف التبديل في هذا الحاسوب، أو أوقفه.
settings-licences = Sotto: MIT أو Apache-2.0. الخطوط: Noto Sans بترخيص SIL Open Font License 1.1. ويعمل Tor بواسطة Arti، من مشروع Tor؛ Sotto ليس من صنعه ولا معتمدًا منه.
settings-show-licences = عرض التراخيص
settings-hide-licences = إخفاء التراخيص
