"""What answer, resolve and reopen share."""

from __future__ import annotations

from curator.cli.session import person, talk, writing
from curator.language import _


def tell_event(
    annotation: int, event: str, text: str | None, who: str | None, store: str | None
) -> None:
    """Append `event` to an annotation and say its state."""
    with writing(store, event) as opened:
        dataset = opened.dataset_of(annotation)
        changed = dataset.answer(annotation, event, text, person(who))
    talk(
        _("Annotation {number} of {dataset} is {state}.").format(
            number=annotation, dataset=dataset.name, state=changed.state
        )
    )
