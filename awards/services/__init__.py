"""Writes of commendation; import from the modules by noun."""
