"""What every room stands on: the database, the clock, errors, settings. It knows nothing of the working group."""
