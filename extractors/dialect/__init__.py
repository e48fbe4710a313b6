"""Tell how the records of a text table are written: what parts, quotes and escapes its fields."""

from extractors.dialect.detect import Sniffed, sniff
from extractors.dialect.dialect import DELIMITERS, Dialect
from extractors.dialect.fixed_width import FixedWidth

__all__ = ["DELIMITERS", "Dialect", "FixedWidth", "Sniffed", "sniff"]
