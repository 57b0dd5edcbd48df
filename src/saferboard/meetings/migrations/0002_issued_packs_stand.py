"""
Have the database itself refuse to alter a pack that was issued.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER issued_packs_are_not_altered BEFORE UPDATE ON meetings_pack
    WHEN OLD.state = 'ISSUED'
    BEGIN SELECT RAISE(ABORT, 'an issued pack is never altered'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION issued_packs_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an issued pack is never altered'; END $$
    """,
    """
    CREATE TRIGGER issued_packs_stand BEFORE UPDATE ON meetings_pack
    FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION issued_packs_stand()
    """,
]
UNDO_SQLITE = ["DROP TRIGGER issued_packs_are_not_altered"]
UNDO_POSTGRESQL = [
    "DROP TRIGGER issued_packs_stand ON meetings_pack",
    "DROP FUNCTION issued_packs_stand",
]


def run(sqlite, postgresql):
    def apply(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(UNDO_SQLITE, UNDO_POSTGRESQL)),
    ]
