"""
Give the minutes that are held a book each: drafts, until somebody says that they were agreed.
"""

from django.db import migrations


def add(apps, schema_editor):
    book = apps.get_model("meetings", "MinuteBook")
    for meeting in apps.get_model("meetings", "Meeting").objects.filter(minutes__isnull=False):
        book.objects.get_or_create(
            meeting=meeting, defaults={"state": "DRAFT", "begun_at": meeting.starts}
        )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_minutes_are_taken")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
