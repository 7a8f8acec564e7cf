common-your-address = عنوانك
common-leave-no-trace = بدء جلسة لا تترك أثرًا
common-passphrase = عبارة المرور
common-name = الاسم
common-address = العنوان
common-resembles = يشبه اسم جهة اتصال أخرى. قارن العنوان.
common-resembles-short = { $head } · يشبه اسمًا آخر
common-name-hint = الاسم الذي تختاره؛ لا يراه غيرك
