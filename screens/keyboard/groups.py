"""What actions are for: the menu's lists, and the parts of help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.language import _


@dataclass(frozen=True)
class Group:
    """Actions of one purpose, by their names within their places."""

    name: str
    title: str
    actions: frozenset[str] = frozenset()


def _group(name: str, title: str, actions: str) -> Group:
    return Group(name, title, frozenset(actions.split()))


GROUPS: Sequence[Group] = (
    _group(
        "file",
        _("File"),
        "open-file export add remove refresh look-again back-up-now quit keep keep-all restore name complete"
        " seams part part-all read-anew",
    ),
    _group(
        "edit",
        _("Edit"),
        "edit undo redo undo-this undo-newest clear copy paste select drop-selection"
        " operations find-replace toggle-typing accept extend extend-to extend-page",
    ),
    _group(
        "rows",
        _("Rows and columns"),
        "fill-down delete-rows insert-row hide-columns operate header fit widen freeze sort"
        " arrange arrange-again show-all only-equal correct choose move take pages other-side turn add-ruler remove-ruler split merge find-again",
    ),
    _group("view", _("View"), ""),
    _group("notes", _("Notes"), "annotate threads answer settle kind place next-open"),
    _group("help", _("Help"), "help keys menu command-palette begin-tour skip-tour stop-tour"),
)
"""The groups in the order of the menu; what none names belongs to the view."""


def group_of(action: str) -> Group:
    """Return the group of an action's name, which may bring the place before it."""
    name = action.rpartition(".")[2].partition(":")[0]
    return next((each for each in GROUPS if name in each.actions), _ELSE)


_ELSE = next(each for each in GROUPS if each.name == "view")
