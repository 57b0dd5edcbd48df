"""
Carry over what was kept as provided: accepted, with its text as the first version.
"""

from django.db import migrations
from django.utils import timezone
from django.utils.text import slugify


def carry_over(apps, schema_editor):
    """Give each update its address, and each that was provided its first version."""
    Update, Version = apps.get_model("returns", "Update"), apps.get_model("returns", "Version")
    taken, at = set(), timezone.now()
    for update in Update.objects.select_related("commitment", "priority").order_by("id"):
        whole = update.commitment.ref if update.commitment else f"Priority {update.priority.number}"
        slug = slugify(f"{whole} {update.strand}".strip())
        update.slug = slug if (update.round_id, slug) not in taken else f"{slug}-{update.pk}"
        taken.add((update.round_id, update.slug))
        if update.state == "PROVIDED":
            update.state = "ACCEPTED"
            Version.objects.create(
                update=update, number=1, account=update.account, via="PAPER", by="system",
                at=at, accepted_at=at,
            )
        update.save(update_fields=["slug", "state"])


class Migration(migrations.Migration):

    dependencies = [
        ("returns", "0002_answers"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
