"""Which words does the group work on, and how do they stand?"""
