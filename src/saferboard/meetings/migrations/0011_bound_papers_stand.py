"""
Have the database refuse to alter what was bound into a pack that is issued.

SQLite lost its trigger on packs with the last migration, which made their table anew.
"""

from django.db import migrations

PACKS = """
    CREATE TRIGGER issued_packs_are_not_altered BEFORE UPDATE ON meetings_pack
    WHEN OLD.state = 'ISSUED'
    BEGIN SELECT RAISE(ABORT, 'an issued pack is never altered'); END
"""
SQLITE = [
    "DROP TRIGGER IF EXISTS issued_packs_are_not_altered",
    PACKS,
    """
    CREATE TRIGGER bound_papers_are_not_altered BEFORE UPDATE ON meetings_boundpaper
    WHEN (SELECT state FROM meetings_pack WHERE id = OLD.pack_id) = 'ISSUED'
    BEGIN SELECT RAISE(ABORT, 'what was bound into an issued pack is never altered'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION bound_papers_stand() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT state FROM meetings_pack WHERE id = OLD.pack_id) = 'ISSUED' THEN
            RAISE EXCEPTION 'what was bound into an issued pack is never altered';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER bound_papers_stand BEFORE UPDATE ON meetings_boundpaper
    FOR EACH ROW EXECUTE FUNCTION bound_papers_stand()
    """,
]
UNDO_SQLITE = ["DROP TRIGGER bound_papers_are_not_altered"]
UNDO_POSTGRESQL = [
    "DROP TRIGGER bound_papers_stand ON meetings_boundpaper",
    "DROP FUNCTION bound_papers_stand",
]


def run(sqlite, postgresql):
    def apply(apps, schema_editor):
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_packs_have_editions_and_supplements")]
    operations = [
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(UNDO_SQLITE, UNDO_POSTGRESQL)),
    ]
