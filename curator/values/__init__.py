"""What a cell's text means: white space, numbers, names of columns."""

from curator.values.comparing import folded, natural_key, number_of
from curator.values.formula import ESCAPE, escaped, unescaped
from curator.values.names import column_names, dataset_name
from curator.values.number import is_number
from curator.values.text import collapsed, one_line, stored, trimmed

__all__ = [
    "ESCAPE",
    "collapsed",
    "column_names",
    "dataset_name",
    "escaped",
    "folded",
    "is_number",
    "natural_key",
    "number_of",
    "one_line",
    "stored",
    "trimmed",
    "unescaped",
]
