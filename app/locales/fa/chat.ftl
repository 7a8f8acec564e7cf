# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

chat-welcome = Sotto در حالت متنی. هر خط برای خودش است. برای فرمان‌ها ⁦/help⁩ را تایپ کنید.
chat-absent = هنوز نمایه‌ای اینجا نیست. ⁦/create⁩ نمایه‌ای با گذرواژه می‌سازد؛ ⁦/amnesic⁩ نشست بدون ردپا آغاز می‌کند.
chat-passphrase = گذرواژه (آنچه تایپ می‌کنید نشان داده نمی‌شود):
chat-passphrase-new = گذرواژه‌ای انتخاب کنید؛ پنج واژهٔ تصادفی گذرواژهٔ خوبی است (آنچه تایپ می‌کنید نشان داده نمی‌شود):
chat-passphrase-again = یک بار دیگر:
chat-passphrases-differ = این دو یکی نیستند. چیزی ساخته نشد. برای شروع دوباره ⁦/create⁩ را تایپ کنید.
chat-opened = نمایه باز است.
chat-opened-amnesic = این نشست تنها در حافظه است. وقتی خارج شوید از میان می‌رود.
chat-locked = نمایه قفل است.
chat-exposed = شاید دیگر کاربران این رایانه بتوانند درون پوشهٔ نمایه را ببینند. رمزگذاری‌شده است.
chat-offline-hint = وصل نیستید. ⁦/connect⁩ از راه Tor آنلاین می‌شود؛ پیش از آن چیزی از این رایانه بیرون نمی‌رود.
chat-address = نشانی شما: { $address }
chat-address-link = به‌صورت پیوند: { $link }
chat-address-grouped = در گروه‌های چهارتایی: { $groups }
chat-network = اتصال: { $phase }.

chat-unknown = چنین فرمانی نیست. چیزی فرستاده نشد. برای فرمان‌ها ⁦/help⁩ را تایپ کنید؛ برای فرستادن متنی که با خط مورب آغاز می‌شود با ⁦//⁩ شروع کنید.
chat-incomplete = این فرمان چیز بیشتری لازم دارد. کاری انجام نشد. برای فرمان‌ها ⁦/help⁩ را تایپ کنید.
chat-too-long = این خط بیش از اندازه بلند است. چیزی فرستاده نشد.
chat-nobody-open = هیچ گفتگویی باز نیست. چیزی فرستاده نشد. ⁦/contacts⁩ کسانی را که می‌شناسید فهرست می‌کند، ⁦/open⁩ گفتگویی را با شماره یا نام باز می‌کند.
chat-nobody = کسی با این شماره یا نام نیست. ⁦/contacts⁩ کسانی را که می‌شناسید فهرست می‌کند.
chat-several = نام چند مخاطب این‌گونه آغاز می‌شود. شماره‌ای را که ⁦/contacts⁩ می‌گوید به کار ببرید.
chat-not-open = نمایه باز نیست.
chat-bye = در حال بستن اتصال‌ها.
chat-stuck = Sotto درست به پایان نرسید. آنچه رسیدش داده شده نگه داشته شده است.

chat-no-contacts = هنوز مخاطبی ندارید. ⁦/add⁩ همراه با یک نشانی کسی را اضافه می‌کند.
chat-contact = { $number }. { $name }، { $presence }
chat-contact-unread = { $number }. { $name }، { $presence }، { $unread } خوانده‌نشده
chat-no-requests = کسی درخواست گفتگو با شما را ندارد.
chat-request = درخواست { $number }، از { $name }. ⁦/accept⁩ { $number } و یک نام، درخواست را می‌پذیرد؛ ⁦/decline⁩ { $number } فراموشش می‌کند؛ ⁦/block⁩ { $number } دیگر چیزی از او نمی‌شنود.
chat-request-new = کسی تازه درخواست گفتگو با شما را دارد. ⁦/requests⁩ می‌گوید چه کسی.
chat-accepted = { $name } اکنون مخاطب شماست.
chat-declined = درخواست فراموش شد. شاید دوباره درخواست کند.
chat-blocked = دیگر چیزی از { $name } نمی‌شنوید. به او اطلاع داده نمی‌شود.
chat-unblocked = { $name } دوباره مخاطب شماست.
chat-renamed = اکنون نامش { $name } است.
chat-added = { $name } با شمارهٔ { $number } اضافه شد. آنچه می‌نویسید در انتظار می‌ماند تا او بپذیرد.
chat-delete = { $name } و هر آنچه گفته شده حذف شود؟ برای حذف همیشگی yes را تایپ کنید؛ با هر چیز دیگری می‌ماند.
chat-deleted = حذف شد.
chat-kept = چیزی حذف نشد.
chat-removed = { $name } از فهرست شما رفت.

chat-open = گفتگو با { $name }، شمارهٔ { $number }: { $presence }. آنچه از این پس تایپ می‌کنید به او می‌رسد.
chat-open-asking = او منتظر پاسخ شماست: نخست بپذیرید یا رد کنید.
chat-closed = هیچ گفتگویی باز نیست.
chat-no-unread = چیز خوانده‌نشده‌ای نیست.
chat-no-messages = هنوز پیامی نیست.
chat-history = { $count } پیام آخر:
chat-you = شما
chat-dated = { $at } { $who }
chat-deleted-message = (حذف‌شده)
chat-edited = { $who }، تغییریافته
chat-waiting = در انتظار. { $reason }
chat-delivered = به { $name } تحویل شد: { $text }
chat-new-elsewhere = پیام تازه از { $name }. ⁦/next⁩ آن را می‌خواند.
chat-online = { $name } آنلاین است.
chat-offline = { $name } آفلاین است.
chat-accepted-us = { $name } شما را پذیرفته است.
chat-device-changed = دستگاه { $name } بدون توضیح عوض شده است: یک کپی بازگردانده‌شده، یا کس دیگری با کلید او. از راهی دیگر از او بپرسید. تا ⁦/trust⁩ را تایپ نکنید چیزی فرستاده نمی‌شود.
chat-trusted = با { $name } ادامه می‌دهید. هیچ بررسی پیشینی به شمار نمی‌آید.
chat-called = در حال تماس با { $name }.

chat-words = واژه‌های شما و { $name }. آن‌ها را تلفنی یا حضوری برای هم بخوانید:
chat-words-line = { $from } تا { $to }: { $words }
chat-words-same = اگر هر دوازده واژه نزد هر دو یکی است، ⁦/same⁩ را تایپ کنید.
chat-compared = { $name } تأیید شد.
chat-asked = پرسش پرسیده شد. تا پاسخ او باز می‌ماند؛ ⁦/end⁩ آن را پس می‌گیرد.
chat-answer = پاسخ شما، که هرگز از این رایانه بیرون نمی‌رود (آنچه تایپ می‌کنید نشان داده نمی‌شود):
chat-asks = { $name } می‌پرسد تا مطمئن شود که شما خودتان هستید
chat-asks-hint = ⁦/answer⁩ پاسخ می‌دهد، ⁦/end⁩ رد می‌کند.
chat-no-question = اینجا کسی از شما چیزی نمی‌پرسد.
chat-answered = پاسخ داده شد. در انتظار خبر او.
chat-check-same = { $name } همان پاسخی را داد که در نظر داشتید. او تأیید شد.
chat-check-same-theirs = پاسخ شما همانی بود که { $name } در نظر داشت.
chat-check-different = پاسخ‌ها فرق دارند. شاید کسی میان شما و { $name } نشسته باشد. از راهی دیگر از او بپرسید.
chat-check-ended = بررسی با { $name } بدون نتیجه پایان یافت.

chat-bridges-on = پل‌ها به کار می‌روند، و نه چیز دیگری:
chat-bridges-off = هیچ پلی به کار نمی‌رود. نگه داشته شده:
chat-no-bridges = هیچ پلی نگه داشته نشده است. ⁦/bridge⁩ همراه با یک خط پل، پلی اضافه می‌کند.

chat-news-lost = برخی خبرها گفته نشد. ⁦/contacts⁩ می‌گوید وضع چگونه است.

chat-help-talk = هر چه با خط مورب آغاز نشود به گفتگویی که باز است فرستاده می‌شود. متنی که با خط مورب آغاز می‌شود با دو تا فرستاده می‌شود.
chat-help-open = ⁦/contacts⁩، ⁦/open⁩ مخاطب، ⁦/next⁩: مخاطبان را فهرست می‌کند، یکی را با شماره یا نام باز می‌کند، بعدی را که چیز خوانده‌نشده دارد باز می‌کند. ⁦/close⁩ از گفتگو بیرون می‌رود، ⁦/history⁩ شماره، پیام‌های آخر آن را دوباره می‌گوید.
chat-help-people = ⁦/add⁩ نشانی نام، ⁦/rename⁩ نام، ⁦/block⁩ مخاطب، ⁦/unblock⁩ مخاطب، ⁦/delete⁩ مخاطب: فهرست شما. ⁦/requests⁩، ⁦/accept⁩ شماره نام، ⁦/decline⁩ شماره: کسانی که درخواست می‌کنند.
chat-help-check = ⁦/verify⁩ واژه‌هایی را می‌گوید که دو نفر با هم مقایسه می‌کنند، ⁦/same⁩ ثبت می‌کند که یکی بودند. ⁦/ask⁩ پرسش، چیزی را می‌پرسد که تنها طرف دیگر می‌داند، ⁦/answer⁩ پاسخ می‌دهد، ⁦/end⁩ به پایانش می‌رساند. ⁦/trust⁩ پس از عوض شدن دستگاه او ادامه می‌دهد.
chat-help-network = ⁦/connect⁩، ⁦/disconnect⁩، ⁦/try⁩، ⁦/status⁩: اتصال. ⁦/bridges⁩، ⁦/bridges on⁩، ⁦/bridges off⁩، ⁦/bridge⁩ خط: راه‌هایی برای دور زدن مسدودیت. ⁦/address⁩ نشانی شما را می‌گوید.
chat-help-profile = ⁦/create⁩، ⁦/amnesic⁩، ⁦/unlock⁩، ⁦/lock⁩، ⁦/quit⁩: نمایه و این نشست.
