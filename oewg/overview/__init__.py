"""Pages over several rooms: home, the record, search. It keeps no tables."""
