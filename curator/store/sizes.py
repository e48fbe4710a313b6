"""How much a store takes."""

WIDEST = 1_990
"""SQLite takes 2,000 columns; a few are the store's own."""
