"""The door: who asks, may they, is the page they have still true, was this form sent before; one transaction, one answer."""
