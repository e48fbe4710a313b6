"""What a cell's text means: white space, numbers, names of columns."""

from curator.values.comparing import folded, natural_key, number_of
from curator.values.dialect import (
    DECIMALS,
    GROUPS,
    Dialect,
    Evidence,
    Percent,
    Reading,
    Refusal,
    dialects,
    typed,
)
from curator.values.formula import ESCAPE, escaped, unescaped
from curator.values.names import column_names, dataset_name
from curator.values.number import is_number, plain
from curator.values.text import collapsed, one_line, stored, trimmed

__all__ = [
    "DECIMALS",
    "ESCAPE",
    "GROUPS",
    "Dialect",
    "Evidence",
    "Percent",
    "Reading",
    "Refusal",
    "collapsed",
    "column_names",
    "dataset_name",
    "dialects",
    "escaped",
    "folded",
    "is_number",
    "natural_key",
    "number_of",
    "one_line",
    "plain",
    "stored",
    "trimmed",
    "typed",
    "unescaped",
]
