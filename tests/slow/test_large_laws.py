"""The laws of history over random work on a dataset that is large enough to be packed."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.store import Dataset, Store
from tests.operating import assert_log_gives_the_table
from tests.slow.conftest import Figures, sized
from tests.slow.work import WEIGHTS, WHO, Work, digest_of, faults_of, make_store

pytestmark = pytest.mark.slow

KINDS = [*WEIGHTS, "redo"]
CHANGES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 999)), min_size=3, max_size=16)
LAWS = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def test_laws_hold_over_random_work(figures: Figures) -> None:
    counted: Counter[str] = Counter()

    @settings(LAWS, max_examples=sized(250))
    @given(CHANGES)
    def law(changes: list[tuple[str, int]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "s.store"
            make_store(path)
            with Store.open(path) as store:
                dataset = run(store, changes)
                with store.connections.reading() as connection:
                    (packs,) = connection.execute("SELECT count(*) FROM pack").fetchone()
                counted.update(examples=1, changes=len(changes), packs=packs)
                counted["revisions"] += dataset.view().revision

    law()
    figures("laws: " + ", ".join(f"{count:,} {what}" for what, count in counted.items()))


def run(store: Store, changes: list[tuple[str, int]]) -> Dataset:
    """Do the work and hold every law against what comes of it."""
    dataset = Work(store, random.Random(0)).dataset
    past = {1: digest_of(dataset.view())}
    for kind, seed in changes:
        before = digest_of(dataset.view())
        head = dataset.view().revision
        Work(store, random.Random(seed)).do(kind)
        after = digest_of(dataset.view())
        past[dataset.view().revision] = after
        if kind not in ("undo", "undo earlier", "redo") and dataset.view().revision == head + 1:
            dataset.undo(WHO)
            assert digest_of(dataset.view()) == before, "undo restores the bytes"
            past[dataset.view().revision] = before
            dataset.redo(WHO)
            assert digest_of(dataset.view()) == after, "redo restores them again"
            past[dataset.view().revision] = after
    for revision, digest in past.items():
        assert digest_of(dataset.view(revision)) == digest, "as-of equals the past"
    assert_log_gives_the_table(store, dataset)
    assert faults_of(store) == []
    return dataset
