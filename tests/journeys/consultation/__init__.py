"""The steps of an organization’s way, from its first visit to what became of its words."""
