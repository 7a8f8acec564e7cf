# Jours et heures.

calendar-today = Aujourd’hui
calendar-yesterday = Hier

# $day va de 1 à 31 ; le premier du mois se dit « 1er ».
calendar-date = { $day ->
    [1] 1er { $month }
   *[other] { $day } { $month }
}
calendar-date-and-year = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}

calendar-weekday-1 = Lundi
calendar-weekday-2 = Mardi
calendar-weekday-3 = Mercredi
calendar-weekday-4 = Jeudi
calendar-weekday-5 = Vendredi
calendar-weekday-6 = Samedi
calendar-weekday-7 = Dimanche

calendar-month-1 = janvier
calendar-month-2 = février
calendar-month-3 = mars
calendar-month-4 = avril
calendar-month-5 = mai
calendar-month-6 = juin
calendar-month-7 = juillet
calendar-month-8 = août
calendar-month-9 = septembre
calendar-month-10 = octobre
calendar-month-11 = novembre
calendar-month-12 = décembre
