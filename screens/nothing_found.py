"""What stands where a file's tables would: why there are none, and the page that was read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from curator.sources import PageText
from screens.widgets.page import PageView


class NothingFound(Vertical):
    """Hidden until there is something to say."""

    DEFAULT_CSS = """
    NothingFound { display: none; height: 1fr; }
    NothingFound #nothing { height: auto; }
    NothingFound PageView { height: 1fr; border-top: solid $primary; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the words; a page comes only where one was looked for."""
        yield Static("", id="nothing", classes="empty", markup=False)

    def say(self, words: str) -> None:
        """Say why there is no table, and what can be done."""
        self.query_one("#nothing", Static).update(words)
        self.display = True

    def show_page(self, page: PageText | str) -> None:
        """Show the page that was looked for; words say why it cannot be shown."""
        view = PageView()
        self.mount(view)
        if isinstance(page, PageText):
            self.call_after_refresh(view.show, page, None, None)
        else:
            self.call_after_refresh(view.say, page)
        view.focus()
