calendar-today = 今天
calendar-yesterday = 昨天

calendar-date = { $month }{ $day }日
calendar-date-and-year = { $year }年{ $month }{ $day }日

calendar-weekday-1 = 星期一
calendar-weekday-2 = 星期二
calendar-weekday-3 = 星期三
calendar-weekday-4 = 星期四
calendar-weekday-5 = 星期五
calendar-weekday-6 = 星期六
calendar-weekday-7 = 星期日

calendar-month-1 = 1月
calendar-month-2 = 2月
calendar-month-3 = 3月
calendar-month-4 = 4月
calendar-month-5 = 5月
calendar-month-6 = 6月
calendar-month-7 = 7月
calendar-month-8 = 8月
calendar-month-9 = 9月
calendar-month-10 = 10月
calendar-month-11 = 11月
calendar-month-12 = 12月
