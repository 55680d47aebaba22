"""How the report is worded, composed and numbered."""
