"""What the law asks of an award later: its type, the end of its achievement, its initiatives.

Recipients of issued decisions are frozen; the new columns are filled under the trigger once, from
the nomination and the decision that they belong to.
"""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
ALTER TABLE awards_recipient DISABLE TRIGGER stay_frozen;
UPDATE awards_recipient AS recipient SET type = nomination.type
    FROM awards_nomination AS nomination WHERE nomination.id = recipient.nomination_id;
UPDATE awards_recipient AS recipient SET period_to = decision.year
    FROM awards_decision AS decision
    WHERE decision.id = recipient.decision_id AND decision.origin = 'OWN';
ALTER TABLE awards_recipient ENABLE TRIGGER stay_frozen;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0002_freeze'),
        ('campaigns', '0002_initiatives'),
    ]

    operations = [
        migrations.AddField(
            model_name='recipient',
            name='period_to',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm cuối của thời gian lập thành tích'),
        ),
        migrations.AddField(
            model_name='recipient',
            name='type',
            field=models.CharField(choices=[('CONG_TRANG', 'theo công trạng'), ('PHONG_TRAO', 'theo phong trào thi đua, chuyên đề'), ('DOT_XUAT', 'đột xuất'), ('CONG_HIEN', 'theo quá trình cống hiến')], default='CONG_TRANG', max_length=12, verbose_name='loại hình khen thưởng'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='nomination',
            name='type',
            field=models.CharField(choices=[('CONG_TRANG', 'theo công trạng'), ('PHONG_TRAO', 'theo phong trào thi đua, chuyên đề'), ('DOT_XUAT', 'đột xuất'), ('CONG_HIEN', 'theo quá trình cống hiến')], default='CONG_TRANG', max_length=12, verbose_name='loại hình khen thưởng'),
        ),
        migrations.CreateModel(
            name='InitiativeUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('initiative', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='use', to='campaigns.initiative')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='initiative_uses', to='awards.nomination', verbose_name='hồ sơ')),
            ],
            options={
                'verbose_name': 'sáng kiến dùng trong hồ sơ',
                'verbose_name_plural': 'sáng kiến dùng trong hồ sơ',
                'ordering': ('pk',),
            },
        ),
    ]
