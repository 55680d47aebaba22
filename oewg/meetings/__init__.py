"""When the group meets: sessions, meetings, officers, the agenda's items, decisions."""
