conversation-verified = تم التحقق
conversation-verify = تحقق
conversation-verify-hint = التحقق من الهوية (Ctrl+I)
conversation-about = عن جهة الاتصال هذه

conversation-empty = لا رسائل بعد. أنتما فقط ستريان ما تكتبانه.
conversation-reading = جارٍ القراءة…
conversation-older = عرض رسائل أقدم
conversation-write = اكتب رسالة

conversation-device-changed = تغيّر جهاز جهة الاتصال هذه من دون تفسير: نسخة مستعادة، أو شخص آخر لديه مفتاحها. اسألها عبر قناة أخرى. لن يُرسل شيء حتى تتابع، ولا يُحتسب أي تحقق سابق.
conversation-go-on = متابعة

conversation-not-accepted = لم يقبلك الطرف الآخر بعد. ما تكتبه يُسلَّم عندما يقبل.
conversation-not-connected = أنت غير متصل. ما تكتبه ينتظر.
conversation-dialing = جارٍ الاتصال عبر Tor. قد يستغرق ذلك نصف دقيقة.
conversation-tor-not-ready = Tor ليس جاهزًا بعد. ما تكتبه ينتظر.
conversation-not-reached = لا اتصال بالطرف الآخر.

conversation-next-try = المحاولة التالية بعد { $wait }.
conversation-next-try-now = المحاولة التالية الآن.
conversation-try-now = حاول الآن

conversation-asked = يسألك { $name } سؤالًا للتحقق من أنك أنت.
conversation-answer = إجابة
conversation-decline = رفض
conversation-waiting = طرحتَ سؤالًا للتحقق من الطرف الآخر. الإجابة منتظرة.
conversation-confirming = تجري مقارنة إجابتك بإجابة الطرف الآخر.
conversation-show = عرض
conversation-ask-them = اطرح سؤالًا
conversation-compare-words = مقارنة الكلمات

conversation-new-messages = رسائل جديدة
conversation-newest = إلى الأحدث
conversation-missed = { $count ->
    [zero] لا رسائل جديدة ({ $count })
    [one] رسالة جديدة واحدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}

conversation-edited = معدّلة
conversation-pending = التغيير ينتظر
conversation-deleted = رسالة محذوفة
conversation-quote-gone = لم تعد هنا
conversation-you = أنت

conversation-reply = رد
conversation-copy = نسخ النص
conversation-copy-link = نسخ { $link }
conversation-edit = تعديل
conversation-show-quoted = عرض ما تردّ عليه
conversation-delete-here = حذف عندي
conversation-delete-both = حذف عند الطرفين
conversation-unreact = سحب التفاعل
conversation-keep = إبقاء

conversation-ask-here-ours = هل تريد حذفها من هذا الجهاز؟ تبقى لدى الطرف الآخر نسخته.
conversation-ask-here-theirs = هل تريد حذفها من هذا الجهاز؟ لا يُبلَّغ الطرف الآخر، وتبقى لديه نسخته.
conversation-ask-both = هل تريد حذفها هنا والطلب من Sotto لدى الطرف الآخر أن يحذفها أيضًا؟ ربما قرأها أو نسخها أو احتفظ بها.

conversation-react-good = جيد
conversation-react-heart = قلب
conversation-react-laugh = مضحك
conversation-react-surprise = مدهش
conversation-react-sad = محزن
conversation-react-thanks = شكرًا
conversation-react-done = تم
conversation-react-bad = ليس جيدًا

conversation-editing = تعديل رسالة
conversation-editing-how = Enter يحفظ، Esc يرجع.
conversation-leave = رجوع (Esc)

conversation-find-hint = بحث في هذه المحادثة (Ctrl+F)
conversation-find = بحث في هذه المحادثة
conversation-find-older = أقدم (Enter)
conversation-find-newer = أحدث (Shift+Enter)
conversation-find-close = إغلاق (Esc)
conversation-find-looking = جارٍ البحث…
conversation-find-nothing = لم يُعثر على شيء
conversation-find-hit = { $at } من { $of }
conversation-find-hit-so-far = { $at } من { $of } حتى الآن

conversation-unnamed = جاء هذا الشخص بدعوة منك وليس له اسم هنا بعد.
conversation-name-them = تسمية
