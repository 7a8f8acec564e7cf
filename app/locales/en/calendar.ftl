# Days and hours.

calendar-today = Today
calendar-yesterday = Yesterday

# A day of this year, then one of another year. $day is a number from 1 to 31, $month a name from below.
calendar-date = { $day } { $month }
calendar-date-and-year = { $day } { $month } { $year }

# The days of the week, from Monday on, as they stand alone.
calendar-weekday-1 = Monday
calendar-weekday-2 = Tuesday
calendar-weekday-3 = Wednesday
calendar-weekday-4 = Thursday
calendar-weekday-5 = Friday
calendar-weekday-6 = Saturday
calendar-weekday-7 = Sunday

# The months, in the form that follows a day (French "mars", Russian "марта"). Persian: the months of the solar Hijri
# calendar, from Farvardin on, by which Sotto counts there.
calendar-month-1 = January
calendar-month-2 = February
calendar-month-3 = March
calendar-month-4 = April
calendar-month-5 = May
calendar-month-6 = June
calendar-month-7 = July
calendar-month-8 = August
calendar-month-9 = September
calendar-month-10 = October
calendar-month-11 = November
calendar-month-12 = December
