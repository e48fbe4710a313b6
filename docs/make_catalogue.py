"""Collect what the program says into `curator/locale/curator.pot`, for translators.

Run `python docs/make_catalogue.py` after changing a text (a test holds that it was run), and
`python docs/make_catalogue.py --compile` after changing a translation: it merges the catalogue
into each `LANGUAGE/LC_MESSAGES/curator.po` and makes its `.mo`. Needs Babel, which is among the
packages for tests.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from inspect import cleandoc
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOME = Path(__file__).resolve().parent.parent
PACKAGES = ("curator", "extractors", "screens")
CATALOGUES = HOME / "curator" / "locale"
HEADER = "# What curator says.\n# Its translations are under curator's licence (MIT).\n#"


def collected() -> Catalog:
    """Return every text that the program can say."""
    catalogue = Catalog(
        domain="curator",
        project="curator",
        header_comment=HEADER,
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        fuzzy=False,
    )
    for package in PACKAGES:
        found = extract_from_dir(str(HOME / package), method_map=[("**.py", "python")])
        for file, _line, text, _comments, _context in found:
            catalogue.add(text, locations=[(f"{package}/{file}", 0)])
    for place, text in _docstrings():
        catalogue.add(text, locations=[(place, 0)])
    return catalogue


def _docstrings() -> Iterator[tuple[str, str]]:
    """Help that is a docstring: of verbs and of operations."""
    from curator.cli import VERBS, cli
    from curator.operations import OPERATIONS

    yield "curator/cli/__init__.py", cleandoc(cli.help or "")
    for verb in VERBS:
        module = import_module(f"curator.cli.{verb}_verb")
        yield f"curator/cli/{verb}_verb.py", cleandoc(module.command.help)
    for operation in OPERATIONS:
        yield f"{operation.__module__.replace('.', '/')}.py", operation.explain()


def as_text(catalogue: Catalog) -> bytes:
    """Return the catalogue as a `.pot` file, always with the same bytes for the same texts."""
    file = BytesIO()
    write_po(file, catalogue, sort_output=True, include_lineno=False, width=100)
    return file.getvalue()


def main() -> None:
    """Write the catalogue, and with `--compile` bring the translations up to date."""
    catalogue = collected()
    CATALOGUES.mkdir(exist_ok=True)
    (CATALOGUES / "curator.pot").write_bytes(as_text(catalogue))
    print(f"{len(catalogue)} texts")
    if "--compile" not in sys.argv[1:]:
        return
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/curator.po")):
        with path.open("rb") as file:
            translated = read_po(file, locale=path.parent.parent.name, domain="curator")
        translated.update(catalogue, no_fuzzy_matching=True)
        with path.open("wb") as file:
            write_po(file, translated, sort_output=True, include_lineno=False, width=100)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, translated)
        done = sum(_is_whole(message) for message in translated if message.id)
        print(f"{path.parent.parent.name}: {done} of {len(catalogue)} translated")


def _is_whole(message: Message) -> bool:
    """Whether each form of a text, all its plurals among them, is translated."""
    forms = [message.string] if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms)


if __name__ == "__main__":
    os.environ["CURATOR_LANGUAGE"] = "C"
    sys.path.insert(0, str(HOME))
    main()
