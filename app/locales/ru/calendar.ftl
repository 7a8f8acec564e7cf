# Дни и часы.

calendar-today = Сегодня
calendar-yesterday = Вчера

calendar-date = { $day } { $month }
calendar-date-and-year = { $day } { $month } { $year }

calendar-weekday-1 = Понедельник
calendar-weekday-2 = Вторник
calendar-weekday-3 = Среда
calendar-weekday-4 = Четверг
calendar-weekday-5 = Пятница
calendar-weekday-6 = Суббота
calendar-weekday-7 = Воскресенье

# Месяцы в родительном падеже: «3 марта».
calendar-month-1 = января
calendar-month-2 = февраля
calendar-month-3 = марта
calendar-month-4 = апреля
calendar-month-5 = мая
calendar-month-6 = июня
calendar-month-7 = июля
calendar-month-8 = августа
calendar-month-9 = сентября
calendar-month-10 = октября
calendar-month-11 = ноября
calendar-month-12 = декабря
