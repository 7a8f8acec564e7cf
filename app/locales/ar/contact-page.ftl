contact-page-no-name = بلا اسم
contact-page-save-name = حفظ الاسم
contact-page-saved = تم الحفظ.
contact-page-only-you = لا يرى هذا الاسم غيرك.

contact-page-compare = قارنه بما تقرؤه لك جهة الاتصال. لا يكون عنوانها إلا إذا تطابقت كل المجموعات.
contact-page-copy-address = نسخ العنوان
contact-page-address-copied = تم نسخ العنوان
contact-page-compare-words = التحقق من الهوية

contact-page-pin = إبقاؤها في أعلى القائمة
contact-page-mute = عدم الإعلام بما تكتبه

contact-page-same-invite = جاء شخص آخر بالدعوة نفسها التي جاءت بها جهة الاتصال هذه. أحدهما ليس الشخص الذي أُعطيت له: اسألهما.

contact-page-draft = هناك رسالة إلى جهة الاتصال هذه كُتبت ولم تُرسل.
contact-page-clear-draft = محو المسودة

contact-page-is-blocked = لقد حظرت جهة الاتصال هذه. لا يصل منها شيء، ولا تُبلَّغ بذلك.
contact-page-unblock = إلغاء الحظر
contact-page-blocking = الحظر ينهي الاتصال. لا يصل منها شيء بعد ذلك، ولا تُبلَّغ به.
contact-page-block = حظر
contact-page-deleting = الحذف يزيل جهة الاتصال وكل الرسائل من خزنتك نهائيًا.
contact-page-delete = حذف جهة الاتصال…
contact-page-really = هل تريد حذف جهة الاتصال هذه وكل الرسائل؟ لا يمكن التراجع عن ذلك. تبقى لدى الطرف الآخر نسخته.
contact-page-keep = إبقاء
contact-page-delete-for-good = حذف نهائي
