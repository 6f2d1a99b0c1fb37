"""The tables of the catalogue. What is found by key stands beside the paragraphs, and is made of them.

`counts` is kept by triggers: how many documents and paragraphs there are, and how many
vectors the different ones among them have, is known without looking at any.
"""

from __future__ import annotations

VERSION = 3

# Contentless full-text indexes are told what they forget; each entry holds its document's place too.
DERIVED = """
CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5 (
    words, content='', detail='none', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co Cn'");
CREATE VIRTUAL TABLE IF NOT EXISTS gram_index USING fts5 (
    grams, content='', detail='none', prefix='1',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co Cn'");
CREATE TABLE IF NOT EXISTS terms (term TEXT PRIMARY KEY, paragraphs INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS names (
    name TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_by_document ON names (document);
CREATE TABLE IF NOT EXISTS title_words (
    word TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (word, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS title_words_by_document ON title_words (document);
"""
_DROPPED = ("word_index", "gram_index", "terms", "names", "title_words", "dates")  # the last is of before

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, head TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS versions (
    document TEXT NOT NULL, edition TEXT NOT NULL, sha256 TEXT NOT NULL, head TEXT NOT NULL, text TEXT NOT NULL,
    paragraphs TEXT NOT NULL, until TEXT NOT NULL DEFAULT CURRENT_DATE, PRIMARY KEY (document, edition));
CREATE INDEX IF NOT EXISTS documents_in_order ON documents (place);
CREATE TABLE IF NOT EXISTS paragraphs (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL,
    start_char INTEGER NOT NULL, native TEXT NOT NULL, section TEXT NOT NULL, page INTEGER, origin TEXT NOT NULL,
    parts TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL, folded TEXT NOT NULL, height INTEGER NOT NULL,
    vectors BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS paragraphs_in_order ON paragraphs (document, position);
CREATE INDEX IF NOT EXISTS paragraphs_by_key ON paragraphs (key);
DROP TABLE IF EXISTS unsettled;
CREATE TABLE IF NOT EXISTS changing (key TEXT PRIMARY KEY, height INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO counts SELECT 'documents', count(*) FROM documents;
INSERT OR IGNORE INTO counts SELECT 'paragraphs', count(*) FROM paragraphs;
INSERT OR IGNORE INTO counts
    SELECT 'vectors', coalesce(sum(height), 0) FROM (SELECT height FROM paragraphs GROUP BY key);
CREATE TRIGGER IF NOT EXISTS document_added AFTER INSERT ON documents BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'documents';
END;
CREATE TRIGGER IF NOT EXISTS document_removed AFTER DELETE ON documents BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'documents';
END;
CREATE TRIGGER IF NOT EXISTS paragraph_added BEFORE INSERT ON paragraphs BEGIN
    UPDATE counts SET value = value + 1 WHERE name = 'paragraphs';
    UPDATE counts SET value = value + NEW.height
        WHERE name = 'vectors' AND NOT EXISTS (SELECT 1 FROM paragraphs WHERE key = NEW.key);
END;
CREATE TRIGGER IF NOT EXISTS paragraph_removed AFTER DELETE ON paragraphs BEGIN
    UPDATE counts SET value = value - 1 WHERE name = 'paragraphs';
    UPDATE counts SET value = value - OLD.height
        WHERE name = 'vectors' AND NOT EXISTS (SELECT 1 FROM paragraphs WHERE key = OLD.key);
END;
{DERIVED}"""

ANEW = "".join(f"DROP TABLE IF EXISTS {name};" for name in _DROPPED) + DERIVED
