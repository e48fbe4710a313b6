"""One table over many pages: tables that go on over page breaks, joined on evidence.

A PDF's extractor finds tables page by page; `stitched` takes them in that order and yields whole
ones, whose batches flow page by page, so that memory stays flat and the first rows come early.
"""

from extractors.stitching.pieces import FoundPage
from extractors.stitching.running import cut_short
from extractors.stitching.stitcher import stitched

__all__ = ["FoundPage", "cut_short", "stitched"]
