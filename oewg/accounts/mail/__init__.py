"""How does a notice leave the house? Written as a letter, carried to a folder or by SMTP, in rounds that may break off."""
