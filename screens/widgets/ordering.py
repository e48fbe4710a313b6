"""Where each sign of a right-to-left line stands, for widgets that need to find it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining

from screens.widgets.scripts import joined, known

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c"
"""Characters that take no room and have no shape of their own."""


@dataclass(frozen=True)
class Sign:
    """A letter or a mark as it is seen."""

    text: str
    index: int
    """Its place in the line as it is read."""


@lru_cache(256)
def signs(text: str, leftward: bool) -> Sequence[Sign]:
    """Return what is seen of a line, from left to right.

    Unicode's UAX #9, with marks behind their letter (rule L3) and without what has no shape.

    Args:
        text: the line in the order in which it is read.
        leftward: whether its paragraph runs from right to left; then spaces at its end stand at
            its left.
    """
    from bidi import algorithm

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if leftward else (0, "L")
    kept = [index for index, char in enumerate(text) if known(char)]
    algorithm.get_embedding_levels(joined(known(text)), storage)
    for index, char in zip(kept, storage["chars"], strict=True):
        char["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    turned = [Sign(char["ch"], char["index"]) for char in storage["chars"]]
    return [sign for sign in _marks_last(turned) if sign.text not in INVISIBLE]


def _marks_last(turned: Sequence[Sign]) -> Iterator[Sign]:
    """Put marks that came before the letter they belong to behind it."""
    waiting: list[Sign] = []
    for sign in turned:
        if combining(sign.text):
            waiting.append(sign)
            continue
        if waiting and sign.index < waiting[-1].index:
            yield sign
            yield from reversed(waiting)
        else:
            yield from waiting
            yield sign
        waiting = []
    yield from waiting
