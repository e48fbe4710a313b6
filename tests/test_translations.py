"""What each language's catalogue must hold: its texts' placeholders, and a `.mo` made of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HOME = Path(__file__).resolve().parent.parent
PATHS = sorted((HOME / "curator" / "locale").glob("*/LC_MESSAGES/curator.po"))

pytestmark = pytest.mark.parametrize("path", PATHS, ids=[path.parts[-3] for path in PATHS])


def read(path: Path) -> Catalog:
    """A language's catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="curator")


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """The one form of a text, or its plural forms."""
    return [text] if isinstance(text, str) else list(text or ())


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    """The placeholders of a text, each with its format."""
    parsed = Formatter().parse(text)
    return {(name, spec, how) for _, name, spec, how in parsed if name is not None}


def edges(text: str) -> tuple[str, str]:
    """The white space before and behind a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def faults(message: Message) -> list[str]:
    """Say in what a translation does not fit its text; a plural form may leave a count out."""
    translated = forms(message.string)
    if not any(translated):
        return []
    originals = forms(message.id)
    wanted = set().union(*(placeholders(text) for text in originals))
    counts = {field for field in wanted if field[0] in ("count", "nargs")}
    counts = counts if len(originals) > 1 else set()
    found = []
    for text in translated:
        if not text:
            found.append(f"{originals[0]!r} lacks a plural form")
        elif not wanted - counts <= placeholders(text) <= wanted:
            found.append(f"{text!r} has other placeholders than {originals[0]!r}")
        elif edges(text) != edges(originals[0]):
            found.append(f"{text!r} has other white space around it than {originals[0]!r}")
    return found


def test_placeholders_and_edges_are_kept(path: Path) -> None:
    catalogue = read(path)

    assert [fault for message in catalogue if message.id for fault in faults(message)] == []


def test_every_text_is_translated(path: Path) -> None:
    catalogue = read(path)

    assert [m.id for m in catalogue if m.id and not all(forms(m.string) or [""])] == []


def test_the_translations_hold_every_text(path: Path) -> None:
    with (HOME / "curator" / "locale" / "curator.pot").open("rb") as file:
        template = read_po(file)

    assert {m.id for m in read(path)} == {m.id for m in template}


def test_how_numbers_are_written_has_a_sign_for_each(path: Path) -> None:
    english = "0123456789,."

    assert len(set(str(read(path).get(english).string))) == len(english)


def test_no_translation_is_uncertain(path: Path) -> None:
    catalogue = read(path)

    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_the_compiled_catalogue_is_current(path: Path) -> None:
    made = BytesIO()
    write_mo(made, read(path))

    kept = path.with_suffix(".mo").read_bytes()
    assert kept == made.getvalue(), "run python docs/make_catalogue.py --compile"
