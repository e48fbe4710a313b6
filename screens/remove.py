"""The one question before something is removed for good."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Input, Static

from curator.language import _
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput


class RemoveScreen(Dialog[bool | None]):
    """Asks for a name before what is called so is removed; dismissed with True if it was given."""

    HELP = _("""
## Removing for good

What is removed here is gone: no undo brings it back, and the backups beside the store that hold it
are deleted once a fresh one is made. Backups and exports on other disks are not touched.

The store is written anew without it. A disk may keep old blocks for a while all the same, an SSD
out of every program's reach: where that matters, the disk should be encrypted.

Type the name to confirm; Escape goes back and nothing is removed.
""")
    DEFAULT_CSS = """
    RemoveScreen { align: center bottom; }
    RemoveScreen #wrong { color: $text-error; }
    """

    def __init__(self, name: str, words: str) -> None:
        """`words` say what goes with it."""
        super().__init__()
        self.wanted = name
        self.words = words

    def compose(self) -> ComposeResult:
        """Lay out what goes, and the line for the name."""
        with Vertical(classes="dialog"):
            yield Static(
                _("Remove {name} for good?").format(name=self.wanted),
                classes="dialog-title",
                markup=False,
            )
            yield Static(self.words, markup=False)
            yield Static(
                _(
                    "No undo brings it back. Backups beside the store lose it too; those on other"
                    " disks keep it, and an SSD may for a while."
                ),
                markup=False,
            )
            yield LineInput(placeholder=_("type the name to confirm; Escape goes back"))
            yield Static("", id="wrong", markup=False)
        yield Footer()

    @on(Input.Submitted)
    def confirm(self, event: Input.Submitted) -> None:
        """Go on if the name is right."""
        event.stop()
        if event.value.strip() == self.wanted:
            self.dismiss(True)
        else:
            self.query_one("#wrong", Static).update(_("That is not its name; nothing was removed."))
