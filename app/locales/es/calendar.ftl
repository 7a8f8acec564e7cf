# Días y horas.

calendar-today = Hoy
calendar-yesterday = Ayer

calendar-date = { $day } de { $month }
calendar-date-and-year = { $day } de { $month } de { $year }

calendar-weekday-1 = Lunes
calendar-weekday-2 = Martes
calendar-weekday-3 = Miércoles
calendar-weekday-4 = Jueves
calendar-weekday-5 = Viernes
calendar-weekday-6 = Sábado
calendar-weekday-7 = Domingo

calendar-month-1 = enero
calendar-month-2 = febrero
calendar-month-3 = marzo
calendar-month-4 = abril
calendar-month-5 = mayo
calendar-month-6 = junio
calendar-month-7 = julio
calendar-month-8 = agosto
calendar-month-9 = septiembre
calendar-month-10 = octubre
calendar-month-11 = noviembre
calendar-month-12 = diciembre
