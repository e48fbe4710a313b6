"""The store: the only room that knows SQLite."""

from curator.store.arranged_view import ArrangedView, arranged
from curator.store.backup import INTERVAL, back_up, back_up_by_itself, back_up_to, is_due, listed
from curator.store.backups import Backup, Backups
from curator.store.change_list import ChangeList
from curator.store.compared_view import ComparedView, Found
from curator.store.dataset import Dataset
from curator.store.doctor import Finding, examine
from curator.store.keeping import examine_keeping
from curator.store.noted import Noted, noted
from curator.store.removal import Removal, name_of_unused_source, remove_dataset, remove_source
from curator.store.restoring import restore
from curator.store.search import Hit, search
from curator.store.store import Store
from curator.store.stored_view import StoredView
from curator.store.summaries import KeptSource, Summary, places_words
from curator.store.undoing import Taken

__all__ = [
    "INTERVAL",
    "ArrangedView",
    "Backup",
    "Backups",
    "ChangeList",
    "ComparedView",
    "Dataset",
    "Finding",
    "Found",
    "Hit",
    "KeptSource",
    "Noted",
    "Removal",
    "Store",
    "StoredView",
    "Summary",
    "Taken",
    "arranged",
    "back_up",
    "back_up_by_itself",
    "back_up_to",
    "examine",
    "examine_keeping",
    "is_due",
    "listed",
    "name_of_unused_source",
    "noted",
    "places_words",
    "remove_dataset",
    "remove_source",
    "restore",
    "search",
]
