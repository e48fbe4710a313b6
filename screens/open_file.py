"""Choosing a file: by its path, completed as it is typed, or from a tree of folders."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, DirectoryTree, Footer, Input, Static

from curator.errors import CuratorError
from curator.export.drives import Drive
from curator.export.drives import drives as writable_drives
from curator.language import _, ngettext
from curator.recent import forget_files, recent_files
from curator.values import one_line
from screens.dialog import Dialog
from screens.file_tree import FileTree
from screens.path_input import PathInput, PathSuggester, written_path
from screens.widgets.scripts import isolated, pictured

RECENT = 3
"""So many files that were opened last are offered."""
DRIVES = (Path("/media"), Path("/run/media"), Path("/Volumes"))
"""Where systems mount sticks and disks, some of them in a folder for each person."""


class OpenFileScreen(Dialog[list[Path] | None]):
    """Asks for files; dismissed with their paths, None if the person thinks better of it."""

    HELP = _("""
## Open a file

Type the path of a PDF, a workbook, a text table, a saved web page or a ZIP archive (→ or Tab
completes it), or press F6 and choose in the tree. The file is only read.

**Space** in the tree chooses several files; Enter then reads them all, one after the other. Space
on a folder chooses all that is in it: of a folder or an archive each file is read, and web pages
whose tables have the same columns become one, in which a column names the file. Above
the tree stand your home, the drives with the room they have, and the files that were opened last.
That list is yours alone; its last button forgets it.
""")
    DEFAULT_CSS = """
    OpenFileScreen { align: center bottom; }
    OpenFileScreen #dialog {
        width: 90%; max-width: 110; height: 90%;
        border: round $primary; background: $surface; padding: 0 1;
    }
    OpenFileScreen #told { height: auto; max-height: 3; }
    OpenFileScreen Horizontal { height: 1; overflow: hidden; }
    OpenFileScreen #recent { display: none; }
    OpenFileScreen Horizontal Button { margin-right: 1; }
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
        """The places to begin at were listed: folders with what they are called, and files."""

        def __init__(self, folders: Mapping[Path, str], files: Sequence[Path]) -> None:
            super().__init__()
            self.folders = folders
            self.files = files

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
            yield Horizontal(id="recent")
            yield FileTree(self.folder)
        yield Footer()

    def on_mount(self) -> None:
        """Take the keys into the path, and list the places to begin at."""
        self.query_one(PathInput).focus()
        self._list_places()

    @work(thread=True)
    def _list_places(self) -> None:
        folders = {Path.home(): _("Home")}
        folders |= {folder: place_name(folder) for folder in drives()}
        folders |= {drive.path: drive_words(drive) for drive in writable_drives()}
        if self.folder not in folders:
            folders = {self.folder: place_name(self.folder), **folders}
        files = [path for path in recent_files() if path.is_file()]
        self.post_message(self.Mounted(folders, files[:RECENT]))

    @on(Mounted)
    def _offer(self, event: Mounted) -> None:
        """Offer the home folder, each drive, and the files that were opened last."""
        places = (PlaceButton(path, name) for path, name in event.folders.items())
        self.query_one("#places").mount(*places)
        recent = self.query_one("#recent")
        recent.display = bool(event.files)
        if event.files:
            files = (PlaceButton(path, one_line(path.name, 14)) for path in event.files)
            recent.mount(*files, Button(_("Forget"), id="forget", compact=True))

    @on(Button.Pressed)
    def _begin_at(self, event: Button.Pressed) -> None:
        """Look the place up, or forget the files that were opened last."""
        event.stop()
        if isinstance(event.button, PlaceButton):
            self._check(event.button.path)
        else:
            self.query_one("#recent").display = False
            self.query_one(PathInput).focus()
            self._forget()

    @work(thread=True)
    def _forget(self) -> None:
        try:
            forget_files(lambda _path: True)
        except CuratorError as error:
            self.post_message(self.Checked(Path(), why=str(error)))

    def _go_to(self, folder: Path) -> None:
        """Begin the tree at another folder."""
        tree = self.query_one(FileTree)
        tree.path = folder
        tree.focus()

    @on(Input.Submitted)
    def _take_path(self, event: Input.Submitted) -> None:
        event.stop()
        chosen = self.query_one(FileTree).chosen
        if not event.value.strip() and chosen:
            self.dismiss(list(chosen))
        elif event.value.strip():
            self._check(written_path(event.value, self.folder))
        else:
            self.query_one(FileTree).focus()

    @on(DirectoryTree.FileSelected)
    def _take_file(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        chosen = self.query_one(FileTree).chosen
        if chosen:
            self.dismiss(list(chosen))
        else:
            self._check(event.path)

    @on(DirectoryTree.DirectorySelected)
    def _take_folder(self, event: DirectoryTree.DirectorySelected) -> None:
        """Read what is chosen; where nothing is, say how all of a folder is."""
        event.stop()
        chosen = self.query_one(FileTree).chosen
        if chosen:
            self.dismiss(list(chosen))
        else:
            words = _("Space chooses all of {folder}; Enter opens and closes it.")
            told = words.format(folder=isolated(pictured(event.path.name or str(event.path))))
            self.query_one("#told", Static).update(told)

    @on(FileTree.Chosen)
    def _tell_chosen(self, event: FileTree.Chosen) -> None:
        """Say how many files will be read."""
        event.stop()
        words = ngettext(
            "{count} is chosen: Enter reads it, Space chooses more.",
            "{count} are chosen: Enter reads them, Space chooses more.",
            event.count,
        ).format(count=event.count)
        self.query_one("#told", Static).update(words if event.count else self.HINT)

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
            others = [path for path in self.query_one(FileTree).chosen if path != event.path]
            self.dismiss([*others, event.path])

    def action_other(self) -> None:
        """Go from the path to the tree, or back."""
        path, tree = self.query_one(PathInput), self.query_one(FileTree)
        (tree if path.has_focus else path).focus()


class PlaceButton(Button):
    """A folder that the tree can begin at, or a file that was opened before."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(Content(isolated(pictured(name))), compact=True)
        self.path = path


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
    """Return what a folder is called on its button."""
    return folder.name or str(folder)


def drive_words(drive: Drive) -> str:
    """Return what a drive is called on its button, with its file system and the room it has."""
    return _("{label} ({kind}, {free:.1f} of {size:.1f} GB free)").format(
        label=one_line(drive.label, 20),
        kind=drive.file_system,
        free=drive.free / 1e9,
        size=drive.size / 1e9,
    )
