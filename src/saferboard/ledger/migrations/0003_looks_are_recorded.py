"""
Room in a line for looks: purpose, agreement, outcome, what was shown, to whom, from where.
"""

from importlib import import_module

from django.db import migrations, models


guards = import_module("saferboard.ledger.migrations.0002_lines_stand")


def put_guards_back(apps, schema_editor):
    """SQLite makes a table anew to add a column, and the new one has no triggers."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in guards.SQLITE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_lines_stand'),
    ]

    operations = [
        # Going back makes the table anew as well, and 0002 going back drops the triggers.
        migrations.RunPython(migrations.RunPython.noop, put_guards_back),
        migrations.AddField(
            model_name='entry',
            name='agreement',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='entry',
            name='origin',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='entry',
            name='outcome',
            field=models.CharField(choices=[('ALLOWED', 'Allowed'), ('REFUSED', 'Refused')], default='ALLOWED', max_length=8),
        ),
        migrations.AddField(
            model_name='entry',
            name='purpose',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='entry',
            name='recipient',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='entry',
            name='shown',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='entry',
            name='post',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunPython(put_guards_back, migrations.RunPython.noop),
    ]
