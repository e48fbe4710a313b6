"""What a text is made of: its code points, what cannot be seen of them, and what looks alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import category, combining, decimal, name

from curator.language import _, joined

_SIGNS: Mapping[str, str] = {
    "\u00a0": "⍽",
    "\u00ad": "-",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202f": "⍽",
    "\u2060": "WJ",
    "\ufeff": "BOM",
    "\n": "⏎",
    "\t": "⇥",
    " ": "␣",
}
_ALIKE: Mapping[str, str] = {
    "ي": _("Arabic yeh; Persian text has ی (U+06CC)"),
    "ی": _("Persian yeh; Arabic text has ي (U+064A)"),
    "ى": _("alef maksura; it looks like yeh at a word's end"),
    "ك": _("Arabic kaf; Persian text has ک (U+06A9)"),
    "ک": _("Persian kaf; Arabic text has ك (U+0643)"),
    "ة": _("teh marbuta; it looks like heh with two dots"),
    "ۀ": _("heh with yeh above; it is also written ه and U+0654"),
    "ـ": _("tatweel: it stretches a word and means nothing"),
    "\u200b": _("it takes no room and is no white space to most programs"),
    "\u200c": _("zero width non-joiner: letters beside it are not joined"),
    "\u200d": _("zero width joiner: letters beside it are joined"),
    "\u00a0": _("no-break space: it is not equal to a space"),
    "\u00ad": _("soft hyphen: it is seen at a line's end only"),
    "\u202f": _("narrow no-break space: it is not equal to a space"),
    "\ufeff": _("byte-order mark, which belongs at a file's beginning"),
}
_DIGITS: Mapping[int, str] = {
    0x30: _("European digit"),
    0x660: _("Arabic digit"),
    0x6F0: _("Persian digit"),
    0x966: _("Devanagari digit"),
}
_NAMES: Mapping[str, str] = {"\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\t": "TABULATION"}

CATEGORIES: Mapping[str, str] = {
    "Lu": _("capital letter"),
    "Ll": _("small letter"),
    "Lt": _("title letter"),
    "Lm": _("modifier letter"),
    "Lo": _("letter"),
    "Mn": _("combining mark"),
    "Mc": _("combining mark with room"),
    "Me": _("enclosing mark"),
    "Nd": _("digit"),
    "Nl": _("letter number"),
    "No": _("other number"),
    "Pc": _("connector"),
    "Pd": _("dash"),
    "Ps": _("opening bracket"),
    "Pe": _("closing bracket"),
    "Pi": _("opening quote"),
    "Pf": _("closing quote"),
    "Po": _("punctuation"),
    "Sm": _("mathematical sign"),
    "Sc": _("currency sign"),
    "Sk": _("modifier sign"),
    "So": _("sign"),
    "Zs": _("space"),
    "Zl": _("line separator"),
    "Zp": _("paragraph separator"),
    "Cc": _("control"),
    "Cf": _("invisible mark"),
    "Cs": _("half of a pair"),
    "Co": _("private"),
    "Cn": _("not assigned"),
}
"""Unicode's general categories in words."""


@dataclass(frozen=True)
class Character:
    """A code point of a text."""

    text: str
    sign: str
    """How it is made visible: itself, on a dotted circle if it combines, else an abbreviation."""
    name: str
    """As Unicode has it."""
    category: str
    """Unicode's two letters."""
    remark: str = ""
    """What it is taken for, or why it cannot be seen."""

    @property
    def code(self) -> str:
        """The code point as it is written, such as U+06CC."""
        return f"U+{ord(self.text):04X}"


def characters(text: str) -> Iterator[Character]:
    """Yield each code point of a text, in the order in which it is read."""
    for char in text:
        kind = category(char)
        yield Character(char, _sign(char, kind), _name(char), kind, _remark(char))


def suspicions(text: str) -> Sequence[str]:
    """Return what may be wrong in a text as a whole, each in a sentence."""
    families = list(dict.fromkeys(_digits(char) for char in text if _digits(char)))
    found = []
    if len(families) > 1:
        found.append(_("Its digits are mixed: {families}.").format(families=joined(families)))
    if {"ي", "ى"} & set(text) and "ی" in text:
        found.append(_("It has both the Arabic and the Persian yeh."))
    if "ك" in text and "ک" in text:
        found.append(_("It has both the Arabic and the Persian kaf."))
    if text != text.strip():
        found.append(_("It begins or ends with white space."))
    if any(category(char) in ("Cf", "Cc") for char in text):
        found.append(_("It holds marks that cannot be seen."))
    return found


def _sign(char: str, kind: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if combining(char) or kind in ("Mn", "Mc", "Me"):
        return f"\u25cc{char}"
    return char if char.isprintable() else "·"


def _name(char: str) -> str:
    return name(char, _NAMES.get(char, "")) or _("no name")


def _remark(char: str) -> str:
    return _ALIKE.get(char) or _digits(char)


def _digits(char: str) -> str:
    """Return which family of digits one belongs to, "" for what is none."""
    value = decimal(char, None)
    if value is None:
        return ""
    return _DIGITS.get(ord(char) - value, _("digit of another script"))
