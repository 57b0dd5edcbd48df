"""
Give an action its words, its day and any number of owners, and a resolution its clauses.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_items_may_be_exempt"),
        ("partners", "__first__"),
    ]
    operations = [
        migrations.AddField("minute", "clauses", models.JSONField(default=list)),
        migrations.AddField("minuteaction", "text", models.TextField(blank=True)),
        migrations.AddField("minuteaction", "due", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "minuteaction",
            "next_meeting",
            models.BooleanField(default=False, help_text="Due by the next meeting."),
        ),
        migrations.AddField("minuteaction", "all_partners", models.BooleanField(default=False)),
        migrations.AlterField(
            "minuteaction", "owner_as_printed", models.CharField(max_length=200, default="")
        ),
        migrations.AlterField("minute", "resolution", models.TextField(blank=True, default="")),
        migrations.CreateModel(
            name="ActionOwner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("owner_as_printed", models.CharField(max_length=200)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owners",
                        to="meetings.minuteaction",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_actions",
                        to="partners.post",
                    ),
                ),
            ],
            options={"ordering": ["action_id", "position"]},
        ),
        migrations.AddConstraint(
            "minuteaction",
            models.CheckConstraint(
                condition=models.Q(("due__isnull", True), ("next_meeting", False), _connector="OR"),
                name="an_action_is_due_on_a_day_or_at_the_next_meeting",
            ),
        ),
        migrations.AddConstraint(
            "actionowner",
            models.UniqueConstraint(
                condition=models.Q(("post__isnull", False)),
                fields=("action", "post"),
                name="a_post_owns_an_action_once",
            ),
        ),
    ]
