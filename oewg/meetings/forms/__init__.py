"""What do people send about meetings?"""
