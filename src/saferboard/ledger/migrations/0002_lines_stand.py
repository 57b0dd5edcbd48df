"""
Have the database itself refuse to alter or remove a line of the ledger.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER ledger_lines_are_not_altered BEFORE UPDATE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never altered'); END
    """,
    """
    CREATE TRIGGER ledger_lines_are_not_removed BEFORE DELETE ON ledger_entry
    BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never removed'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION ledger_lines_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a line of the ledger is never altered or removed'; END $$
    """,
    """
    CREATE TRIGGER ledger_lines_stand BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_lines_stand()
    """,
    """
    CREATE TRIGGER ledger_is_not_emptied BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_stand()
    """,
]
UNDO_SQLITE = [
    "DROP TRIGGER ledger_lines_are_not_altered",
    "DROP TRIGGER ledger_lines_are_not_removed",
]
UNDO_POSTGRESQL = [
    "DROP TRIGGER ledger_is_not_emptied ON ledger_entry",
    "DROP TRIGGER ledger_lines_stand ON ledger_entry",
    "DROP FUNCTION ledger_lines_stand",
]


def run(sqlite, postgresql):
    def apply(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(UNDO_SQLITE, UNDO_POSTGRESQL)),
    ]
