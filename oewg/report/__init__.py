"""What the group tells the General Assembly: the report, compiled from the record and the text."""
