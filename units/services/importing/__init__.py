"""What the spreadsheets of units, people and roles check and write."""
