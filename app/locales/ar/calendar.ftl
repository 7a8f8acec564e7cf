calendar-today = اليوم
calendar-yesterday = أمس

calendar-date = { $day } { $month }
calendar-date-and-year = { $day } { $month } { $year }

calendar-weekday-1 = الاثنين
calendar-weekday-2 = الثلاثاء
calendar-weekday-3 = الأربعاء
calendar-weekday-4 = الخميس
calendar-weekday-5 = الجمعة
calendar-weekday-6 = السبت
calendar-weekday-7 = الأحد

calendar-month-1 = يناير
calendar-month-2 = فبراير
calendar-month-3 = مارس
calendar-month-4 = أبريل
calendar-month-5 = مايو
calendar-month-6 = يونيو
calendar-month-7 = يوليو
calendar-month-8 = أغسطس
calendar-month-9 = سبتمبر
calendar-month-10 = أكتوبر
calendar-month-11 = نوفمبر
calendar-month-12 = ديسمبر
