"""The steps of the organizational session, from its plan to what remains of it."""
