"""
Carry each action's one owner, and each resolution's one text, into the lists.

By itself, since PostgreSQL alters no table whose rows were written in the same transaction.
"""

import re

from django.db import migrations

EVERYBODY = re.compile(r"all\b", re.IGNORECASE)


def part(apps, schema_editor):
    """A resolution becomes its one clause; an owner as printed becomes one owner for each name."""
    for minute in apps.get_model("meetings", "Minute").objects.exclude(resolution=""):
        minute.clauses = [minute.resolution]
        minute.save(update_fields=["clauses"])
    owner = apps.get_model("meetings", "ActionOwner")
    for action in apps.get_model("meetings", "MinuteAction").objects.order_by("id"):
        printed = action.owner_as_printed.strip()
        if EVERYBODY.match(printed) and action.owner_id is None:
            action.all_partners = True
            action.save(update_fields=["all_partners"])
            continue
        names = [printed] if action.owner_id else [n.strip() for n in printed.split("/")]
        for position, name in enumerate(filter(None, names), start=1):
            owner.objects.create(
                action=action, position=position, post_id=action.owner_id, owner_as_printed=name
            )


def join(apps, schema_editor):
    for minute in apps.get_model("meetings", "Minute").objects.all():
        minute.resolution = "\n".join(minute.clauses)
        minute.save(update_fields=["resolution"])
    for action in apps.get_model("meetings", "MinuteAction").objects.all():
        owners = list(action.owners.order_by("position"))
        names = ["All partners"] if action.all_partners else []
        names += [one.owner_as_printed for one in owners]
        action.owner_as_printed = " / ".join(names)[:200]
        action.owner_id = owners[0].post_id if len(owners) == 1 else None
        action.save(update_fields=["owner_as_printed", "owner"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_actions_have_owners")]
    operations = [migrations.RunPython(part, join)]
