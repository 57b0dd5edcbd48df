from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0003_carry_over'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='update',
            constraint=models.UniqueConstraint(fields=('round', 'slug'), name='a_contributor_is_asked_once_for_a_thing'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(('priority__isnull', False), models.Q(('sheet', ''), _negated=True), _connector='XOR'), name='an_update_is_of_a_priority_or_a_sheet'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ACCEPTED'), _negated=True), models.Q(('account', []), _negated=True), models.Q(('sheet', ''), _negated=True), _connector='OR'), name='an_accepted_update_says_something'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'ACCEPTED'), ('account', []), _connector='OR'), name='an_update_not_accepted_says_nothing'),
        ),
        migrations.AddConstraint(
            model_name='update',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SEE_ELSEWHERE'), _negated=True), models.Q(('see', ''), _negated=True), _connector='OR'), name='see_elsewhere_says_where'),
        ),
        migrations.AlterField(
            model_name='update',
            name='slug',
            field=models.SlugField(db_index=False, max_length=220),
        ),
    ]
