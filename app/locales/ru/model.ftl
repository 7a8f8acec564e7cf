# Что происходит с соединением; стоит у точки или над полосой.

model-phase-offline = Не подключено
model-phase-starting = Запуск Tor
model-phase-reaching-bridge = Связь с вашим мостом
model-phase-reaching = Связь с сетью Tor
model-phase-directory = Загрузка списка узлов
model-phase-publishing = Публикация вашего адреса
model-phase-online = Подключено через Tor

# Могут ли другие связаться с нами. $when — час (14:05) или день (Понедельник, 3 марта).

model-reach-confirmed = Проверено: с вами можно связаться ({ $when }).
model-reach-unreachable = Сейчас с вами нельзя связаться.
model-reach-republished = Ваш адрес опубликован снова.
model-reach-next-check = Следующая проверка через { $wait }.

# На месте ли контакт, одним словом. «Вызов» — как по телефону.

model-presence-blocked = Заблокирован
model-presence-online = В сети
model-presence-dialing = Вызов
model-presence-offline = Не в сети

# Почему не удался последний вызов контакта.

model-reason-not-published = Собеседника сейчас нет в сети.
model-reason-not-answering = Sotto собеседника не отвечает.
model-reason-timed-out = Вызов длился слишком долго.
model-reason-hung-up = Связь оборвалась.
model-reason-handshake = Две программы не договорились. Обоим нужна самая новая версия Sotto.
model-reason-tor = Сбой Tor по пути.

# Почему сообщение ещё ждёт на этом компьютере.

model-waits-no-contact = Этого человека нет среди ваших контактов.
model-waits-held-back = Задержано, потому что устройство собеседника изменилось. Уйдёт, когда вы продолжите.
model-waits-not-accepted = Собеседник ещё не принял ваш запрос.
model-waits-for-turn = Ждёт своей очереди на отправку.
model-waits-not-connected = Вы не подключены.
model-waits-for-tor = Tor ещё не готов.
model-waits-dialing = Идёт вызов собеседника.
model-waits-not-reached = Связи с собеседником ещё не было.

# Где сообщение, одним словом: на этом компьютере, в пути, дошло до другого компьютера.

model-state-queued = Ожидает
model-state-sent = Отправлено
model-state-delivered = Доставлено
