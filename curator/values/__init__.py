"""What a cell's text means: white space, numbers, characters, names of columns."""

from curator.values.block import Block, block_text, read_block
from curator.values.characters import CATEGORIES, Character, characters, suspicions
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
from curator.values.names import column_names, dataset_name, level_rows
from curator.values.number import is_number, plain
from curator.values.text import collapsed, one_line, stored, trimmed
from curator.values.totals import Totals

__all__ = [
    "CATEGORIES",
    "DECIMALS",
    "ESCAPE",
    "GROUPS",
    "Block",
    "Character",
    "Dialect",
    "Evidence",
    "Percent",
    "Reading",
    "Refusal",
    "Totals",
    "block_text",
    "characters",
    "collapsed",
    "column_names",
    "dataset_name",
    "dialects",
    "escaped",
    "folded",
    "is_number",
    "level_rows",
    "natural_key",
    "number_of",
    "one_line",
    "plain",
    "read_block",
    "stored",
    "suspicions",
    "trimmed",
    "typed",
    "unescaped",
]
