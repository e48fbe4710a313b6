"""A file read again as it was read before, from what its dataset remembers of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from extractors import EXTRACTORS, Options, parse_drawn

_LEFT_OPEN = frozenset({"pages", "sheets", "password"})
"""Pages and sheets say which tables were wanted, not how one is read; passwords are not kept."""


def as_read(options: Options, method: Mapping[str, Any] | None) -> Options:
    """Return `options` with the extractor that read a file before, and with what it was told.

    The number of header rows is left open where a file may hold several tables, each with its own.

    Args:
        method: the extractor as `registry.dump` gives it; None, or one that this version does not
            have, leaves the options as they are.
    """
    known = {one.name: one for one in EXTRACTORS}
    extractor = known.get(method["name"]) if method else None
    if method is None or extractor is None:
        return options
    own = {each.name for each in fields(extractor)}
    before = EXTRACTORS.load({key: method[key] for key in method if key in {"name", *own}})
    left = _LEFT_OPEN if extractor.single else _LEFT_OPEN | {"header_rows"}
    chosen = (own & {each.name for each in fields(Options)}) - left
    told: dict[str, Any] = {name: getattr(before, name) for name in chosen}
    told |= _drawn_on(options.pages, told)
    return replace(options, extractor=extractor.name, **told)


def _drawn_on(pages: Sequence[int], told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was drawn on the pages that are read, if these are not all."""
    if not (pages and told.get("regions")):
        return {}
    drawn = parse_drawn(told["regions"], told["columns"], told["rows"])
    here = [one for one in drawn if any(map(one.is_on, pages))]
    return {
        "regions": tuple(one.region_text() for one in here),
        "columns": tuple(one.columns_text() for one in here),
        "rows": tuple(one.rows_text() for one in here),
    }
