"""What a cell's text means: white space, numbers, characters, names of columns."""

from curator.values.characters import CATEGORIES, Character, characters, suspicions
from curator.values.formula import ESCAPE, escaped, unescaped
from curator.values.names import column_names, dataset_name
from curator.values.number import is_number
from curator.values.text import collapsed, one_line, stored, trimmed

__all__ = [
    "CATEGORIES",
    "ESCAPE",
    "Character",
    "characters",
    "collapsed",
    "column_names",
    "dataset_name",
    "escaped",
    "is_number",
    "one_line",
    "stored",
    "suspicions",
    "trimmed",
    "unescaped",
]
