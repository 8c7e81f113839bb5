"""Pages of commendation, by noun."""
