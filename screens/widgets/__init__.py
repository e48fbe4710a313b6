"""Widgets that several screens share: the grid, its cell editor, and what they are made of."""
