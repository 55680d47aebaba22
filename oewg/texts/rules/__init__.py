"""How a text is ordered, numbered and bracketed."""
