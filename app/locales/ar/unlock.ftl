unlock-head = فتح قفل Sotto
unlock-body = عنوانك ورسائلك في الملف المشفّر لهذا الملف الشخصي.
unlock-passphrase-hint = عبارة مرورك
unlock-unlock = فتح القفل
unlock-unlocking = جارٍ فتح القفل…
unlock-no-trace-means = يترك هذا الملف الشخصي مغلقًا ويُبقي كل شيء في الذاكرة فقط، حتى تغلق Sotto.
