settings-appearance = نما
settings-light = روشن
settings-dark = تیره
settings-contrast = تضاد بالا
settings-size = اندازهٔ متن
settings-percent = { $percent }٪
settings-smaller = کوچک‌تر
settings-larger = بزرگ‌تر
settings-usual-size = اندازهٔ معمول
settings-still = حرکت کمتر
settings-still-means = مکان‌نما چشمک نمی‌زند، و آنچه نیازی به حرکت ندارد حرکت نمی‌کند.

settings-language = زبان
settings-language-system = مانند سیستم
settings-language-means = تغییر بی‌درنگ اعمال می‌شود. واژه‌های ایمنی همیشه انگلیسی‌اند، تا هر دو طرف بتوانند مقایسه‌شان کنند.

settings-network = شبکه
settings-connect = اتصال
settings-disconnect = قطع اتصال
settings-network-means = هر آنچه از Sotto بیرون می‌رود از راه Tor می‌رود. هر که خط ارتباطی شما را زیر نظر دارد استفاده از Tor را می‌بیند، نه اینکه با چه کسی سخن می‌گویید.
settings-bridges = پل‌ها
settings-bridges-body = جایی که Tor مسدود یا زیر نظر است، پل راهی به درون است که در هیچ فهرستی نیست. خط‌ها را از کسی که به او اعتماد دارید، یا از bridges.torproject.org بگیرید.
settings-bridges-hint = هر خط یک پل، همان‌گونه که به شما داده شده است. تغییر بی‌درنگ اعمال می‌شود.
settings-use-bridges = تنها این پل‌ها برای رسیدن به Tor به کار روند
settings-save-bridges = ذخیرهٔ پل‌ها
settings-saved = ذخیره شد.

settings-privacy = حریم خصوصی
settings-lock-after = قفل شدن اگر کسی از پنجره استفاده نکند به مدت
settings-lock-minutes = { $minutes ->
    [one] { $minutes } دقیقه
   *[other] { $minutes } دقیقه
}
settings-lock-never = هرگز
settings-lock-means = قفل کردن همهٔ اتصال‌ها را می‌بندد و کلیدها را فراموش می‌کند؛ تا قفل را باز نکنید چیزی نمی‌رسد. آنچه می‌نوشتید در گاوصندوق نگه داشته می‌شود. Ctrl+Shift+L بی‌درنگ قفل می‌کند.
settings-lock-now = قفل فوری

settings-session = این نشست
settings-session-means = این نشست تنها در حافظه است. نمی‌توان آن را قفل کرد، چون چیزی نمی‌ماند که به آن بازگردید: تنها می‌توان به پایانش رساند، و با آن همه چیز از میان می‌رود.
settings-end-session = پایان نشست

settings-old = گذرواژهٔ کنونی
settings-old-hint = گذرواژهٔ کنونی شما
settings-new = گذرواژهٔ تازه
settings-change-passphrase = تغییر گذرواژه
settings-changing = در حال تغییر…
settings-changed = از این پس گاوصندوق تنها با گذرواژهٔ تازه باز می‌شود.
settings-change-means = این کار حدود دو ثانیه طول می‌کشد. کپی‌هایی که پیش‌تر از پوشهٔ نمایه گرفته شده‌اند همچنان با گذرواژهٔ قدیمی باز می‌شوند.

settings-clipboard = کلیپ‌بورد
settings-clear-clipboard = پاک کردن نشانی‌ها، پیوندها و واژه‌های ایمنی کپی‌شده پس از ۶۰ ثانیه
settings-clipboard-means = تنها آنچه Sotto آنجا گذاشته است، و تنها اگر هنوز آنجا باشد. متن پیام‌ها می‌ماند. برنامه‌ای که آنچه کپی شده را نگه می‌دارد شاید از پیش آن را داشته باشد.

settings-never = کارهایی که Sotto هرگز نمی‌کند
settings-never-does = به هیچ‌کس نمی‌گوید که پیامی را خوانده‌اید یا دارید تایپ می‌کنید. پیوندی را باز نمی‌کند و پیش‌نمایش یا تصویری بار نمی‌کند. به کسانی که آن را ساخته‌اند چیزی گزارش نمی‌کند. اما مخاطبان شما می‌بینند که چه هنگام وصل هستید، و اینکه پیامی به گاوصندوق شما رسیده است.

settings-destroy = نابود کردن این نمایه
settings-destroy-means = نشانی، مخاطبان و پیام‌ها، برای همیشه. نخست می‌بینید که این یعنی چه. Ctrl+Shift+Delete از همه جا به آنجا می‌رود.
settings-wipe = نابود کردن این نمایه…

settings-notifications = اعلان‌ها
settings-notifications-off = خاموش
settings-notifications-discreet = محتاطانه
settings-notifications-off-means = بیرون از این پنجره چیزی نشان نمی‌دهد که پیامی آمده است.
settings-notifications-discreet-means = وقتی پیامی می‌آید پنجره به شیوهٔ سیستم توجه می‌خواهد: جای آن در نوار وظیفه نشان‌دار می‌شود. نام و متنی نشان داده نمی‌شود.
settings-notifications-why = به‌عمد بیش از این نیست: اعلان‌های سیستم از برنامه‌های دیگری می‌گذرند که شاید نگهشان دارند و روی صفحهٔ قفل‌شده نشانشان دهند.

settings-keyboard = صفحه‌کلید

settings-about = درباره
settings-not-audited = Sotto بازبینی امنیتی نشده است. جانتان را تنها به آن نسپارید.
settings-place = جای نمایه
settings-memory-locked = کلیدهای نشست‌های باز در حافظه‌ای هستند که سیستم آن را از فایل swap خود بیرون نگه می‌دارد.
settings-memory-not-locked = روشن نیست که کلیدهای نشست‌های باز بیرون از فایل swap نگه داشته شوند: یا هنوز هیچ‌یک در کار نیست، یا حد سیستم برای حافظهٔ قفل‌شده بیش از اندازه کم است. swap این رایانه را رمزگذاری کنید، یا خاموشش کنید.
settings-licences = Sotto: MIT یا Apache-2.0. قلم‌ها: Noto Sans با مجوز SIL Open Font License 1.1. پیاده‌سازی Tor در اینجا Arti است، از پروژهٔ Tor؛ Sotto ساخته یا تأییدشدهٔ آن نیست.
settings-show-licences = نمایش مجوزها
settings-hide-licences = پنهان کردن مجوزها
