"""What does a resolution say, and what does it ask of the group? Pure reading, no database."""
