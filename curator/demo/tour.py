"""The tour: ten steps on the demo store, as data, and how far somebody has come in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

from curator.language import _


@dataclass(frozen=True)
class Sign:
    """How a step is known to be done; one of the fields is given, or `dataset` with `screen`."""

    screen: str = ""
    """The screen that is in front, by its class's name."""
    dataset: str = ""
    """The dataset that lies open there."""
    shows: str = ""
    """What is on the screen in front, as a CSS selector."""
    moved: bool = False
    """The grid's cursor stands elsewhere than when the step began."""
    step: str = ""
    """A newer step stands in the history of some dataset: an operation's name, or a note's event."""


@dataclass(frozen=True)
class TourStep:
    """One thing to do."""

    where: str
    """Where one is, in words."""
    words: str
    """The key, and what happens."""
    done: Sign


def _steps() -> tuple[TourStep, ...]:
    library, editor = _("library"), _("editor")
    return (
        TourStep(
            library,
            _("Every dataset of this store is listed. Go to ports with ↓ and open it with Enter."),
            Sign(screen="EditorScreen", dataset="ports"),
        ),
        TourStep(
            editor,
            _("Go to a cell with the arrows. The pane says where it was found, and what as."),
            Sign(moved=True),
        ),
        TourStep(
            editor,
            _("F3 makes the page that the cell came from larger; F3 again takes it away."),
            Sign(shows="InkPane.-page"),
        ),
        TourStep(
            editor,
            _("Enter edits a cell. Type a value, Enter, the reason, Enter: it is kept at once."),
            Sign(step="set-cells"),
        ),
        TourStep(
            editor,
            _("Ctrl+Z takes it back. That is one more step of the history: nothing is erased."),
            Sign(step="undo"),
        ),
        TourStep(
            editor,
            _("F4 writes a note beside the cell, such as a doubt. Type it, then Enter."),
            Sign(step="written"),
        ),
        TourStep(
            editor,
            _("F6 lists the notes; there they are answered and settled. Escape comes back."),
            Sign(screen="ThreadsScreen"),
        ),
        TourStep(
            editor,
            _("F7 (after Escape) shows who did what, when and why, and takes any of it back."),
            Sign(screen="HistoryScreen"),
        ),
        TourStep(
            editor,
            _("F12 (after Escape) writes the dataset to a folder or a stick, and reads it back."),
            Sign(screen="ExportScreen"),
        ),
        TourStep(
            _("everywhere"),
            _("F8 opens the palette: it names all that can be done here, with its key."),
            Sign(screen="Palette"),
        ),
    )


STEPS = _steps()
"""What the tour shows, in order."""


@dataclass(frozen=True)
class Tour:
    """How far somebody is."""

    at: int = 0
    """The step that comes next, from 0; as many as there are when it is over."""
    runs: bool = True

    @property
    def step(self) -> TourStep | None:
        """The step to show, None if the tour is over or was stopped."""
        return STEPS[self.at] if self.runs and self.at < len(STEPS) else None

    def next(self) -> Tour:
        """Return the tour at the step after this one."""
        return replace(self, at=min(self.at + 1, len(STEPS)))

    def stopped(self) -> Tour:
        """Return the tour stopped where it is."""
        return replace(self, runs=False)

    def begun(self) -> Tour:
        """Return the tour going on where it was stopped, from the first step if it was over."""
        return Tour(0 if self.at >= len(STEPS) else self.at)

    def remember(self) -> None:
        """Keep how far it is for the next time; raises OSError."""
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(f"{self.at}\n", encoding="utf-8")
        file.chmod(0o600)


def remembered() -> Tour:
    """Return the tour where it was left, stopped; at its beginning if it never was begun."""
    try:
        at = int(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        at = 0
    return Tour(min(max(at, 0), len(STEPS)), runs=False)


def _file() -> Path:
    return user_config_path("curator", appauthor=False) / "tour"
