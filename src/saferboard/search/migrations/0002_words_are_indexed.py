"""
Have the database itself index the words: SQLite by FTS5, PostgreSQL by its text search.

On SQLite the index is kept level by triggers.  A migration that makes the table anew drops
them: it must make them again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        title, words, content='search_findable', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER search_words_are_added AFTER INSERT ON search_findable BEGIN
        INSERT INTO search_words(rowid, title, words) VALUES (new.id, new.title, new.words);
    END
    """,
    """
    CREATE TRIGGER search_words_are_removed AFTER DELETE ON search_findable BEGIN
        INSERT INTO search_words(search_words, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
    END
    """,
    """
    CREATE TRIGGER search_words_are_changed AFTER UPDATE ON search_findable BEGIN
        INSERT INTO search_words(search_words, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
        INSERT INTO search_words(rowid, title, words) VALUES (new.id, new.title, new.words);
    END
    """,
]
UNDO_SQLITE = [
    "DROP TRIGGER search_words_are_added",
    "DROP TRIGGER search_words_are_removed",
    "DROP TRIGGER search_words_are_changed",
    "DROP TABLE search_words",
]
BOTH = "regexp_replace(title || ' ' || words, '[^[:alnum:]]+', ' ', 'g')"
TITLE = "regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')"
POSTGRESQL = [
    "CREATE INDEX search_words ON search_findable USING gin"
    f" (to_tsvector('english', {BOTH}))",
    "CREATE INDEX search_titles ON search_findable USING gin"
    f" (to_tsvector('english', {TITLE}))",
]
UNDO_POSTGRESQL = ["DROP INDEX search_words", "DROP INDEX search_titles"]


def _run(sqlite, postgresql):
    def run(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for statement in {"sqlite": sqlite, "postgresql": postgresql}[vendor]:
            schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_what_can_be_found")]
    operations = [
        migrations.RunPython(_run(SQLITE, POSTGRESQL), _run(UNDO_SQLITE, UNDO_POSTGRESQL))
    ]
