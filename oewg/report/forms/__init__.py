"""What does the secretariat send about the report?"""
