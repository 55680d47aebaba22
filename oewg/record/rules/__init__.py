"""The record's arithmetic: how an entry becomes bytes, and bytes become a tree."""
