"""News time: calendars, phrases for days and periods, and what days they mean."""
