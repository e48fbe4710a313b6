"""What encodings are called."""

from __future__ import annotations

import codecs

from curator.errors import ExtractionError
from curator.language import _


def known(name: str) -> str:
    """Return `name` if Python knows that text encoding; raises ExtractionError."""
    try:
        if not codecs.lookup(name)._is_text_encoding:
            raise LookupError
        b"a".decode(name)
    except (LookupError, UnicodeError) as error:
        raise ExtractionError(_("There is no text encoding {name!r}.").format(name=name)) from error
    return name


def spoken(name: str) -> str:
    """Return the name that people know an encoding by, such as "windows-1256"."""
    if name.startswith("cp125"):
        return f"windows-{name[2:]}"
    if name.startswith("iso8859"):
        return f"ISO-8859{name[7:]}"
    return name.upper() if name.startswith(("utf", "koi", "big", "gb")) else name
