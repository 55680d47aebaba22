"""Plain typed settings."""
