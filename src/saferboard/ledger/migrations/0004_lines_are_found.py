"""
Indexes for what is asked of the ledger, and a table to find by what a line shows.

An index is added without making the table anew, so its triggers stay.
"""

from django.db import migrations, models

SQLITE = [
    """
    CREATE TRIGGER ledger_mentions_are_not_altered BEFORE UPDATE ON ledger_mention
    BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never altered'); END
    """,
    """
    CREATE TRIGGER ledger_mentions_are_not_removed BEFORE DELETE ON ledger_mention
    BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never removed'); END
    """,
]
POSTGRESQL = [
    """
    CREATE TRIGGER ledger_mentions_stand BEFORE UPDATE OR DELETE ON ledger_mention
    FOR EACH ROW EXECUTE FUNCTION ledger_lines_stand()
    """,
    """
    CREATE TRIGGER ledger_mentions_are_not_emptied BEFORE TRUNCATE ON ledger_mention
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_stand()
    """,
]


UNDO_POSTGRESQL = [
    "DROP TRIGGER ledger_mentions_are_not_emptied ON ledger_mention",
    "DROP TRIGGER ledger_mentions_stand ON ledger_mention",
]


def guard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """On PostgreSQL the function they call is dropped before the table; SQLite's go with it."""
    if schema_editor.connection.vendor != "sqlite":
        for statement in UNDO_POSTGRESQL:
            schema_editor.execute(statement)


def find_lines_there_are(apps, schema_editor):
    entries = apps.get_model("ledger", "Entry").objects.order_by("id")
    mention = apps.get_model("ledger", "Mention")
    for number, shown in entries.exclude(shown=[]).values_list("id", "shown").iterator():
        mention.objects.bulk_create(
            mention(reference=one, line=number) for one in dict.fromkeys(shown)
        )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_looks_are_recorded")]
    operations = [
        migrations.AddIndex(
            "entry", models.Index(fields=["subject", "-id"], name="ledger_lines_about")
        ),
        migrations.AddIndex("entry", models.Index(fields=["by", "-id"], name="ledger_lines_by")),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("agreement", ""), _negated=True),
                fields=["agreement", "-id"],
                name="ledger_lines_under",
            ),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("outcome", "REFUSED")),
                fields=["-id"],
                name="ledger_lines_refused",
            ),
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["kind", "-id"], name="ledger_lines_of_a_kind")
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=200)),
                ("line", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reference", "line"), name="a_line_mentions_a_reference_once"
                    )
                ],
            },
        ),
        migrations.RunPython(find_lines_there_are, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
