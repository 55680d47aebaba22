"""Who may do what, and as whom."""
