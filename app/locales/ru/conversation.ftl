# Беседа с одним контактом.

conversation-verified = Подтверждено
conversation-verify = Проверить
conversation-verify-hint = Проверить, кто это (Ctrl+I)
conversation-about = Об этом контакте

conversation-empty = Сообщений пока нет. То, что вы пишете, увидите только вы двое.
conversation-reading = Чтение…
conversation-older = Показать прежние сообщения
conversation-write = Напишите сообщение

# Кто-то мог скопировать ключ контакта. «Продолжить» — кнопка рядом.

conversation-device-changed = Устройство этого контакта изменилось без объяснения: восстановленная копия или кто-то другой с его ключом. Спросите его по другому каналу. Ничего не отправляется, пока вы не продолжите, и прежние проверки больше не считаются.
conversation-go-on = Продолжить

# Почему сейчас ничего не проходит.

conversation-not-accepted = Собеседник ещё не принял ваш запрос. То, что вы пишете, будет доставлено, когда он это сделает.
conversation-not-connected = Вы не подключены. То, что вы пишете, ждёт.
conversation-dialing = Вызов через Tor. Это может занять полминуты.
conversation-tor-not-ready = Tor ещё не готов. То, что вы пишете, ждёт.
conversation-not-reached = Нет соединения с собеседником.

# $wait — обратный отсчёт: 0:40 — сорок секунд.

conversation-next-try = Следующая попытка через { $wait }.
conversation-next-try-now = Следующая попытка сейчас.
conversation-try-now = Повторить

# Проверка вопросом. Ответа другого не видит никто.

conversation-asked = { $name } задаёт вам вопрос, чтобы проверить, что это вы.
conversation-answer = Ответить
conversation-decline = Отклонить
conversation-waiting = Вы задали вопрос, чтобы проверить собеседника. Ожидается его ответ.
conversation-confirming = Ваш ответ сравнивается с ответом собеседника.
conversation-show = Показать
conversation-ask-them = Спросить его
conversation-compare-words = Сравнить слова

# Что пришло.

conversation-new-messages = Новые сообщения
conversation-newest = К последнему
# Та же кнопка, если что-то пришло, пока читали прежние сообщения.
conversation-missed = { $count ->
    [one] { $count } новое сообщение
    [few] { $count } новых сообщения
    [many] { $count } новых сообщений
   *[other] { $count } нового сообщения
}

# В пузыре. «Изменено»: текст стал другим после того, как ушёл.

conversation-edited = Изменено
# Наше изменение, реакция или удаление ещё не дошли до компьютера собеседника.
conversation-pending = Изменение ожидает
conversation-deleted = Сообщение удалено
conversation-quote-gone = Здесь его больше нет
conversation-you = Вы

# Меню сообщения.

conversation-reply = Ответить
conversation-copy = Копировать текст
# $link — начало ссылки, которая стоит в сообщении.
conversation-copy-link = Копировать { $link }
conversation-edit = Изменить
conversation-show-quoted = Показать, на что это ответ
conversation-delete-here = Удалить у меня
conversation-delete-both = Удалить у обоих
conversation-unreact = Убрать свою реакцию
conversation-keep = Оставить

# Перед удалением сообщения.

conversation-ask-here-ours = Удалить с этого устройства? У собеседника останется его копия.
conversation-ask-here-theirs = Удалить с этого устройства? Собеседнику об этом не сообщат, и его копия останется у него.
conversation-ask-both = Удалить здесь и попросить Sotto собеседника тоже удалить его? Собеседник мог его прочитать, скопировать или сохранить.

# Что говорит реакция: большой палец вверх, сердце, слёзы смеха, открытый рот, слеза, сложенные ладони, галочка, большой палец вниз.

conversation-react-good = Хорошо
conversation-react-heart = Сердце
conversation-react-laugh = Смешно
conversation-react-surprise = Удивительно
conversation-react-sad = Грустно
conversation-react-thanks = Спасибо
conversation-react-done = Сделано
conversation-react-bad = Плохо

# Над полем, пока наше сообщение получает другой текст.

conversation-editing = Изменение
conversation-editing-how = Enter — сохранить, Esc — назад.
conversation-leave = Назад (Esc)

# Поиск слов в этой беседе.

conversation-find-hint = Найти в этой беседе (Ctrl+F)
conversation-find = Найти в этой беседе
conversation-find-older = Раньше (Enter)
conversation-find-newer = Позже (Shift+Enter)
conversation-find-close = Закрыть (Esc)
conversation-find-looking = Поиск…
conversation-find-nothing = Ничего не найдено
# Какое из скольких.
conversation-find-hit = { $at } из { $of }
# То же, пока посчитаны не все.
conversation-find-hit-so-far = { $at } из { $of }, пока

conversation-unnamed = Собеседник пришёл по вашему приглашению, имени у него здесь пока нет.
conversation-name-them = Дать имя
