"""
Take away the one owner and the one text, now that the lists hold them.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_owners_are_parted")]
    operations = [
        migrations.RemoveField("minute", "resolution"),
        migrations.RemoveField("minuteaction", "owner_as_printed"),
        migrations.RemoveField("minuteaction", "owner"),
    ]
