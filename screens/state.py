"""Saying how far a dataset has come: draft, checked or approved, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from curator.history import STATE_WORDS, STATES, Standing
from curator.language import _
from curator.store import Dataset
from curator.values import one_line
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.dialog import Dialog
from screens.widgets.scripts import isolated, pictured
from screens.widgets.typing_input import TypingInput

_MEANING = {
    "draft": _("draft — nobody answers for it yet"),
    "checked": _("checked — somebody compared it with its source"),
    "approved": _("approved — it may be used and passed on"),
}


class StateScreen(Dialog[tuple[str, str | None] | None]):
    """Asks for a state and its reason; dismissed with both, or None where the person went back."""

    HELP = _("""
## The state of a dataset

**Draft**, **checked** or **approved**: choose with the arrows and press Enter, write why if there
is something to say, and press Enter again. It is a step of the history: it can be taken back, and
everybody sees who said it. A dataset that is changed afterwards counts as a draft again.
""")
    DEFAULT_CSS = """
    StateScreen { align: center bottom; }
    StateScreen OptionList { height: auto; max-height: 5; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", _("State / reason"), show=False)
    ]

    def __init__(self, name: str, standing: Standing) -> None:
        """`standing` is how far the dataset called `name` has come until now."""
        super().__init__()
        self.dataset = name
        self.standing = standing

    def compose(self) -> ComposeResult:
        """Lay out what was said, the states and the reason."""
        name = isolated(pictured(one_line(self.dataset, 40)))
        title = _("The state of {dataset}").format(dataset=name)
        with Vertical(classes="dialog"):
            yield Static(title, classes="dialog-title", markup=False)
            yield Static(said_words(self.standing), markup=False)
            yield OptionList(*(Option(Content(_MEANING[state]), id=state) for state in STATES))
            yield TypingInput(placeholder=_("Why? (Enter keeps the state)"))
        yield Footer()

    def on_mount(self) -> None:
        """Begin at the state after the one that holds: it is what most often comes next."""
        states = self.query_one(OptionList)
        states.highlighted = min(STATES.index(self.standing.state) + 1, len(STATES) - 1)
        states.focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Go on to the reason."""
        event.stop()
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def give(self, event: Input.Submitted) -> None:
        """Go back with the state and its reason."""
        event.stop()
        place = self.query_one(OptionList).highlighted or 0
        self.dismiss((STATES[place], event.value.strip() or None))


def ask_state(screen: CuratorScreen, desk: Desk, name: str, then: Callable[[], object]) -> None:
    """Ask on top of `screen` how far a dataset has come, keep it, and go on with `then`."""
    if desk.store.refusal is not None:
        screen.tell_error(desk.store.refusal)
        return

    def ask(read: tuple[Dataset, Standing]) -> None:
        dataset, standing = read

        def keep(answer: tuple[str, str | None] | None) -> None:
            if answer is not None:
                state, why = answer
                screen.do(lambda: dataset.set_state(state, desk.who, why), lambda _: then())

        screen.app.push_screen(StateScreen(dataset.name, standing), keep)

    screen.do(lambda: (found := desk.store.dataset(name), found.standing()), ask)


def standing_words(standing: Standing) -> str:
    """Return the state that holds, and which it was before the dataset was changed."""
    return state_words(standing.state, standing.said, standing.changed)


def state_words(state: str, said: str, changed: bool) -> str:
    """Return a state, and which it was before the dataset was changed since."""
    if not changed or said == state:
        return STATE_WORDS[state]
    return _("changed since {state}").format(state=STATE_WORDS[said])


def said_words(standing: Standing) -> str:
    """Say who gave the state, when and why."""
    if standing.who is None:
        return _("It is a draft: nobody has said otherwise yet.")
    words = _("{who} marked it as {state} on {day}.").format(
        who=standing.who, state=STATE_WORDS[standing.said], day=(standing.at or "")[:10]
    )
    if standing.why:
        words += " " + _("Why: {why}").format(why=one_line(standing.why, 60))
    if standing.changed:
        words += " " + _("It was changed since, so it counts as a draft.")
    return words
