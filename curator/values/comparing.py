"""What texts are compared by: alphabetically, naturally, as numbers, in whichever script.

A key of ASCII text is the text in small letters, so that SQLite can make most keys by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curator.values.dialect import with_plain_signs

_ALPHABET = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
"""The Persian alphabet, in which Arabic words find their places too."""
_VARIANTS = {
    "ا": "أإٱ",
    "و": "ؤ",
    "ه": "ةۀەہھ",
    "ی": "يىئېے",
    "ک": "كڪ",
}
"""Letters of one place in the alphabet, as keyboards and fonts mix them."""
_FIRST = 0x0627
"""From here on the code points of the Arabic block have no decompositions."""
_ENYE = "n\u02ff"
"""Spanish ñ is a letter of its own, after all that begins with n."""

_IGNORED = (
    *range(0x0300, 0x0370),  # accents, once they stand apart from their letters
    *range(0x064B, 0x0660),  # vowel signs of Arabic script
    *map(ord, "ـٰ\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\ufeff"),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_LATIN_DIGITS = {ord(zero) + digit: str(digit) for zero in "۰٠०০੦૦" for digit in range(10)}
_RANKS: dict[int, str | None] = {
    **{ord(letter): chr(_FIRST + place) for place, letter in enumerate(_ALPHABET)},
    **{
        ord(variant): chr(_FIRST + _ALPHABET.index(letter))
        for letter, variants in _VARIANTS.items()
        for variant in variants
    },
    **_LATIN_DIGITS,
    ord("ñ"): _ENYE,
    **dict.fromkeys(_IGNORED),
}
_DROPPED = dict.fromkeys(_IGNORED)

_DIGITS = re.compile("[0-9]+")
_NUMBERS = re.compile("([0-9]+)")
_BODY = re.compile("[0-9](?:[0-9.,'٬٫ ]*[0-9])?|[.,٫][0-9]+")
_GROUPS = re.compile("[0-9]{1,3}(?:(?P<mark>[.,'٬ ])[0-9]{2,3}(?:(?P=mark)[0-9]{2,3})*)?|[0-9]*")


def folded(text: str) -> str:
    """Return what a text is alphabetically compared and searched by.

    Case, accents, vowel signs, joiners and marks of direction do not count, nor which of several
    code points writes a yeh, a kaf or a digit. Persian letters stand where its alphabet has them.
    """
    if text.isascii():
        return text.lower()
    return _folded(text)


@lru_cache(8192)
def _folded(text: str) -> str:
    ranked = unicodedata.normalize("NFKC", text).casefold().translate(_RANKS)
    return unicodedata.normalize("NFKD", ranked).translate(_DROPPED)


def natural_key(text: str) -> str:
    """Return what a text is compared by if the numbers in it count as numbers: 2 before 10.

    Each number's length stands before it, so that a longer one is greater.
    """
    parts = _NUMBERS.split(folded(text))
    for place in range(1, len(parts), 2):
        digits = parts[place].lstrip("0")
        size = len(digits)
        parts[place] = f"{size}{digits}" if size < 10 else f":{size:05}{digits}"
    return "".join(parts)


def number_of(text: str) -> int | float | None:
    """Return the number that a text most likely is, None if it is none.

    For comparing only; what a column's numbers mean is for an operation to settle. Digits may be of
    any family. Of two different marks the last comes before decimals; a comma that comes once,
    before three digits, parts thousands. A percent sign is passed over, parentheses mean minus.
    """
    if text.isdecimal():
        return _whole(text)
    plain = with_plain_signs(text).removesuffix("%").rstrip()
    sign = "-" if plain.startswith(("-", "(")) else ""
    plain = plain[1:-1] if plain[:1] + plain[-1:] == "()" else plain.removeprefix(sign or "+")
    body = plain.strip()
    if not _BODY.fullmatch(body):
        return None
    whole, _mark, decimals = body.partition(_decimal_mark(body) or "\n")
    if not _GROUPS.fullmatch(whole) or len(_DIGITS.sub("", decimals)):
        return None
    digits = "".join(_DIGITS.findall(whole))
    return float(f"{sign}{digits}.{decimals}") if decimals else _whole(sign + digits)


def _decimal_mark(body: str) -> str | None:
    """Return the mark before decimals, None if a number has none."""
    if "٫" in body:
        return "٫"
    place = max(body.rfind("."), body.rfind(","))
    mark = body[place]
    if place < 0 or body.count(mark) > 1:
        return None
    alone = not any(other in body for other in ".,'٬ " if other != mark)
    thousands = alone and len(body) - place == 4 and 1 <= place <= 3 and body[0] != "0"
    return None if mark == "," and thousands else mark


def _whole(digits: str) -> int | float:
    """Return a whole number, as a float where SQLite's integers end."""
    if len(digits) < 19:
        return int(digits)
    number = float(digits)
    return int(digits) if abs(number) < 9e18 else number
