"""File names that FAT, exFAT and NTFS take as well."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 100
"""Characters; FAT takes 255 UTF-16 units with the folder's own name beside them."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]+')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\s*(\..*)?)", re.IGNORECASE
)
"""Devices of Windows, whatever ending follows."""


def safe_name(wish: str, taken: Collection[str] = ()) -> str:
    """Return `wish` as a name that every file system takes, and that is not among `taken`.

    Two names that differ in case only are one name on FAT, so `taken` is compared without case.
    """
    name = "".join(char for char in wish if not 0xD800 <= ord(char) <= 0xDFFF)
    name = _FORBIDDEN.sub("-", name).strip(" .")
    if reserved := _RESERVED.fullmatch(name):
        name = f"{reserved[1]}-{reserved[2]}"
    name = _shortened(name, LONGEST) or "dataset"
    others = {known.casefold() for known in taken}
    unique, number = name, 2
    while unique.casefold() in others:
        end = f"-{number}"
        unique, number = _shortened(name, LONGEST - len(end)) + end, number + 1
    return unique


def _shortened(name: str, longest: int) -> str:
    """Cut to `longest` characters, and to 180 bytes: some drivers count bytes."""
    name = name[:longest]
    while len(name.encode()) > 180:
        name = name[:-1]
    return name.rstrip(" .")
