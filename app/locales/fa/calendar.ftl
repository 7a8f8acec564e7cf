calendar-today = امروز
calendar-yesterday = دیروز

calendar-date = { $day } { $month }
calendar-date-and-year = { $day } { $month } { $year }

calendar-weekday-1 = دوشنبه
calendar-weekday-2 = سه‌شنبه
calendar-weekday-3 = چهارشنبه
calendar-weekday-4 = پنجشنبه
calendar-weekday-5 = جمعه
calendar-weekday-6 = شنبه
calendar-weekday-7 = یکشنبه

calendar-month-1 = فروردین
calendar-month-2 = اردیبهشت
calendar-month-3 = خرداد
calendar-month-4 = تیر
calendar-month-5 = مرداد
calendar-month-6 = شهریور
calendar-month-7 = مهر
calendar-month-8 = آبان
calendar-month-9 = آذر
calendar-month-10 = دی
calendar-month-11 = بهمن
calendar-month-12 = اسفند
