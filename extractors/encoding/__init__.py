"""Tell how a text file is encoded, by all of its bytes; show the likeliest encodings for the eye."""

from extractors.encoding.lines import MixedLines
from extractors.encoding.marks import unmarked_utf16
from extractors.encoding.names import known, spoken
from extractors.encoding.verdict import Verdict, detect

__all__ = ["MixedLines", "Verdict", "detect", "known", "spoken", "unmarked_utf16"]
