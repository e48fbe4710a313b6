"""How options are called in the curator's language; the command line takes them by their names."""

from __future__ import annotations

import re

from curator.language import _

_WORDS = {
    "below": _("below"),
    "beside": _("beside"),
    "column": _("column"),
    "columns": _("columns"),
    "count": _("count"),
    "decimal": _("decimal"),
    "find": _("find"),
    "group": _("group"),
    "ignore_case": _("ignore case"),
    "leading_zeros": _("leading zeros"),
    "once": _("once"),
    "others": _("others"),
    "percent": _("percent"),
    "place": _("place"),
    "regex": _("regex"),
    "replace": _("replace"),
    "rows": _("rows"),
    "separator": _("separator"),
    "to": _("to"),
    "value": _("value"),
    "values": _("values"),
}


def option_words(name: str) -> str:
    """Return how an option is called."""
    return _WORDS[name]


def without_names(explained: str) -> str:
    """Return what an operation does, with its options as they are called, on one line."""
    words = re.sub(r"`(\w+)`", lambda found: _WORDS.get(found[1], found[1]), explained)
    return " ".join(words.replace("`", "").split())
