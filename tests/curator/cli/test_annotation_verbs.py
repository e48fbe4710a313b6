"""`curator annotate`, `answer`, `resolve` and `annotations`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.curator.cli.running import run, told, towns


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return towns(tmp_path)


def test_annotations_go_through_their_states(data: Path) -> None:
    run("add", data)
    number = run(
        "annotate", "towns", "--row", 2, "--column", "count", "--kind", "harm", "a formula?",
        "--as", "ada",
    ).stdout.strip()  # fmt: skip
    run("answer", number, "as printed", "--as", "bob")
    run("resolve", number, "settled")
    run("reopen", number)

    (note,) = told("annotations", "towns", "--json")
    assert (note["state"], note["row"], note["column"], note["kind"]) == (
        "open",
        2,
        "count",
        "harm",
    )
    assert [event["event"] for event in note["events"]] == [
        "written",
        "answered",
        "resolved",
        "reopened",
    ]
    run("undo", "towns")
    assert told("annotations", "towns", "--json")[0]["state"] == "resolved"


def test_annotations_hang_on_every_place_and_are_filtered(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("annotate", "towns", "--revision", 1, "which file?", "--as", "ada")
    run("annotate", "towns", "--column", "city", "--kind", "source", "the atlas", "--as", "bob")

    run("annotate", "towns", "--revision", 1, "--row", 1, "?", "--as", "ada", code=2)
    run("annotate", "towns", "--page", 1, "?", "--as", "ada", code=2)

    assert [note["revision"] for note in told("annotations", "--json")] == [1, None]
    assert [note["annotation"] for note in told("annotations", "--person", "bob", "--json")] == [2]
    assert told("annotations", "towns", "--kind", "harm", "--json") == []
    assert len(told("annotations", "towns", "--text", "ATLAS", "--json")) == 1


def test_an_annotation_on_a_source_without_pages_hangs_on_the_whole_file(data: Path) -> None:
    run("add", data, "--as", "ada")
    run("annotate", "towns", "--source", "towns.csv", "sent by post", "--as", "ada")
    run("annotate", "towns", "--source", "other.csv", "?", "--as", "ada", code=2)
    run("annotate", "towns", "--source", "towns.csv", "--row", 1, "?", "--as", "ada", code=2)

    (note,) = told("annotations", "towns", "--json")
    assert (note["source"], note["page"], note["sheet"]) == ("towns.csv", None, None)


def test_annotations_of_all_datasets_tell_where_each_stands_and_what_happened(
    data: Path,
) -> None:
    run("add", data, "--as", "ada")
    run("add", data, "--name", "places", "--as", "ada")
    run("annotate", "towns", "--row", 2, "--column", "city", "sure?", "--as", "ada")
    run("annotate", "places", "--row", 1, "whose?", "--kind", "question", "--as", "bob")
    run("undo", "places", "--as", "ada")

    second, first = told("annotations", "--json")
    assert (first["dataset"], first["row"], first["row_id"], first["column"]) == (
        "towns",
        2,
        3,
        "city",
    )
    assert (second["dataset"], second["state"]) == ("places", "withdrawn")
    events = [(event["number"], event["event"], event["undoes"]) for event in second["events"]]
    assert events == [(1, "written", None), (2, "undone", 1)]
    every = ("--kind", "doubt", "--state", "unsettled", "--column", "city", "--person", "ada")
    days = ("--since", "۲۰۲۰", "--until", "2999-01-01", "--text", "SURE")
    assert [note["annotation"] for note in told("annotations", *every, *days, "--json")] == [1]
