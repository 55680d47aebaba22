"""What do organizations and the secretariat send?"""
