# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

home-head-first = نخستین مخاطبتان را پیدا کنید
home-head = ارتباط با کسی

home-offline = وصل نیستید
home-offline-body = Sotto از راه شبکهٔ Tor به دیگران می‌رسد. هر که خط ارتباطی شما را زیر نظر دارد استفاده از Tor را می‌بیند، نه اینکه با چه کسی سخن می‌گویید. جایی که Tor مسدود یا زیر نظر است، نخست پلی تنظیم کنید.
home-connect = اتصال به Tor

home-invite = دعوت از کسی
home-invite-body = دعوت‌نامه‌ای کپی کنید و آن را به یک نفر بدهید، از راهی که در آن یکدیگر را می‌شناسید. نخستین کسی که با آن بیاید بی‌درنگ مخاطب شماست.
home-copy-invite = کپی دعوت‌نامه
home-making = در حال ساختن دعوت‌نامه…
home-invite-copied = دعوت‌نامه کپی شد
home-show-code = نمایش به‌صورت کد QR
home-hide-code = پنهان کردن کد QR
home-invite-good = برای یک نفر، معتبر تا { $day }. برنامه‌های دیگر این رایانه می‌توانند کلیپ‌بورد را بخوانند.

home-link = پیوند یا نشانی‌ای به شما داده‌اند
home-link-body = آن را کپی کنید و اینجا بچسبانید: گفتگو بی‌درنگ باز می‌شود.
home-paste = چسباندن و افزودن
home-add = افزودن
home-with-name = افزودن با نام… (Ctrl+N)
home-nothing-copied = متنی در کلیپ‌بورد نیست. نخست پیوند یا نشانی مخاطبتان را کپی کنید.
home-no-link = این نه پیوند ⁦sotto:⁩ است و نه نشانی onion. دوباره و به‌طور کامل کپی‌اش کنید.

home-address-means = هر که آن را داشته باشد می‌تواند درخواست کند مخاطب شما شود، و ببیند چه هنگام آنلاین هستید.
