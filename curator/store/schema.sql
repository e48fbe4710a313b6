-- The store, version 2. Every table is STRICT; whatever is history is only appended to.

CREATE TABLE store_meta(
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A handle the person chose; never a login or host name. `last_*` save a walk over the history.
CREATE TABLE actor(
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    handle TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_lamport INTEGER NOT NULL DEFAULT 0,
    last_hash BLOB NOT NULL DEFAULT x''
) STRICT;

-- A step of a person that was removed for good with its dataset: what keeps the chain whole.
CREATE TABLE removed_step(
    actor INTEGER NOT NULL REFERENCES actor(id),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY(actor, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE source(
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE source_chunk(
    source INTEGER NOT NULL REFERENCES source(id),
    n INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE(source, n)
) STRICT;

CREATE TABLE dataset(
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    title TEXT,
    notes TEXT,
    flags TEXT NOT NULL DEFAULT '[]',
    view TEXT,                             -- the SQL view's name
    next_row INTEGER NOT NULL DEFAULT 1,   -- the number in the next new row's id
    head INTEGER NOT NULL DEFAULT 0,       -- the newest revision's number
    shape INTEGER NOT NULL DEFAULT 0,      -- the newest revision that moved, added or removed rows
    events INTEGER NOT NULL DEFAULT 0      -- the newest annotation event's number
) STRICT;

CREATE TABLE dcol(
    ds INTEGER NOT NULL REFERENCES dataset(id),
    col INTEGER NOT NULL,                  -- never used again
    name TEXT NOT NULL COLLATE NOCASE,
    title TEXT NOT NULL,
    type TEXT NOT NULL,
    unit TEXT,
    pos INTEGER NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0,     -- 1: not shown on screens, exported all the same
    live INTEGER NOT NULL DEFAULT 1,       -- 0: dropped, or its adding was undone
    PRIMARY KEY(ds, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE col_chg(
    ds INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    col INTEGER NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    PRIMARY KEY(ds, rev, col, field)
) STRICT, WITHOUT ROWID;

-- Display order: runs of row ids. `ord` leaves room for every row of a run, so a run that is split
-- renumbers nobody. state: 0 deleted, 1 data, 2 header.
CREATE TABLE run(
    ds INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    rid_lo INTEGER NOT NULL,
    rid_hi INTEGER NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY(ds, ord)
) STRICT, WITHOUT ROWID;

-- A range of rows and where it stands in its source.
CREATE TABLE span(
    ds INTEGER NOT NULL,
    rid_lo INTEGER NOT NULL,
    rid_hi INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES source(id),
    page INTEGER,
    sheet TEXT,
    tbl INTEGER NOT NULL,                  -- the table's number in its source, from 1
    row0 INTEGER NOT NULL,                 -- the row of the table in which rid_lo stands, from 0
    geometry TEXT NOT NULL,                -- JSON: box, column and row edges, merged cells
    columns TEXT NOT NULL,                 -- JSON: for each column of the table, the dataset's
    method TEXT NOT NULL,                  -- JSON: the extractor and its options
    PRIMARY KEY(ds, rid_lo)
) STRICT, WITHOUT ROWID;

-- Only cells of which the text as loaded does not tell all.
CREATE TABLE ink(
    ds INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    col INTEGER NOT NULL,
    shown TEXT,
    raw TEXT,
    flags TEXT,
    PRIMARY KEY(ds, rid, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE rev(
    ds INTEGER NOT NULL REFERENCES dataset(id),
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor(id),
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    seen TEXT NOT NULL,                    -- JSON: what this store held of each actor
    at TEXT NOT NULL,
    why TEXT,
    op TEXT NOT NULL,
    params TEXT NOT NULL,                  -- JSON: the operation's options; row ids as ranges
    what TEXT NOT NULL,                    -- what it did, in words
    undoes INTEGER,
    ncells INTEGER NOT NULL,
    nrows INTEGER NOT NULL,
    cols TEXT NOT NULL,                    -- JSON: ids of the columns touched
    "left" TEXT NOT NULL,                  -- JSON: [count, reason] of what was left as it was
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY(ds, number),
    UNIQUE(actor, seq)
) STRICT;

-- The rows from which a row was split or merged; through them it finds its ink.
CREATE TABLE parent(
    ds INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    PRIMARY KEY(ds, rid, parent)
) STRICT, WITHOUT ROWID;

-- Changes of revisions of few cells. col 0 is the row's state, as in `run`.
CREATE TABLE chg(
    ds INTEGER NOT NULL,
    rid INTEGER NOT NULL,
    col INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    old ANY,
    new ANY,
    PRIMARY KEY(ds, rid, col, rev)
) STRICT, WITHOUT ROWID;
CREATE INDEX chg_rev ON chg(ds, rev, col, rid);
CREATE INDEX chg_rows ON chg(ds, rev) WHERE col = 0;

-- Changes of the other revisions: zlib over JSON, all that one revision changed in one column
-- within 1,024 row ids (block = rid >> 10). The format stands in packs.py.
CREATE TABLE pack(
    ds INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    col INTEGER NOT NULL,
    block INTEGER NOT NULL,
    n INTEGER NOT NULL,                    -- how many changes
    data BLOB NOT NULL,
    UNIQUE(ds, rev, col, block)
) STRICT;
CREATE INDEX pack_place ON pack(ds, col, block, rev);

CREATE TABLE annotation(
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    ds INTEGER NOT NULL REFERENCES dataset(id),
    kind TEXT NOT NULL,
    rid INTEGER,
    col INTEGER,
    rev INTEGER,                           -- where it hangs on a revision
    source INTEGER REFERENCES source(id),  -- where it hangs on a page or sheet of a source
    page INTEGER,
    sheet TEXT
) STRICT;
CREATE INDEX annotation_place ON annotation(ds, rid, col);

CREATE TABLE annotation_event(
    ds INTEGER NOT NULL REFERENCES dataset(id),
    number INTEGER NOT NULL,
    annotation INTEGER NOT NULL REFERENCES annotation(id),
    actor INTEGER NOT NULL REFERENCES actor(id),
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    seen TEXT NOT NULL,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    text TEXT,
    undoes INTEGER,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY(ds, number),
    UNIQUE(actor, seq)
) STRICT;
CREATE INDEX annotation_event_of ON annotation_event(annotation, number);
