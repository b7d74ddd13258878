"""What a returned nomination loses nothing by: versions, returns by part, checks, readings.

What was sent before gets its first version, as it stands: it cannot have changed since.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FILL = """
INSERT INTO awards_nominationversion (nomination_id, number, content, sent_by_id, sent_at)
SELECT nomination.id, 1, jsonb_build_object(
    'award', nomination.award,
    'type', nomination.type,
    'subject', CASE WHEN nomination.person_id IS NULL THEN 'unit:' || nomination.collective_id
        ELSE 'person:' || nomination.person_id END,
    'name', COALESCE(person.full_name, collective.name),
    'post', COALESCE((
        SELECT posting.title || ', ' || unit.name
        FROM units_posting AS posting JOIN units_unit AS unit ON unit.id = posting.unit_id
        WHERE posting.person_id = nomination.person_id AND posting.is_main
            AND posting.since <= sending.at::date
            AND (posting.until IS NULL OR posting.until > sending.at::date)
        LIMIT 1
    ), ''),
    'initiatives', COALESCE((
        SELECT jsonb_agg(jsonb_build_array(initiative.id, initiative.title) ORDER BY initiative.id)
        FROM awards_initiativeuse AS used
        JOIN campaigns_initiative AS initiative ON initiative.id = used.initiative_id
        WHERE used.nomination_id = nomination.id
    ), '[]'),
    'achievement', nomination.achievement
), sending.actor_id, sending.at
FROM awards_nomination AS nomination
LEFT JOIN units_person AS person ON person.id = nomination.person_id
LEFT JOIN units_unit AS collective ON collective.id = nomination.collective_id
JOIN LATERAL (
    SELECT entry.actor_id, entry.at FROM units_auditentry AS entry
    WHERE entry.target_type = 'awards.nomination' AND entry.target_id = nomination.id
        AND entry.action = 'send_nomination' AND entry.actor_id IS NOT NULL
    ORDER BY entry.id DESC LIMIT 1
) AS sending ON true
WHERE nomination.state NOT IN ('DRAFT', 'WITH_HEAD', 'RETURNED');
"""

FREEZE = """
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_nominationversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_row();
"""

THAW = "DROP TRIGGER stay_frozen ON awards_nominationversion;"


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0006_consultations'),
        ('campaigns', '0010_scores_hold_their_table'),
        ('units', '0007_initiative_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DossierReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='ngày')),
                ('first_at', models.DateTimeField(verbose_name='mở lần đầu lúc')),
            ],
            options={
                'verbose_name': 'lần mở hồ sơ',
                'verbose_name_plural': 'lần mở hồ sơ',
                'ordering': ('-first_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='NominationAutosave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.TextField(verbose_name='phần đã nhập')),
                ('saved_at', models.DateTimeField(verbose_name='giữ lúc')),
            ],
            options={
                'verbose_name': 'phần nhập hồ sơ chưa lưu',
                'verbose_name_plural': 'phần nhập hồ sơ chưa lưu',
            },
        ),
        migrations.CreateModel(
            name='NominationCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_of', models.CharField(choices=[('SUBJECT', 'đối tượng và chức vụ'), ('LAW', 'điều kiện theo quy định'), ('INITIATIVES', 'sáng kiến, đề tài'), ('ACHIEVEMENT', 'thành tích')], max_length=12, verbose_name='phần đã kiểm tra')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='dấu của nội dung')),
                ('checked_at', models.DateTimeField(verbose_name='kiểm tra lúc')),
            ],
            options={
                'verbose_name': 'phần hồ sơ đã kiểm tra',
                'verbose_name_plural': 'phần hồ sơ đã kiểm tra',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='NominationReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('HEAD', 'thủ trưởng đơn vị'), ('STANDING', 'thường trực Hội đồng')], max_length=10, verbose_name='bên trả lại')),
                ('note', models.TextField(verbose_name='lý do trả lại')),
                ('returned_at', models.DateTimeField(verbose_name='trả lại lúc')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='gửi lại lúc')),
            ],
            options={
                'verbose_name': 'lần trả lại hồ sơ',
                'verbose_name_plural': 'lần trả lại hồ sơ',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='NominationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản số')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('sent_at', models.DateTimeField(verbose_name='gửi lúc')),
            ],
            options={
                'verbose_name': 'bản hồ sơ đã gửi',
                'verbose_name_plural': 'bản hồ sơ đã gửi',
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='ReturnedPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('AWARD', 'danh hiệu, hình thức và loại hình khen thưởng'), ('SUBJECT', 'cá nhân hoặc tập thể được đề nghị'), ('INITIATIVES', 'sáng kiến, đề tài tính vào hồ sơ'), ('ACHIEVEMENT', 'tóm tắt thành tích')], max_length=12, verbose_name='phần cần sửa')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='cần sửa gì')),
            ],
            options={
                'verbose_name': 'phần cần sửa',
                'verbose_name_plural': 'phần cần sửa',
                'ordering': ('pk',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='person_nominated_once',
        ),
        migrations.RemoveConstraint(
            model_name='nomination',
            name='collective_nominated_once',
        ),
        migrations.AddField(
            model_name='nomination',
            name='specialist',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chuyên viên thụ lý'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='taken_up_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='bắt đầu kiểm tra lúc'),
        ),
        migrations.AlterField(
            model_name='nomination',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'đang soạn'), ('WITH_HEAD', 'chờ thủ trưởng ký trình'), ('SENT', 'chờ thường trực kiểm tra'), ('RETURNED', 'trả lại để sửa'), ('WITHDRAWN', 'đơn vị đã rút'), ('ACCEPTED', 'đủ điều kiện trình Hội đồng'), ('IN_REVIEW', 'Hội đồng đang xét'), ('PASSED', 'Hội đồng thông qua'), ('REJECTED', 'Hội đồng không thông qua'), ('DECIDED', 'đã có quyết định')], default='DRAFT', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), models.Q(('state__in', ('REJECTED', 'WITHDRAWN')), _negated=True)), fields=('award', 'type', 'year', 'person'), name='person_nominated_once'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('collective__isnull', False), models.Q(('state__in', ('REJECTED', 'WITHDRAWN')), _negated=True)), fields=('award', 'type', 'year', 'collective'), name='collective_nominated_once'),
        ),
        migrations.AddField(
            model_name='dossierreading',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dossierreading',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='nominationautosave',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nominationautosave',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='campaigns.campaign'),
        ),
        migrations.AddField(
            model_name='nominationautosave',
            name='nomination',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='autosaves', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='nominationautosave',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='nominationcheck',
            name='checked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nominationcheck',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='nominationreturn',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='nominationreturn',
            name='returned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nominationversion',
            name='nomination',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='nominationversion',
            name='sent_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='returnedpart',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='awards.nominationreturn'),
        ),
        migrations.AddConstraint(
            model_name='dossierreading',
            constraint=models.UniqueConstraint(fields=('nomination', 'account', 'day'), name='one_reading_a_day'),
        ),
        migrations.AddConstraint(
            model_name='nominationautosave',
            constraint=models.UniqueConstraint(fields=('nomination', 'account'), name='one_nomination_autosave_each'),
        ),
        migrations.AddConstraint(
            model_name='nominationautosave',
            constraint=models.UniqueConstraint(fields=('campaign', 'unit', 'account'), name='one_new_nomination_autosave_each'),
        ),
        migrations.AddConstraint(
            model_name='nominationautosave',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('campaign', None), ('nomination__isnull', False), ('unit', None)), models.Q(('campaign__isnull', False), ('nomination', None), ('unit__isnull', False)), _connector='OR'), name='autosave_of_a_nomination_or_a_new_one'),
        ),
        migrations.AddConstraint(
            model_name='nominationcheck',
            constraint=models.UniqueConstraint(fields=('nomination', 'check_of'), name='checked_once'),
        ),
        migrations.AddConstraint(
            model_name='nominationcheck',
            constraint=models.CheckConstraint(condition=models.Q(('check_of__in', ['SUBJECT', 'LAW', 'INITIATIVES', 'ACHIEVEMENT'])), name='check_is_known'),
        ),
        migrations.AddConstraint(
            model_name='nominationreturn',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('nomination', 'level'), name='one_open_return_a_level'),
        ),
        migrations.AddConstraint(
            model_name='nominationreturn',
            constraint=models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='return_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='nominationversion',
            constraint=models.UniqueConstraint(fields=('nomination', 'number'), name='nomination_version_once'),
        ),
        migrations.AddConstraint(
            model_name='returnedpart',
            constraint=models.UniqueConstraint(fields=('request', 'part'), name='part_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='returnedpart',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['AWARD', 'SUBJECT', 'INITIATIVES', 'ACHIEVEMENT'])), name='asked_part_is_known'),
        ),
        # The trigger first: a table with rows just inserted takes none before the commit.
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
