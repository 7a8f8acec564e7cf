# What is typed as it stands runs from left to right: it is between U+2066 and U+2069, which cannot be seen.

own-address-none = هنوز نشانی‌ای نیست.
own-address-body = این نشانی را به کسانی بدهید که اجازه دارند به شما بنویسند. هر که آن را داشته باشد می‌تواند ببیند چه هنگام آنلاین هستید.
own-address-amnesic = این نشانی تا پایان این نشست می‌ماند. چیزی از آن نوشته نمی‌شود.
own-address-kept = این نشانی تا وقتی این نمایه را نگه دارید از آنِ شماست.
own-address-clipboard = برنامه‌های دیگر این رایانه می‌توانند کلیپ‌بورد را بخوانند.

own-address-copy = کپی نشانی
own-address-copied = نشانی کپی شد
own-address-copy-link = کپی به‌صورت پیوند ⁦sotto:⁩
own-address-link-copied = پیوند کپی شد

own-address-invites = دعوت‌نامه‌های باز
own-address-invites-mean = نخستین کسی که با یکی از آن‌ها بیاید بی‌درنگ مخاطب شماست. پیوند آن دوباره نشان داده نمی‌شود.
own-address-invite-good = معتبر تا { $day }
own-address-invite-revoke = پس گرفتن
