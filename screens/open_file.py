"""Choosing a file: by its path, completed as it is typed, or from a tree of folders."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Button, DirectoryTree, Footer, Input, Static

from curator.language import _
from screens.dialog import Dialog
from screens.widgets.line_input import LineInput
from screens.widgets.scripts import pictured

DRIVES = (Path("/media"), Path("/run/media"), Path("/Volumes"))
"""Where systems mount sticks and disks, some of them in a folder for each person."""


class OpenFileScreen(Dialog[Path | None]):
    """Asks for a file; dismissed with its path, None if the person thinks better of it."""

    HELP = _("""
## Open a file

Type the path of a PDF, a workbook or a text table (→ or Tab completes it), or press F6 and choose
in the tree. The file is only read.
""")
    DEFAULT_CSS = """
    OpenFileScreen { align: center bottom; }
    OpenFileScreen #dialog {
        width: 90%; max-width: 110; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    OpenFileScreen #told { height: auto; max-height: 3; }
    OpenFileScreen #places { height: 1; margin-bottom: 1; }
    OpenFileScreen #places Button { margin-right: 1; }
    OpenFileScreen DirectoryTree { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "other", _("Path / tree"), key_display="F6"),
    ]
    HINT = _(
        "Type a path (~ is your home; → or Tab completes), or press Tab and choose in the tree."
    )

    class Checked(Message):
        """A path was looked up: a file, a folder, or a sentence that says why it is neither."""

        def __init__(self, path: Path, *, is_folder: bool = False, why: str | None = None) -> None:
            super().__init__()
            self.path = path
            self.is_folder = is_folder
            self.why = why

    class Mounted(Message):
        """The places to begin at were listed."""

        def __init__(self, folders: Sequence[Path]) -> None:
            super().__init__()
            self.folders = folders

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is where the tree begins; None is the person's home."""
        super().__init__()
        self.folder = folder or Path.home()

    def compose(self) -> ComposeResult:
        """Lay out the path, what is said of it, the places and the tree."""
        with Vertical(id="dialog"):
            yield PathInput(
                placeholder=_("Path of a PDF, workbook or CSV"),
                suggester=PathSuggester(self.folder),
                select_on_focus=False,
            )
            yield Static(self.HINT, id="told", markup=False)
            yield Horizontal(id="places")
            yield FileTree(self.folder)
        yield Footer()

    def on_mount(self) -> None:
        """Take the keys into the path, and list the places to begin at."""
        self.query_one(PathInput).focus()
        self._list_places()

    @work(thread=True)
    def _list_places(self) -> None:
        folders = [Path.home(), *drives()]
        if self.folder not in folders:
            folders.insert(0, self.folder)
        self.post_message(self.Mounted(folders))

    @on(Mounted)
    def _offer(self, event: Mounted) -> None:
        """Offer the home folder and each drive."""
        self.query_one("#places").mount(*(PlaceButton(folder) for folder in event.folders))

    @on(Button.Pressed)
    def _begin_at(self, event: Button.Pressed) -> None:
        event.stop()
        if isinstance(event.button, PlaceButton):
            self._go_to(event.button.folder)

    def _go_to(self, folder: Path) -> None:
        """Begin the tree at another folder."""
        tree = self.query_one(FileTree)
        tree.path = folder
        tree.focus()

    @on(Input.Submitted)
    def _take_path(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self._check(written_path(event.value, self.folder))
        else:
            self.query_one(FileTree).focus()

    @on(DirectoryTree.FileSelected)
    def _take_file(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self._check(event.path)

    @work(thread=True, exclusive=True)
    def _check(self, path: Path) -> None:
        """Look the path up off the screen's thread: a drive may be slow to answer."""
        try:
            if path.is_dir():
                self.post_message(self.Checked(path, is_folder=True))
            elif path.is_file():
                self.post_message(self.Checked(path))
            else:
                missing = nearest_folder(path)
                why = _("There is no file {path!r} in {parent}.").format(
                    path=path.name, parent=path.parent
                )
                if missing != path.parent:
                    why = _(
                        "There is no folder {parent}; the nearest there is is {missing}."
                    ).format(parent=path.parent, missing=missing)
                self.post_message(self.Checked(path, why=why))
        except OSError as error:
            self.post_message(
                self.Checked(
                    path,
                    why=_("{path} cannot be opened: {strerror}.").format(
                        path=path, strerror=error.strerror
                    ),
                )
            )

    @on(Checked)
    def _go_on(self, event: Checked) -> None:
        """Take the file, go into the folder, or say in place what is the matter."""
        if event.why is not None:
            self.query_one("#told", Static).update(event.why)
            self.query_one(PathInput).focus()
        elif event.is_folder:
            self._go_to(event.path)
        else:
            self.dismiss(event.path)

    def action_other(self) -> None:
        """Go from the path to the tree, or back."""
        path, tree = self.query_one(PathInput), self.query_one(FileTree)
        (tree if path.has_focus else path).focus()


class PathInput(LineInput):
    """A path; Tab takes the completion that is offered, and else goes on to the tree."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", _("Complete / tree")),
        Binding("down", "screen.other", _("Tree"), show=False),
    ]

    def action_complete(self) -> None:
        """Take the completion, or go to the tree where there is none."""
        if self._suggestion and self.cursor_at_end:
            self.action_cursor_right()
        else:
            self.screen.query_one(FileTree).focus()


class PathSuggester(Suggester):
    """Completes a path by the entries of its folder, folders with a separator behind them."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where a path that is not absolute begins."""
        super().__init__(use_cache=False, case_sensitive=True)
        self.folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        """Return `value` with the first entry that continues it, None if there is none."""
        return await asyncio.to_thread(completed, value, self.folder)


class FileTree(DirectoryTree):
    """Folders and files, without those whose names begin with a dot."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out what is hidden."""
        return [path for path in paths if not path.name.startswith(".")]

    def process_label(self, label: str | Text) -> Text:
        """Make a name safe to look at."""
        return Text(pictured(str(label)))


class PlaceButton(Button):
    """A folder that the tree can begin at."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Content(pictured(place_name(folder))), compact=True)
        self.folder = folder


def written_path(text: str, folder: Path) -> Path:
    """Return the path that a person typed; one that is not absolute begins at `folder`."""
    path = Path(os.path.expanduser(text.strip()))  # noqa: PTH111 - leaves an unknown ~name alone
    return path if path.is_absolute() else folder / path


def completed(text: str, folder: Path) -> str | None:
    """Return `text` continued to the first entry of its folder that fits, None if none does.

    The case of what was typed need not be right. Hidden entries are offered once a dot is typed.
    """
    if text == "~":
        return "~/"
    head, slash, start = text.rpartition("/")
    try:
        with os.scandir(written_path(head + slash, folder) if head or slash else folder) as found:
            entries = sorted(found, key=lambda entry: entry.name.casefold())
            for entry in entries:
                name = entry.name
                if not name.casefold().startswith(start.casefold()):
                    continue
                if name.startswith(".") and not start.startswith("."):
                    continue
                if start or entry.is_dir() or len(entries) == 1:
                    rest = name[len(start) :] + ("/" if entry.is_dir() else "")
                    return text + rest if rest and name.startswith(start) else head + slash + name
    except OSError:
        return None
    return None


def drives() -> list[Path]:
    """Return what is mounted where systems mount sticks and disks."""
    found: list[Path] = []
    for root in DRIVES:
        try:
            entries = sorted(path for path in root.iterdir() if path.is_dir())
        except OSError:
            continue
        for path in entries:
            if os.path.ismount(path) or root.name == "Volumes":
                found.append(path)
                continue
            try:
                found.extend(sorted(each for each in path.iterdir() if each.is_dir()))
            except OSError:
                found.append(path)
    return found


def nearest_folder(path: Path) -> Path:
    """Return the innermost folder above `path` that exists."""
    return next((folder for folder in path.parents if folder.is_dir()), Path(path.anchor))


def place_name(folder: Path) -> str:
    """Return what a place is called on its button."""
    return _("Home") if folder == Path.home() else folder.name or str(folder)
