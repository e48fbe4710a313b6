"""How the kinds of steps that a history tells of are called in the curator's language."""

from __future__ import annotations

from curator.annotations import SPOKEN
from curator.language import _
from curator.operations import OPERATIONS

KINDS = {
    **{operation.name: operation.title for operation in OPERATIONS},
    **SPOKEN,
    "revision": _("revision"),
    "annotation": _("note"),
    "add": _("Add"),
    "set-state": _("State"),
    "undo": _("Undo"),
    "redo": _("Redo"),
}


def kind_words(kind: str) -> str:
    """Return how a kind is called; one that is not known, of a newer curator, as it is written."""
    return KINDS.get(kind, kind)
