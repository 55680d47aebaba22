"""The one record: what was done, by whom, when, in which order, and the proof that nothing of it was altered."""
