from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curator.cli import cli
from curator.demo import documents
from curator.sources import Mark
from curator.store import Store
from tests.conftest import Found

CSV = "province,city,number of beds\nGilan,Rasht,001\n,Anzali ,002\nFars,كرمان\u200e,\nFars,شیراز,0۴٤\n"


@pytest.fixture(autouse=True)
def towns(tmp_path: Path) -> None:
    data = tmp_path / "towns.csv"
    data.write_text(CSV, encoding="utf-8")
    run("add", str(data), "--as", "ada")


def run(*words: str, said: str = "") -> Result:
    result = CliRunner().invoke(cli, words, input=said)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def plain(*lines: str, code: int = 0) -> list[str]:
    """What is said to some lines."""
    result = run("edit", "towns", "--plain", "--as", "ada", said="\n".join(lines))
    assert result.exit_code == code, result.output
    return result.stdout.splitlines()


def refused(*lines: str) -> str:
    """What is told of the line that ended the work."""
    result = run("edit", "towns", "--plain", "--as", "ada", said="\n".join(lines))
    assert result.exit_code == 1, result.output
    return result.stderr.removeprefix("Error: ").strip()


def told(*words: str) -> Any:
    return json.loads(run(*words, "--json").stdout)


def cell(row: int, column: int) -> str | None:
    rows: list[Any] = told("show", "towns")["rows"]
    return rows[row - 1]["cells"][column]


def test_in_a_pipe_nothing_is_asked_and_no_prompt_is_printed() -> None:
    said = plain("set city Raşt", "where")

    assert said == [
        "row 1, city: Rasht became Raşt. Revision 2.",
        "towns, row 1 of 4, column province; revision 2; 0 open notes; you are ada.",
    ]


def test_a_row_tells_columns_blanks_changes_and_open_notes() -> None:
    said = plain("row 2", 'set "number of beds" 5', "doubt city spelling?", "row")

    assert said[0] == "row 2: province blank; city Anzali ; number of beds 002"
    assert said[-1] == ("row 2: province blank; city Anzali , doubt 1; number of beds 5, changed")


def test_rows_and_columns_are_gone_about() -> None:
    said = plain("rows 1:2", "next", "previous", "columns", "column CITY", "cell")

    assert said[:2] == [
        "row 1: province Gilan; city Rasht; number of beds 001",
        "row 2: province blank; city Anzali ; number of beds 002",
    ]
    assert said[2:4] == said[1::-1]
    assert said[4] == "1: province, you are here"
    assert said[-2:] == ["row 1, city: Rasht"] * 2


def test_beginnings_of_commands_will_do_unless_several_fit() -> None:
    assert plain("wh") == plain("where")
    assert "redo, resolve, reopen" in refused("re")
    assert "no command 'paint'" in refused("paint")


def test_what_cannot_be_heard_is_said() -> None:
    said = plain("row 2", "column city", "row 3", "cell", "row 4", 'column "number of beds"')

    assert said[1] == "row 2, city: Anzali , 1 space after it"
    assert said[3].endswith("a left-to-right mark in it")
    assert said[5].endswith("digits of several scripts")


def test_another_cell_of_the_row_is_said_and_one_stays_where_one_is() -> None:
    said = plain("row 4", "cell city", "cell")

    assert said[1:] == ["row 4, city: شیراز", "row 4, province: Fars"]


def test_a_cell_is_spelled() -> None:
    said = plain("row 4", 'spell "number of beds"')

    assert said[1:] == [
        "1: 0 U+0030 digit zero",
        "2: ۴ U+06F4 extended arabic-indic digit four",
        "3: ٤ U+0664 arabic-indic digit four",
    ]


def test_right_to_left_text_stays_in_the_order_in_which_it_is_read() -> None:
    assert "city شیراز" in plain("row 4")[0]


def test_nothing_that_a_terminal_obeys_is_written() -> None:
    plain('set city "a\x1b[2Jb"')

    said = plain("row", "history", "find b", "notes")

    assert not [char for line in said for char in line if char < " "]


def test_reasons_stand_in_the_history() -> None:
    plain("set city Raşt why printed so on page 12", "blank city why not a town")

    whys = [entry["why"] for entry in told("history", "towns")]
    assert whys == ["not a town", "printed so on page 12", None]
    assert cell(1, 1) is None


def test_several_words_without_quotes_are_refused_with_the_way_out() -> None:
    words = refused("set city Bandar Abbas")

    assert 'set city "Bandar Abbas"' in words
    assert cell(1, 1) == "Rasht"


def test_an_error_names_its_line_ends_the_work_and_keeps_what_was_before() -> None:
    words = refused("set city Raşt", "", "set town Anzali", "set city Rudbar")

    assert words.startswith("Line 3, set town Anzali: towns has no column 'town'")
    assert cell(1, 1) == "Raşt"


def test_operations_take_their_options_from_the_registry() -> None:
    said = plain(
        "apply trim-whitespace columns=city why stray",
        'apply find-replace find=Fars replace="Fars and more" columns=province',
        "apply delete-rows rows=1:1",
        "apply fill-down columns=province",
    )

    assert said[0] == "towns, revision 2: 1 cell changed."
    assert cell(2, 0) == "Fars and more"
    assert "row 9" in refused("apply delete-rows rows=9")
    assert "Its options are: columns" in refused("apply fill-down column=city")
    assert "rename-column needs column, to" in refused("apply rename-column")
    assert "There is no operation" in refused("apply paint")


def test_the_row_one_is_at_stays_the_same_row() -> None:
    said = plain("row 3", "column city", "apply delete-rows rows=1", "cell", "undo", "cell")

    assert said[-3].startswith("row 2, city: كرمان")
    assert said[-1].startswith("row 3, city: كرمان")


def test_after_all_rows_are_gone_undo_is_named() -> None:
    words = refused("apply delete-rows rows=1:4", "where", "row")

    assert "undo brings deleted ones back" in words
    assert plain("undo", "row")[-1] == "row 1: province Gilan; city Rasht; number of beds 001"


def test_undo_and_redo_take_revisions_and_notes() -> None:
    said = plain("set city Raşt", "doubt sure?", "undo", "undo", "redo", "undo 2 why wrong row")

    assert said[2] == "Taken back: annotation 1 written: sure?."
    assert cell(1, 1) == "Rasht"
    assert told("history", "towns")[0]["why"] == "wrong row"


def test_places_that_an_undo_leaves_are_told_and_end_in_exit_code_1() -> None:
    said = plain(
        "apply find-replace find=a replace=o",
        "set city Rosht-2",
        "undo 2",
        code=1,
    )

    assert "1 place left as it was." in said


def test_notes_are_written_answered_settled_and_opened_again() -> None:
    said = plain(
        "doubt city Rasht or Raşt?",
        "source on=column from the yearbook",
        'question "city or province?"',
        "decision on=dataset keep the spelling",
        "harm on=row names a person",
        "answer 1 Rasht",
        "resolve 1",
        "reopen 1 not quite",
        "notes",
    )

    places = [(note["row"], note["column"]) for note in told("annotations", "towns")]
    assert places == [(1, "city"), (None, "province"), (1, "province"), (None, None), (1, None)]
    assert said[5:8] == [
        "Annotation 1 of towns is answered.",
        "Annotation 1 of towns is resolved.",
        "Annotation 1 of towns is open.",
    ]
    assert said[8].startswith("doubt 1, open, row 1, city; ")
    assert said[8].endswith("ada reopened: not quite")


def test_settled_notes_are_said_when_asked_for() -> None:
    said = plain("doubt odd", "resolve 1", "notes", "notes all")

    assert said[2] == "No note is open."
    assert said[3].startswith("doubt 1, resolved")


def test_next_goes_to_open_notes_and_comes_round() -> None:
    said = plain(
        "row 3", "doubt city a", "row 2", "question city b", "next doubt", "next note", "next harm",
        code=1,
    )  # fmt: skip

    assert said[4].startswith("row 3, city: ")
    assert said[5:7] == ["There is none below; this is the first.", said[6]]
    assert said[6].startswith("row 2, city: Anzali , question 2")


def test_flags_of_the_source_are_listed_and_visited(store: Store, found: Found, file: Path) -> None:
    marks = [Mark(1, 1, flag="a formula without a value"), Mark(2, 0, flag="cut off")]
    store.add(found([["a", "b"], ["1", "2"], ["3", "4"]], marks=marks), file, "ada", "sums")
    store.close()

    said = run("edit", "sums", "--plain", said="flags\nnext flag\nnext flag\nnext flag").stdout

    assert said.splitlines() == [
        "row 1, b: a formula without a value",
        "row 2, a: cut off",
        "row 1, b: 2",
        "row 2, a: 3",
        "There is none below; this is the first.",
        "row 1, b: 2",
    ]


def test_a_text_is_found_from_the_cell_on_and_round_again() -> None:
    said = plain("find fars", "find again", "find again", "find anzali")

    assert said[:3] == ["row 3, province: Fars", "row 4, province: Fars", "row 3, province: Fars"]
    assert said[3].startswith("row 2, city: Anzali")
    assert "No cell holds “Tehran”" in refused("find Tehran")


def test_the_only_cell_that_holds_a_text_is_found_again() -> None:
    assert plain("find rasht", "find again") == ["row 1, city: Rasht"] * 2


def test_ink_says_the_place_the_text_and_the_page_around(tmp_path: Path) -> None:
    pdf, _ = documents()
    run("add", str(pdf), "--table", "2", "--name", "ports")
    script = "row 2\nset Unloaded 1\nink Unloaded\n"

    said = run("edit", "ports", "--plain", said=script).stdout.splitlines()[2:]

    assert said[0].startswith("from ports-statistics.pdf, page 2, at ")
    assert said[1] == "found: 39,870.1"
    assert [line.split(":")[0] for line in said[2:]] == ["next to it", "this line", "next to it"]
    assert "39,870.1" in said[3]


def test_history_of_a_cell_tells_before_and_after() -> None:
    said = plain("set city Raşt why so printed", "set province X", "history city", "history")

    steps = [line for line in said if line.startswith("revision")]
    assert "Rasht became Raşt; why: so printed" in steps[0]
    assert len(steps) == 2 + 3


def test_help_says_every_command_and_what_one_is_for() -> None:
    said = plain("help", "help exp")

    assert "set COLUMN VALUE [why REASON]" in said
    assert said[-2] == "export FOLDER"


def test_words_that_are_too_many_change_nothing() -> None:
    assert "not understood" in refused("set city Raşt", "undo", "redo all")
    assert cell(1, 1) == "Rasht"


def test_the_store_is_held_as_by_the_screens(tmp_path: Path) -> None:
    with Store.open(tmp_path / "own" / "curator.store", "curator's screens"):
        result = run("edit", "towns", "--plain", said="where")

    assert result.exit_code == 3
    assert "curator's screens" in result.stderr


def test_an_unknown_dataset_is_a_usage_error() -> None:
    assert run("edit", "nowhere", "--plain", said="where").exit_code == 2


def test_without_a_terminal_the_screens_name_the_line_mode() -> None:
    result = run("edit", "towns")

    assert result.exit_code == 2
    assert "--plain" in result.stderr


def test_bytes_that_are_no_text_are_refused() -> None:
    command = [sys.executable, "-m", "curator", "edit", "towns", "--plain"]
    done = subprocess.run(command, input=b"set city R\xe4\n", capture_output=True, check=False)

    assert done.returncode == 1
    assert b"no UTF-8" in done.stderr
    assert cell(1, 1) == "Rasht"


def test_lines_of_windows_and_a_byte_order_mark_are_read() -> None:
    assert plain("\ufeffset city Raşt\r", "where\r")[0].endswith("became Raşt. Revision 2.")
