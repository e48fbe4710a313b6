"""File names that FAT, exFAT, NTFS and HFS+ take as well."""

from __future__ import annotations

import re
from collections.abc import Collection
from unicodedata import normalize

LONGEST = 100
"""Characters; FAT takes 255 UTF-16 units with the folder's own name beside them."""
_MOST_BYTES = 180
"""Some drivers count bytes, and the temporary name takes a few more."""

_ROOM = "-9999-of-9999.xlsx"
"""The longest that follows a stem."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]+')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\s*(\..*)?)", re.IGNORECASE
)
"""Devices of Windows, whatever ending follows."""


def safe_name(wish: str, taken: Collection[str] = (), ending: str = "") -> str:
    """Return `wish` with `ending` as a name that every file system takes and none of `taken` is.

    It is in Unicode's composed form (NFC), which is how most systems write what is typed.
    """
    name = "".join(char for char in wish if not 0xD800 <= ord(char) <= 0xDFFF)
    name = _FORBIDDEN.sub("-", normalize("NFC", name)).strip(" .")
    if reserved := _RESERVED.fullmatch(name):
        name = f"{reserved[1]}-{reserved[2]}"
    name = _shortened(name, ending) or f"dataset{ending}"
    others = {one_name(known) for known in taken}
    unique, number = name, 2
    while one_name(unique) in others:
        unique = _shortened(name.removesuffix(ending), f"-{number}{ending}")
        number += 1
    return unique


def stem(dataset: str) -> str:
    """Return what the names of a dataset's files begin with, so short that each number fits."""
    return safe_name(dataset, ending=_ROOM).removesuffix(_ROOM)


def is_of(stem: str, name: str) -> bool:
    """Tell whether a file's name is one that an export gives: whole, numbered, or waiting."""
    pattern = rf"{re.escape(one_name(stem))}(-\d+(-of-\d+)?)?\.\w+(\.part)?"
    return re.fullmatch(pattern, one_name(name)) is not None


def one_name(name: str) -> str:
    """Return what is the same for all names that are one name to some file system.

    FAT, exFAT, NTFS and APFS tell no case apart; HFS+ and APFS do not tell whether an accent is
    composed.
    """
    return normalize("NFD", normalize("NFD", name).casefold())


def _shortened(name: str, ending: str) -> str:
    """Cut `name` so that it is short enough with its ending; "" if nothing is left of it."""
    name = name[: LONGEST - len(ending)]
    while len((name + ending).encode()) > _MOST_BYTES:
        name = name[:-1]
    name = name.rstrip(" .")
    return name and name + ending
