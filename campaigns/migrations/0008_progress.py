"""Progress of targets and self-assessments; a note is never changed, what was sent stands."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FREEZE = """
CREATE FUNCTION refuse_change_of_progress_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawal_reason}'::text[]
        <> to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawal_reason}'::text[]
    THEN
        RAISE EXCEPTION 'progress note % is never changed or deleted', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_progress_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'evidence % is never changed or deleted', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_change_of_sent_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'READ' OR NEW.state NOT IN ('READ', 'RETURNED')
        OR (NEW.overall, NEW.pledge_id, NEW.kind) IS DISTINCT FROM (OLD.overall, OLD.pledge_id, OLD.kind)
    THEN
        RAISE EXCEPTION 'assessment % was sent and stands', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_below_sent_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns_assessment
        WHERE id IN (OLD.assessment_id, NEW.assessment_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM campaigns_assessment
        WHERE id IN (OLD.assessment_id, NEW.assessment_id) AND state IN ('SENT', 'READ')
    ) THEN
        RAISE EXCEPTION '% of a sent assessment is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER stay_written BEFORE UPDATE OR DELETE ON campaigns_progressnote
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_progress_note();
CREATE TRIGGER stay_written BEFORE UPDATE OR DELETE ON campaigns_progressfile
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_progress_file();
CREATE TRIGGER stay_sent BEFORE UPDATE OR DELETE ON campaigns_assessment
    FOR EACH ROW WHEN (OLD.state IN ('SENT', 'READ'))
    EXECUTE FUNCTION refuse_change_of_sent_assessment();
CREATE TRIGGER stay_sent BEFORE INSERT OR UPDATE OR DELETE ON campaigns_assessmentpart
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_sent_assessment();
CREATE TRIGGER stay_sent BEFORE INSERT OR UPDATE OR DELETE ON campaigns_assessmentfigure
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_sent_assessment();
"""

THAW = """
DROP TRIGGER stay_written ON campaigns_progressnote;
DROP TRIGGER stay_written ON campaigns_progressfile;
DROP TRIGGER stay_sent ON campaigns_assessment;
DROP TRIGGER stay_sent ON campaigns_assessmentpart;
DROP TRIGGER stay_sent ON campaigns_assessmentfigure;
DROP FUNCTION refuse_change_of_progress_note();
DROP FUNCTION refuse_change_of_progress_file();
DROP FUNCTION refuse_change_of_sent_assessment();
DROP FUNCTION refuse_change_below_sent_assessment();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0007_pledges'),
        ('units', '0006_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('MIDYEAR', 'sơ kết giữa năm'), ('YEAREND', 'tổng kết năm')], max_length=8, verbose_name='loại')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('WITH_HEAD', 'chờ thủ trưởng gửi'), ('RETURNED', 'trả lại để sửa'), ('SENT', 'đã gửi'), ('READ', 'thường trực đã đọc')], default='DRAFT', max_length=10, verbose_name='trạng thái')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('overall', models.TextField(blank=True, verbose_name='đánh giá chung, khó khăn, kiến nghị')),
                ('return_note', models.TextField(blank=True, verbose_name='lý do trả lại')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('read_at', models.DateTimeField(null=True, verbose_name='đọc lúc')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='campaigns.pledge')),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tự đánh giá',
                'verbose_name_plural': 'tự đánh giá',
                'ordering': ('pledge__unit__sort_key', 'kind'),
            },
        ),
        migrations.CreateModel(
            name='AssessmentFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=300, verbose_name='chỉ tiêu')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='số lượng')),
                ('measure', models.CharField(max_length=50, verbose_name='đơn vị tính')),
                ('reached', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='số đã đạt')),
                ('progress', models.CharField(max_length=10, verbose_name='tiến độ')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='campaigns.assessment')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.target')),
            ],
            options={
                'verbose_name': 'số liệu chốt khi gửi',
                'verbose_name_plural': 'số liệu chốt khi gửi',
                'ordering': ('target__commitment__number', 'target'),
            },
        ),
        migrations.CreateModel(
            name='AssessmentPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='tự đánh giá')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='campaigns.assessment')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.commitment')),
            ],
            options={
                'verbose_name': 'phần tự đánh giá',
                'verbose_name_plural': 'phần tự đánh giá',
                'ordering': ('commitment__number',),
            },
        ),
        migrations.CreateModel(
            name='ProgressNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='tính đến ngày')),
                ('reached', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='số đã đạt')),
                ('text', models.TextField(blank=True, verbose_name='việc đã làm')),
                ('at', models.DateTimeField(verbose_name='ghi lúc')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='rút lúc')),
                ('withdrawal_reason', models.TextField(blank=True, verbose_name='lý do rút')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ghi')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='campaigns.target', verbose_name='chỉ tiêu')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ghi nhận tiến độ',
                'verbose_name_plural': 'ghi nhận tiến độ',
                'ordering': ('-on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ProgressFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='campaigns.progressnote')),
            ],
            options={
                'verbose_name': 'minh chứng',
                'verbose_name_plural': 'minh chứng',
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(fields=('pledge', 'kind'), name='one_assessment_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('SENT', 'READ')), _negated=True), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='sent_assessment_has_sender'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'READ'), _negated=True), models.Q(('read_at__isnull', False), ('read_by__isnull', False)), _connector='OR'), name='read_assessment_has_reader'),
        ),
        migrations.AddConstraint(
            model_name='assessmentfigure',
            constraint=models.UniqueConstraint(fields=('assessment', 'target'), name='one_figure_a_target'),
        ),
        migrations.AddConstraint(
            model_name='assessmentpart',
            constraint=models.UniqueConstraint(fields=('assessment', 'commitment'), name='one_part_a_commitment'),
        ),
        migrations.AddConstraint(
            model_name='progressnote',
            constraint=models.CheckConstraint(condition=models.Q(('reached__gte', 0)), name='reached_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='progressnote',
            constraint=models.CheckConstraint(condition=models.Q(('reached__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), name='note_says_something'),
        ),
        migrations.AddConstraint(
            model_name='progressnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='withdrawn_by_somebody_with_reason'),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
