"""When may an organization be heard, and what becomes of what it says? Rules over values alone."""
