unlock-head = باز کردن Sotto
unlock-body = نشانی و پیام‌های شما در فایل رمزگذاری‌شدهٔ این نمایه است.
unlock-passphrase-hint = گذرواژهٔ شما
unlock-unlock = باز کردن
unlock-unlocking = در حال باز کردن…
unlock-no-trace-means = این نمایه را بسته می‌گذارد و همه چیز را تنها در حافظه نگه می‌دارد، تا وقتی Sotto را ببندید.
