"""How does a text of the group look as a United Nations document: in Word, as PDF, on a page?"""
