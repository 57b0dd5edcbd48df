import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0003_accounts_have_addresses'),
        ('plans', '0001_initial'),
        ('returns', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('via', models.CharField(choices=[('WEB', 'typed on the page'), ('WORD', 'a Word template'), ('EXCEL', 'an Excel template'), ('PASTE', 'a pasted table'), ('PAPER', 'read from a paper')], default='WEB', max_length=5)),
                ('counter', models.PositiveIntegerField(default=1)),
                ('by', models.CharField(max_length=60)),
                ('post', models.CharField(blank=True, max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('account', models.JSONField()),
                ('via', models.CharField(choices=[('WEB', 'typed on the page'), ('WORD', 'a Word template'), ('EXCEL', 'an Excel template'), ('PASTE', 'a pasted table'), ('PAPER', 'read from a paper')], max_length=5)),
                ('by', models.CharField(max_length=60)),
                ('post', models.CharField(blank=True, max_length=80)),
                ('at', models.DateTimeField()),
                ('why', models.CharField(blank=True, max_length=1000)),
                ('accepted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['update_id', 'number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='update',
            name='a_commitment_has_one_update_a_round',
        ),
        migrations.RemoveConstraint(
            model_name='update',
            name='a_priority_has_one_update_a_round',
        ),
        migrations.RemoveConstraint(
            model_name='update',
            name='a_provided_update_says_something',
        ),
        migrations.RemoveConstraint(
            model_name='update',
            name='an_update_not_provided_says_nothing',
        ),
        migrations.AddField(
            model_name='round',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='opened_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='rhythm',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='update',
            name='asked',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='partners.post'),
        ),
        migrations.AddField(
            model_name='update',
            name='came',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='update',
            name='stated_late',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='update',
            name='reason',
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name='update',
            name='sheet',
            field=models.SlugField(blank=True, db_index=False, max_length=60),
        ),
        migrations.AddField(
            model_name='update',
            name='slug',
            field=models.SlugField(db_index=False, default='', max_length=220),
        ),
        migrations.AlterField(
            model_name='update',
            name='priority',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='plans.priority'),
        ),
        migrations.AlterField(
            model_name='update',
            name='state',
            field=models.CharField(choices=[('NOT_REQUESTED', 'not requested'), ('REQUESTED', 'requested'), ('RECEIVED', 'received'), ('SENT_BACK', 'sent back'), ('ACCEPTED', 'accepted'), ('NOT_PROVIDED', 'not provided'), ('DECLINED', 'declined'), ('SEE_ELSEWHERE', 'see elsewhere')], max_length=14),
        ),
        migrations.AddField(
            model_name='draft',
            name='update',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='returns.update'),
        ),
        migrations.AddField(
            model_name='version',
            name='update',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='returns.update'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('update', 'number'), name='a_version_has_its_own_number'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('account', []), _negated=True), name='a_version_says_something'),
        ),
    ]
