"""The language of what the program says: gettext over the catalogues in `locale/`.

It is chosen once, when the program starts, by CURATOR_LANGUAGE or else as gettext does by
LANGUAGE, LC_ALL, LC_MESSAGES and LANG; what has no translation is said in English. Words that are
kept in a store (what a revision did, why cells were left) are data, and stay as they were written.
"""

from __future__ import annotations

import os
from gettext import translation
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
"""Where the catalogues lie: `curator.pot`, and `LANGUAGE/LC_MESSAGES/curator.po` and `.mo`."""

_chosen = os.environ.get("CURATOR_LANGUAGE")
_catalogue = translation(
    "curator",
    os.environ.get("CURATOR_CATALOGUES") or CATALOGUES,
    languages=[_chosen] if _chosen else None,
    fallback=True,
)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext
