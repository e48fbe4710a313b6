"""Tell what stands around fields, and how that is written within them."""

from __future__ import annotations

import re

QUOTES = ('"', "'")
ENOUGH = 0.5
"""So many of the quotation marks that open a field must have one that closes."""
STRAY = 3
"""So many opening quotation marks without closing ones are no quotation marks."""


def quote_of(text: str, delimiter: str) -> str | None:
    """Return the character around fields in `text`, None where nothing stands around any.

    One that opens fields must close about as many; an apostrophe alone opens words, and has to
    enclose several fields. "" is returned where marks begin fields without ever closing them.
    """
    stray = False
    for quote in QUOTES:
        if quote not in text:
            continue
        part, mark = re.escape(delimiter), re.escape(quote)
        opening = len(re.findall(rf"(?:^|{part}|[\r\n]) *{mark}", text))
        closing = len(re.findall(rf"{mark} *(?:{part}|[\r\n]|$)", text))
        few = 1 if quote == '"' else 2
        if min(opening, closing) >= max(few, ENOUGH * max(opening, closing)):
            return quote
        stray = stray or (quote == '"' and opening >= STRAY)
    return "" if stray else None


def escape_of(text: str, delimiter: str, quote: str) -> str:
    """Return the backslash if it stands before quotation marks within fields, "" if it does not.

    A backslash may also be the last character of a field, as in paths.
    """
    if not quote or f"\\{quote}" not in text:
        return ""
    part, mark = re.escape(delimiter), re.escape(quote)
    inside = len(re.findall(rf"\\{mark}(?! *(?:{part}|[\r\n]|$))", text))
    at_end = len(re.findall(rf"(?<!\\)\\{mark} *(?:{part}|[\r\n]|$)", text))
    doubled = len(re.findall(rf"(?<!{part}){mark}{mark}(?!{part}|[\r\n]|$)", text))
    return "\\" if inside > doubled and inside >= at_end else ""
