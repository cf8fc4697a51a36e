"""Working calendars: weekly hours, holidays of a country, closures, and a year of them to look at."""
