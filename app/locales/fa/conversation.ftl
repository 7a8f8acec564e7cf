conversation-verified = تأییدشده
conversation-verify = تأیید
conversation-verify-hint = بررسی هویت (Ctrl+I)
conversation-about = دربارهٔ این مخاطب

conversation-empty = هنوز پیامی نیست. تنها شما دو نفر آنچه را می‌نویسید می‌بینید.
conversation-reading = در حال خواندن…
conversation-older = نمایش پیام‌های قدیمی‌تر
conversation-write = پیامی بنویسید

conversation-device-changed = دستگاه این مخاطب بدون توضیح عوض شده است: یک کپی بازگردانده‌شده، یا کس دیگری با کلید او. از راهی دیگر از او بپرسید. تا ادامه ندهید چیزی فرستاده نمی‌شود، و هیچ بررسی پیشینی به شمار نمی‌آید.
conversation-go-on = ادامه

conversation-not-accepted = او هنوز شما را نپذیرفته است. آنچه می‌نویسید پس از پذیرفتن او تحویل می‌شود.
conversation-not-connected = وصل نیستید. آنچه می‌نویسید در انتظار می‌ماند.
conversation-dialing = در حال تماس از راه Tor. شاید نیم دقیقه طول بکشد.
conversation-tor-not-ready = Tor هنوز آماده نیست. آنچه می‌نویسید در انتظار می‌ماند.
conversation-not-reached = به او وصل نیستید.

conversation-next-try = تلاش بعدی تا { $wait } دیگر.
conversation-next-try-now = تلاش بعدی همین حالا.
conversation-try-now = تلاش فوری

conversation-asked = { $name } پرسشی از شما دارد تا مطمئن شود که خودتان هستید.
conversation-answer = پاسخ
conversation-decline = رد کردن
conversation-waiting = برای بررسی او پرسشی پرسیده‌اید. پاسخ او در انتظار است.
conversation-confirming = پاسخ شما دارد با پاسخ او مقایسه می‌شود.
conversation-show = نمایش
conversation-ask-them = پرسیدن از او
conversation-compare-words = مقایسهٔ واژه‌ها

conversation-new-messages = پیام‌های تازه
conversation-newest = به تازه‌ترین
conversation-missed = { $count ->
    [one] { $count } پیام تازه
   *[other] { $count } پیام تازه
}

conversation-edited = ویرایش‌شده
conversation-pending = تغییر در انتظار است
conversation-deleted = پیام حذف شد
conversation-quote-gone = دیگر اینجا نیست
conversation-you = شما

conversation-reply = پاسخ دادن
conversation-copy = کپی متن
conversation-copy-link = کپی { $link }
conversation-edit = ویرایش
conversation-show-quoted = نمایش پیامی که پاسخش است
conversation-delete-here = حذف برای من
conversation-delete-both = حذف برای هر دو
conversation-unreact = پس گرفتن واکنش
conversation-keep = بماند

conversation-ask-here-ours = از این دستگاه حذف شود؟ نسخهٔ او نزد او می‌ماند.
conversation-ask-here-theirs = از این دستگاه حذف شود؟ به او اطلاع داده نمی‌شود، و نسخهٔ او نزد او می‌ماند.
conversation-ask-both = اینجا حذف شود و از Sotto او هم خواسته شود که حذفش کند؟ شاید آن را خوانده، کپی کرده یا نگه داشته باشد.

conversation-react-good = خوب
conversation-react-heart = قلب
conversation-react-laugh = خنده‌دار
conversation-react-surprise = شگفت‌آور
conversation-react-sad = غم‌انگیز
conversation-react-thanks = سپاس
conversation-react-done = انجام شد
conversation-react-bad = خوب نیست

conversation-editing = در حال ویرایش
conversation-editing-how = Enter ذخیره می‌کند، Esc بازمی‌گردد.
conversation-leave = بازگشت (Esc)

conversation-find-hint = یافتن در این گفتگو (Ctrl+F)
conversation-find = یافتن در این گفتگو
conversation-find-older = قدیمی‌تر (Enter)
conversation-find-newer = تازه‌تر (Shift+Enter)
conversation-find-close = بستن (Esc)
conversation-find-looking = در حال گشتن…
conversation-find-nothing = چیزی یافت نشد
conversation-find-hit = { $at } از { $of }
conversation-find-hit-so-far = { $at } از { $of } تا اینجا

conversation-unnamed = این شخص با دعوت‌نامهٔ شما آمده و هنوز اینجا نامی ندارد.
conversation-name-them = نام‌گذاری
