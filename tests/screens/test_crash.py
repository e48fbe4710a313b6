from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from curator.store import Store
from screens.app import CuratorApp


class SecretError(Exception):
    pass


async def test_a_crash_leaves_a_report_without_cell_values(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    app = CuratorApp(store, "ada", None)

    def break_down() -> None:
        cell = "a name that harms"
        raise SecretError(cell)

    async def run() -> None:
        async with app.run_test() as pilot:
            app.call_later(break_down)
            await pilot.pause()
            await pilot.pause()

    with pytest.raises(SecretError):
        await run()

    (path,) = store.path.parent.glob("curator-crash-*.txt")
    text = path.read_text(encoding="utf-8")
    assert "SecretError" in text
    assert "break_down" in text
    assert "harms" not in text + capsys.readouterr().err
    assert str(Path.home()) not in text
    assert app.return_code == 1


def test_the_first_paint_imports_no_reader_and_no_pandas(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from curator.store import Store\n"
        "from screens.app import CuratorApp\n"
        "async def main():\n"
        f"    with Store.open(Path({str(tmp_path / 's.store')!r})) as store:\n"
        "        async with CuratorApp(store, 'ada', None).run_test() as pilot:\n"
        "            await pilot.pause()\n"
        "asyncio.run(main())\n"
        "heavy = {'pandas', 'pdfplumber', 'openpyxl', 'sqlite_utils', 'pypdfium2', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
