import json
import sqlite3
from contextlib import closing
from pathlib import Path

from curator.store import Store
from screens.desk import Desk
from screens.source import SourceScreen
from screens.source_pane import FoundGrid
from screens.text_choices import TextChoices
from tests.screens.test_source import SourceApp, said, settle


def written(folder: Path) -> Path:
    path = folder / "towns.csv"
    lines = ["Report of May", "شهر;n", "كرمان;001", "شيراز;002", "رشت;003", "Source: us"]
    path.write_bytes("\n".join(lines).encode("cp1256"))
    return path


def first_row(app: SourceApp) -> tuple[str | None, ...]:
    view = app.source.query_one(FoundGrid).view
    assert view is not None
    return tuple(view.window(0, 1)[0].cells)


async def test_the_table_changes_as_one_chooses(tmp_path: Path, store: Store) -> None:
    app = SourceApp(SourceScreen(Desk(store, "ada"), written(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert first_row(app) == ("كرمان", "001")

        await pilot.press("f11")
        await settle(pilot)
        choices = app.source.query_one(TextChoices)
        shown = str(choices.get_option_at_index(0).prompt)
        assert choices.has_focus
        assert all(word in shown for word in ("cp1256", "شيراز;002"))
        assert len(shown.splitlines()) == 4

        await pilot.press("right", "right")
        await settle(pilot)
        assert first_row(app) != ("كرمان", "001")
        assert choices.has_focus

        await pilot.press("left")
        await settle(pilot)
        assert first_row(app) == ("كرمان", "001")


async def test_what_is_chosen_is_remembered_with_the_dataset(tmp_path: Path, store: Store) -> None:
    app = SourceApp(SourceScreen(Desk(store, "ada"), written(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f11", "down", "down", "down", *["right"] * 3, "down", "right", "right")
        await settle(pilot)
        assert first_row(app) == ("شيراز", "002")

        await pilot.press("f7")
        await settle(pilot)

    with closing(sqlite3.connect(tmp_path / "own" / "curator.store")) as connection:
        method = json.loads(connection.execute("SELECT method FROM span").fetchone()[0])
    assert (method["skip"], method["footer"], method["encoding"]) == (2, 1, "cp1256")


async def test_what_gives_no_table_is_told_and_taken_back(tmp_path: Path, store: Store) -> None:
    app = SourceApp(SourceScreen(Desk(store, "ada"), written(tmp_path)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f11", "enter", *"nonsense", "enter")
        await settle(pilot)

        assert first_row(app) == ("كرمان", "001")
        assert app.source.query_one(TextChoices).options_now.encoding is None
        assert "1 table" in said(app, "#status")
