"""Keyboard layouts: which Latin character stands on the key that writes another script's.

The tables are those of xkeyboard-config (ir, ara, ru, gr, il), the key unshifted, then with
Shift. Terminals tell the character alone, so one that two layouts write on different keys is read
by the layout that is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LAYOUTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fa": (
        (
            "`1234567890qwertyuiop[]asdfghjkl;'zxcvbnm,",
            "\u200d۱۲۳۴۵۶۷۸۹۰ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو",
        ),
        (
            '~@#$%^&_QWERTYUIASDFGHJKL"ZXCVBNM?',
            "÷٬٫﷼٪×،ـ\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651ؤئيإأآة»«؛ك\u0653ژ\u0670\u200c\u0654ء؟",
        ),
    ),
    "ar": (
        ("`qwertyuiop[]asdfghjkl;'zxcvbnm,./", "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ"),
        ("~QWERTYIOP|ASGHJKXBN?", "\u0651\u064e\u064b\u064f\u064cﻹإ÷×؛…\u0650\u064dﻷأـ،\u0652ﻵآ؟"),
    ),
    "ru": (
        ("`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю"),
        ('~#QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>', "Ё№ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"),
    ),
    "el": (
        ("wertyuiopasdfghjklzxcvbnm", "ςερτυθιοπασδφγηξκλζχψωβνμ"),
        ("WERTYUIOPASDFGHJKLZXCVBNM", "ΣΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"),
    ),
    "he": (("ertyuiopasdfghjkl;zxcvbnm,.", "קראטוןםפשדגכעיחלךףזסבהנמצתץ"),),
}
"""For each layout (by its language's code) the Latin characters, and what it writes in their place."""


@cache
def latin(preferred: str = "fa") -> Mapping[str, str]:
    """Return the Latin character for each character of the layouts, the preferred one's first."""
    order = sorted(LAYOUTS, key=lambda name: name != preferred)
    found: dict[str, str] = {}
    for name in order:
        for keys, written in LAYOUTS[name]:
            for key, character in zip(keys, written, strict=True):
                found.setdefault(character, key)
    return found
