"""The system that an open-ended working group of the United Nations runs on, room by room."""
