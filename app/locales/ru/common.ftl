# То, что говорят несколько экранов.

common-your-address = Ваш адрес
common-leave-no-trace = Начать сеанс без следов
common-passphrase = Парольная фраза
common-name = Имя
common-address = Адрес
common-resembles = Похоже на имя другого контакта. Сравните адрес.
# В списке, после начала адреса, которое должно стоять первым.
common-resembles-short = { $head } · Похожее имя
common-name-hint = Как вы его называете; видите только вы
