"""The tables of a catalogue, as the steps that lead from one version to the next.

A step that was ever released is never edited: a change of the tables is a step of its own.
"""

from __future__ import annotations

_FIRST = (
    """
    CREATE TABLE editions (
        identity    TEXT PRIMARY KEY,
        slug        TEXT NOT NULL UNIQUE,
        guid        TEXT NOT NULL UNIQUE,
        published   TEXT NOT NULL,              -- ISO 8601, UTC
        show        TEXT NOT NULL,
        fingerprint TEXT NOT NULL,              -- empty while its files are being written
        files       TEXT NOT NULL,              -- suffix, bytes, mtime and hash of each, as JSON
        removed     INTEGER NOT NULL DEFAULT 0,
        edition     TEXT NOT NULL               -- all of it, as JSON
    ) STRICT
    """,
    "CREATE INDEX editions_of_show ON editions (show, published) WHERE NOT removed",
    """
    CREATE TABLE shows (
        name  TEXT PRIMARY KEY,
        guid  TEXT,                             -- podcast:guid, fixed for life
        built TEXT                              -- what its feed was last built from
    ) STRICT
    """,
    """
    CREATE TABLE changes (
        number INTEGER PRIMARY KEY              -- one row for each change of an edition
    ) STRICT
    """,
)

_EPISODES_OF_SHOWS = (
    """
    CREATE TABLE episodes (
        show     TEXT NOT NULL,
        number   INTEGER NOT NULL,              -- 1, 2, 3 … in the show, never given twice
        identity TEXT NOT NULL REFERENCES editions (identity),
        gone     INTEGER NOT NULL DEFAULT 0,    -- withdrawn, or moved to other shows
        changed  INTEGER NOT NULL DEFAULT 0,    -- the last change of what subscribers get
        archived INTEGER,                       -- the last change when its archive was written
        PRIMARY KEY (show, number),
        UNIQUE (show, identity)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX episodes_of_edition ON episodes (identity)",
    "CREATE INDEX episodes_by_change ON episodes (show, changed)",
    "CREATE INDEX episodes_outdated ON episodes (show, changed) WHERE changed > archived",
    """
    INSERT INTO episodes (show, number, identity)
    SELECT show, row_number() OVER (PARTITION BY show ORDER BY published, slug), identity
    FROM editions WHERE NOT removed
    """,
    """
    UPDATE editions
    SET edition = json_remove(json_set(edition, '$.shows', json_array(show)), '$.show')
    """,
    "DROP INDEX editions_of_show",
    "ALTER TABLE editions DROP COLUMN show",
    "CREATE INDEX editions_by_date ON editions (published, slug) WHERE NOT removed",
    "CREATE INDEX editions_by_digits ON editions (substr(slug, -8))",
    """
    CREATE TABLE archives (
        show   TEXT NOT NULL,
        number INTEGER NOT NULL,
        first  INTEGER NOT NULL,                -- numbers of the episodes in it
        last   INTEGER NOT NULL,
        built  TEXT NOT NULL,                   -- from what; empty when an episode was withdrawn
        PRIMARY KEY (show, number)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE shows ADD COLUMN picture TEXT",  # what its picture was made from
    """
    CREATE TABLE subscribers (
        show   TEXT NOT NULL,
        name   TEXT NOT NULL,
        secret TEXT NOT NULL UNIQUE,
        PRIMARY KEY (show, name)
    ) STRICT, WITHOUT ROWID
    """,
)

_SOURCES_SEEN = (
    """
    CREATE TABLE seen (
        source   TEXT NOT NULL,                 -- a path or address
        identity TEXT NOT NULL REFERENCES editions (identity),  -- of an article in it
        mark     TEXT NOT NULL,                 -- what the source was like
        state    TEXT NOT NULL,                 -- what else its editions were made from, or empty
        PRIMARY KEY (source, identity)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX seen_of_edition ON seen (identity)",
)

_FOLDERS_OF_SUBSCRIBERS = (
    """
    CREATE TABLE folders (
        target TEXT NOT NULL,                   -- where private shows were published to
        secret TEXT NOT NULL,                   -- the name of a folder there; may be withdrawn
        PRIMARY KEY (target, secret)
    ) STRICT, WITHOUT ROWID
    """,
)

STEPS = (_FIRST, _EPISODES_OF_SHOWS, _SOURCES_SEEN, _FOLDERS_OF_SUBSCRIBERS)
"""Step n, a run of statements, leads from version n to version n + 1."""
