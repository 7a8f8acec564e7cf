contact-page-no-name = بدون نام
contact-page-save-name = ذخیرهٔ نام
contact-page-saved = ذخیره شد.
contact-page-only-you = تنها شما این نام را می‌بینید.

contact-page-compare = آن را با آنچه مخاطبتان برای شما می‌خواند مقایسه کنید. تنها اگر همهٔ گروه‌ها یکی باشند از آنِ اوست.
contact-page-copy-address = کپی نشانی
contact-page-address-copied = نشانی کپی شد
contact-page-compare-words = بررسی هویت

contact-page-pin = بالای فهرست بماند
contact-page-mute = آنچه او می‌نویسد اعلام نشود

contact-page-same-invite = کس دیگری با همان دعوت‌نامهٔ این مخاطب آمده است. یکی از این دو کسی نیست که دعوت‌نامه به او داده شده: از آن‌ها بپرسید.

contact-page-draft = پیامی به این مخاطب نوشته شده و فرستاده نشده است.
contact-page-clear-draft = پاک کردن پیش‌نویس

contact-page-is-blocked = این مخاطب را مسدود کرده‌اید. چیزی از او نمی‌رسد، و به او اطلاع داده نمی‌شود.
contact-page-unblock = رفع مسدودیت
contact-page-blocking = مسدود کردن، اتصال را پایان می‌دهد. دیگر چیزی از او نمی‌رسد، و به او اطلاع داده نمی‌شود.
contact-page-block = مسدود کردن
contact-page-deleting = حذف کردن، مخاطب و همهٔ پیام‌ها را برای همیشه از گاوصندوق شما پاک می‌کند.
contact-page-delete = حذف مخاطب…
contact-page-really = این مخاطب و همهٔ پیام‌ها حذف شود؟ این کار برگشت‌پذیر نیست. نسخهٔ خود او نزد او می‌ماند.
contact-page-keep = بماند
contact-page-delete-for-good = حذف همیشگی
