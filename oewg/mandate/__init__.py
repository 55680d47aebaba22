"""What was the group asked to do? The resolution, its elements, its milestones, and what is covered."""
