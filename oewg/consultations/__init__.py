"""What business, non-governmental organizations and academia put in, and what became of it."""
