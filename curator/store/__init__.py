"""The store: the only room that knows SQLite."""

from curator.store.dataset import Dataset
from curator.store.doctor import Finding, examine
from curator.store.noted import Noted, noted
from curator.store.store import KeptSource, Store, Summary
from curator.store.stored_view import StoredView
from curator.store.undoing import Taken

__all__ = [
    "Dataset",
    "Finding",
    "KeptSource",
    "Noted",
    "Store",
    "StoredView",
    "Summary",
    "Taken",
    "examine",
    "noted",
]
