"""Keys in words: how a key is called on the screen, and which keys a person can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from textual.binding import Binding, InvalidBinding
from textual.keys import Keys, format_key

from curator.errors import KeysError
from curator.language import _
from screens.keyboard.keyed import NO_KEY

_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""Keys that a terminal cannot tell from others."""
_WORDS = {
    "delete": "Del",
    "enter": "Enter",
    "escape": "Esc",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_FAR = re.compile(r"f(1[3-9]|2[0-4])")
_KNOWN = {key.value for key in Keys}


def shown(key: str) -> str:
    """Return a key as people read it: `Ctrl+Z`, `F4`, `[`; nothing where it is none."""
    if key.startswith(NO_KEY):
        return ""
    *modifiers, bare = key.split("+")
    written = _WORDS.get(bare) or character(bare) or bare.capitalize()
    if modifiers:
        written = written[:1].upper() + written[1:]
    return "+".join([*(each.capitalize() for each in modifiers), written])


def character(key: str) -> str | None:
    """Return what a key writes; None for keys that write nothing, such as F4 or Ctrl+Z."""
    if key == "space":
        return " "
    if "+" in key or key in _KNOWN or key in _WORDS:
        return None
    written = "-" if key == "minus" else format_key(key)
    return written if len(written) == 1 and written.isprintable() else None


def shown_all(keys: Iterable[str]) -> str:
    """Return some keys as people read them, one after the other.

    F13 to F24, as which terminals send Shift with a function key, are told where nothing else is.
    """
    held = list(keys)
    return "  ".join(filter(None, map(shown, [k for k in held if not _FAR.fullmatch(k)] or held)))


def is_letter(key: str) -> bool:
    """Whether a key writes a character, so that it means something else under each layout."""
    return character(key) is not None


def understood(text: str) -> Sequence[str]:
    """Return the keys that a person named, such as `ctrl+d,f2`; none for an empty text.

    Raises:
        KeysError: there is no such key, or terminals cannot tell it from another.
    """
    if not text.strip():
        return ()
    try:
        keys = [binding.key for binding in Binding.make_bindings([(text, "", "")])]
    except InvalidBinding as error:
        raise KeysError(
            _("{keys!r} names no keys; write them like: ctrl+d,f2,comma").format(keys=text)
        ) from error
    for key in keys:
        _check(key)
    return tuple(dict.fromkeys(keys))


def _check(key: str) -> None:
    *modifiers, bare = key.split("+")
    known = bare in _KNOWN or character(bare) is not None
    if not known or any(each not in _MODIFIERS for each in modifiers):
        raise KeysError(
            _("There is no key {key!r}; write it like: ctrl+d, shift+f2, comma or U").format(
                key=key
            )
        )
    if key in _SAME:
        raise KeysError(
            _("A terminal cannot tell {key} from {other}; choose another key.").format(
                key=shown(key), other=shown(_SAME[key])
            )
        )
