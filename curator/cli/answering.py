"""What answer, resolve and reopen share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.annotations import SPOKEN
from curator.cli.session import person, talk, writing
from curator.language import _

if TYPE_CHECKING:
    from curator.store import Store


def tell_event(
    annotation: int, event: str, text: str | None, who: str | None, store: str | None
) -> None:
    """Append `event` to an annotation and say its state."""
    with writing(store, event) as opened:
        words = answered(opened, annotation, event, text, person(who))
    talk(words)


def answered(store: Store, annotation: int, event: str, text: str | None, who: str) -> str:
    """Append `event` to an annotation, and return what its state is, in words."""
    dataset = store.dataset_of(annotation)
    changed = dataset.answer(annotation, event, text, who)
    return _("Annotation {number} of {dataset} is {state}.").format(
        number=annotation, dataset=dataset.name, state=SPOKEN[changed.state]
    )
