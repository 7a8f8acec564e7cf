# Настройки: список разделов и то, что в каждом из них.

# Внешний вид.

settings-appearance = Внешний вид
settings-light = Светлый
settings-dark = Тёмный
settings-contrast = Высокий контраст
settings-size = Размер текста
settings-percent = { $percent } %
settings-smaller = Мельче
settings-larger = Крупнее
settings-usual-size = Обычный
settings-still = Меньше движения
settings-still-means = Курсор не мигает, и ничто не движется без надобности.

# Язык.

settings-language = Язык
settings-language-system = Как в системе
settings-language-means = Изменение действует сразу. Слова безопасности всегда английские, чтобы обе стороны могли их сравнить.

# Сеть. Адрес bridges.torproject.org остаётся как есть.

settings-network = Сеть
settings-connect = Подключиться
settings-disconnect = Отключиться
settings-network-means = Всё, что выходит из Sotto, идёт через Tor. Кто следит за вашей линией, видит, что используется Tor, но не видит, с кем вы говорите.
settings-bridges = Мосты
settings-bridges-body = Там, где Tor заблокирован или под наблюдением, мост — это вход, которого нет ни в одном списке. Возьмите строки у того, кому доверяете, или на bridges.torproject.org.
settings-bridges-hint = Один мост в строке, как вам его дали. Изменение действует сразу.
settings-use-bridges = Подключаться к Tor только через эти мосты
settings-save-bridges = Сохранить мосты
settings-saved = Сохранено.

# Приватность: блокировка.

settings-privacy = Приватность
settings-lock-after = Заблокировать, если окном не пользуются
settings-lock-minutes = { $minutes ->
    [one] { $minutes } минуту
    [few] { $minutes } минуты
    [many] { $minutes } минут
   *[other] { $minutes } минуты
}
settings-lock-never = Никогда
settings-lock-means = Блокировка закрывает все соединения и забывает ключи; пока вы не разблокируете Sotto, ничего не приходит. То, что вы писали, остаётся в хранилище. Ctrl+Shift+L блокирует сразу.
settings-lock-now = Заблокировать

# Приватность: сеанс в памяти.

settings-session = Этот сеанс
settings-session-means = Этот сеанс существует только в памяти. Его нельзя заблокировать, потому что возвращаться было бы не к чему: его можно только завершить, и с ним исчезнет всё.
settings-end-session = Завершить сеанс

# Приватность: парольная фраза. Новую вводят дважды.

settings-old = Текущая парольная фраза
settings-old-hint = Ваша нынешняя парольная фраза
settings-new = Новая парольная фраза
settings-change-passphrase = Сменить парольную фразу
settings-changing = Смена…
settings-changed = Теперь хранилище открывается только новой парольной фразой.
settings-change-means = Это занимает около двух секунд. Копии папки профиля, сделанные раньше, по-прежнему открываются старой парольной фразой.

# Приватность: буфер обмена.

settings-clipboard = Буфер обмена
settings-clear-clipboard = Стирать скопированные адреса, ссылки и слова безопасности через 60 секунд
settings-clipboard-means = Только то, что туда поместил Sotto, и только если оно там ещё лежит. Тексты сообщений остаются. Программа, которая хранит скопированное, возможно, уже его получила.

# Приватность: чего Sotto никогда не делает.

settings-never = Чего Sotto никогда не делает
settings-never-does = Он никому не сообщает, когда вы прочитали сообщение или что вы сейчас печатаете. Он не открывает ссылок, не загружает превью и картинки. Он ничего не передаёт тем, кто его создал. Но ваши контакты видят, когда вы в сети и что сообщение дошло до вашего хранилища.

# Приватность: уничтожение профиля.

settings-destroy = Уничтожить этот профиль
settings-destroy-means = Адрес, контакты и сообщения, навсегда. Сначала вы увидите, что это значит. Ctrl+Shift+Delete ведёт туда отовсюду.
settings-wipe = Уничтожить этот профиль…

# Уведомления.

settings-notifications = Уведомления
settings-notifications-off = Отключены
settings-notifications-discreet = Сдержанные
settings-notifications-off-means = Вне этого окна ничто не показывает, что пришло сообщение.
settings-notifications-discreet-means = Когда приходит сообщение, окно просит внимания так, как это делает система: его значок на панели задач выделяется. Ни имя, ни текст не показываются.
settings-notifications-why = Больше ничего нет намеренно: системные уведомления проходят через другие программы, которые могут их сохранить и показать на заблокированном экране.

# Клавиатура: клавиши и что они делают, как в help.ftl.

settings-keyboard = Клавиатура

# О программе.

settings-about = О программе
settings-not-audited = Sotto не проходил аудита. Не доверяйте свою жизнь ему одному.
settings-place = Где лежит профиль
settings-memory-locked = Ключи открытых сеансов лежат в памяти, которую система не выгружает в файл подкачки.
settings-memory-not-locked = Неизвестно, остаются ли ключи открытых сеансов вне файла подкачки: пока ни один не используется, или системный предел заблокированной памяти слишком мал. Зашифруйте подкачку этого компьютера или отключите её.
settings-licences = Sotto: MIT или Apache-2.0. Шрифты: Noto Sans, SIL Open Font License 1.1. Tor обеспечивает Arti от Tor Project; Sotto не создан и не одобрен этим проектом.
settings-show-licences = Показать лицензии
settings-hide-licences = Скрыть лицензии
