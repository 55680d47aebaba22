"""How is the group's work told? In the report's own dry prose, from values."""
