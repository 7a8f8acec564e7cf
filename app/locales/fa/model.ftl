model-phase-offline = وصل نیست
model-phase-starting = در حال راه‌اندازی Tor
model-phase-reaching-bridge = در حال رسیدن به پل شما
model-phase-reaching = در حال رسیدن به شبکهٔ Tor
model-phase-directory = در حال دریافت فهرست رله‌ها
model-phase-publishing = در حال انتشار نشانی شما
model-phase-online = وصل از راه Tor

model-reach-confirmed = آزموده شد: دیگران می‌توانند به شما برسند ({ $when }).
model-reach-unreachable = فعلاً دیگران نمی‌توانند به شما برسند.
model-reach-republished = نشانی شما دوباره منتشر شد.
model-reach-next-check = آزمون بعدی تا { $wait } دیگر.

model-presence-blocked = مسدودشده
model-presence-online = آنلاین
model-presence-dialing = در حال تماس
model-presence-offline = آفلاین

model-reason-not-published = او فعلاً آنلاین نیست.
model-reason-not-answering = Sotto او پاسخ نمی‌دهد.
model-reason-timed-out = تماس بیش از اندازه طول کشید.
model-reason-hung-up = ارتباط قطع شد.
model-reason-handshake = دو برنامه به توافق نرسیدند. هر دو باید تازه‌ترین Sotto را اجرا کنند.
model-reason-tor = Tor در میانهٔ راه خطا داد.

model-waits-no-contact = او در میان مخاطبان شما نیست.
model-waits-held-back = نگه داشته شده، چون دستگاه او عوض شده است. وقتی ادامه دهید فرستاده می‌شود.
model-waits-not-accepted = او هنوز شما را نپذیرفته است.
model-waits-for-turn = منتظر نوبت فرستادن است.
model-waits-not-connected = وصل نیستید.
model-waits-for-tor = Tor هنوز آماده نیست.
model-waits-dialing = در حال تماس با او.
model-waits-not-reached = هنوز به او دسترسی نشده است.

model-state-queued = در انتظار
model-state-sent = فرستاده شد
model-state-delivered = تحویل شد
