"""What stands between the group and consensus: amendments, positions, states, gavels, adoption."""
