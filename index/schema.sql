CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE files (
    path TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL REFERENCES files (path),
    sha256 TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    url TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    sum INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX documents_by_path ON documents (path);
-- Every question leaves out what is published after its day; a row's text need not be read for it.
CREATE INDEX documents_by_day ON documents (published);

-- AUTOINCREMENT: an id is never given twice, so the vector index can tell what it lacks.
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    vector BLOB,
    text_sum INTEGER NOT NULL DEFAULT 0,
    vector_sum INTEGER,
    UNIQUE (document, position)
);

-- Ids that left the library since the vector index was last written.
CREATE TABLE removed (id INTEGER PRIMARY KEY);

CREATE VIEW evidence AS SELECT id, text FROM sentences WHERE vector IS NOT NULL;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'evidence', content_rowid = 'id',
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER sentence_added AFTER INSERT ON sentences WHEN new.vector IS NOT NULL BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentences WHEN old.vector IS NOT NULL BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO removed (id) VALUES (old.id);
END;
