"""
Have the database itself refuse to alter minutes that were signed, or a note under them.

What is done about an action afterwards is not of the minutes: its day may move.
"""

from django.db import migrations

SIGNED = (
    "EXISTS (SELECT 1 FROM meetings_minutebook WHERE state = 'SIGNED' AND meeting_id = {meeting})"
)
OF_MINUTE = "(SELECT meeting_id FROM meetings_minute WHERE id = {row}.minute_id)"
OF_ACTION = (
    "(SELECT m.meeting_id FROM meetings_minute m JOIN meetings_minuteaction a ON a.minute_id = m.id"
    " WHERE a.id = {row}.action_id)"
)
WAYS = ("INSERT", "UPDATE", "DELETE")
GUARDS = (
    ("meetings_minute", "{row}.meeting_id", WAYS),
    ("meetings_attendance", "{row}.meeting_id", WAYS),
    ("meetings_declaration", "{row}.meeting_id", WAYS),
    (
        "meetings_minuteaction",
        OF_MINUTE,
        ("INSERT", "UPDATE OF text, minute_id, position, all_partners", "DELETE"),
    ),
    ("meetings_actionowner", OF_ACTION, WAYS),
)
WORDS = "signed minutes are never altered"
ALONE = (
    ("meetings_minutebook", "OLD.state = 'SIGNED'", ("UPDATE", "DELETE"), WORDS),
    ("meetings_minutenote", "1 = 1", ("UPDATE", "DELETE"), "a note is never altered"),
)


def guards():
    """Yield each guard: its name, table, when it is asked, what must hold, and its words."""
    for table, meeting, ways in GUARDS:
        for way in ways:
            row = "NEW" if way == "INSERT" else "OLD"
            holds = SIGNED.format(meeting=meeting.format(row=row))
            yield f"{table}_stands_{way.split()[0].lower()}", table, way, holds, WORDS
    for table, holds, ways, words in ALONE:
        for way in ways:
            yield f"{table}_stands_{way.lower()}", table, way, holds, words


def add(apps, schema_editor):
    for name, table, way, holds, words in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {way} ON {table} WHEN {holds}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
            continue
        row = "OLD" if way == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN IF {holds} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {row}; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {way} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def remove(apps, schema_editor):
    for name, table, *_ in guards():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_minutes_have_books")]
    operations = [migrations.RunPython(add, remove)]
