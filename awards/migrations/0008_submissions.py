"""Submissions, with their votes and papers; what was sent before gets a submission of its own.

PostgreSQL refuses a nomination that has left its unit without a sent submission of that unit, and
any change of what was sent: the submission, its vote and minutes, its PDF, the dossier's papers.
"""

import django.db.models.deletion
import units.fields
import units.text
from django.conf import settings
from django.db import migrations, models

IN_UNIT = ("DRAFT", "RETURNED", "WITH_HEAD")

HOLD = """
CREATE FUNCTION refuse_nomination_outside_its_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_submission
    WHERE id = NEW.submission_id AND unit_id = NEW.unit_id
        AND (state = 'SENT' OR NEW.state IN ('DRAFT', 'RETURNED', 'WITH_HEAD'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nomination % needs a sent submission of its own unit', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_below_sent_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_submission WHERE id IN (OLD.submission_id, NEW.submission_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM awards_submission
        WHERE id IN (OLD.submission_id, NEW.submission_id) AND state = 'SENT'
    ) THEN
        RAISE EXCEPTION '% of a sent submission is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_wrong_unit_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM awards_unitvote vote JOIN awards_submission ON awards_submission.id = vote.submission_id
        WHERE vote.id IN (OLD.vote_id, NEW.vote_id) AND awards_submission.state = 'SENT'
    ) THEN
        RAISE EXCEPTION '% of a sent submission is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.agreed > (SELECT present FROM awards_unitvote WHERE id = NEW.vote_id) THEN
        RAISE EXCEPTION 'more agreed than were present' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER stay_in_submission BEFORE INSERT OR UPDATE ON awards_nomination
    FOR EACH ROW WHEN (NEW.submission_id IS NOT NULL)
    EXECUTE FUNCTION refuse_nomination_outside_its_submission();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_submission
    FOR EACH ROW WHEN (OLD.state = 'SENT') EXECUTE FUNCTION refuse_change_of_frozen_row();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_submissionfile
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_row();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_unitvote
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_sent_submission();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_minutesfile
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_sent_submission();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON awards_unitvotecount
    FOR EACH ROW EXECUTE FUNCTION refuse_wrong_unit_count();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_nominationpaper
    FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_frozen_row();
"""

LET_GO = """
DROP TRIGGER stay_in_submission ON awards_nomination;
DROP TRIGGER stay_frozen ON awards_submission;
DROP TRIGGER stay_frozen ON awards_submissionfile;
DROP TRIGGER stay_frozen ON awards_unitvote;
DROP TRIGGER stay_frozen ON awards_minutesfile;
DROP TRIGGER stay_frozen ON awards_unitvotecount;
DROP TRIGGER stay_frozen ON awards_nominationpaper;
DROP FUNCTION refuse_wrong_unit_count();
DROP FUNCTION refuse_change_below_sent_submission();
DROP FUNCTION refuse_nomination_outside_its_submission();
"""

# Rows written above leave checks for the end of the transaction, which no table may wait for.
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"


def submit_what_was_sent(apps, schema_editor):
    """Give each nomination that has left its unit a submission of one, signed by who sent it."""
    nominations = apps.get_model("awards", "Nomination")
    submissions = apps.get_model("awards", "Submission")
    entries = apps.get_model("units", "AuditEntry").objects.filter(
        target_type="awards.nomination", action="send_nomination", actor__isnull=False
    )
    sent = {
        nomination: (actor, at)
        for nomination, actor, at in entries.order_by("at").values_list("target_id", "actor", "at")
    }
    for one in nominations.objects.exclude(state__in=IN_UNIT).order_by("pk").iterator():
        sender, at = sent.get(one.pk, (one.created_by_id, one.state_since))
        one.submission = submissions.objects.create(
            agency_id=one.agency_id,
            unit_id=one.unit_id,
            campaign_id=one.campaign_id,
            year=one.year,
            title=f"Đề nghị khen thưởng năm {one.year}",
            state="SENT",
            created_by_id=one.created_by_id,
            created_at=at,
            sent_by_id=sender,
            sent_at=at,
        )
        one.save(update_fields=["submission"])


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0007_returns'),
        ('campaigns', '0010_scores_hold_their_table'),
        ('units', '0007_initiative_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng, byte')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
            ],
            options={
                'verbose_name': 'tệp tờ trình',
                'verbose_name_plural': 'tệp tờ trình',
            },
        ),
        migrations.CreateModel(
            name='UnitVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('met_on', models.DateField(verbose_name='ngày họp')),
                ('present', models.PositiveSmallIntegerField(verbose_name='số người dự họp')),
                ('total', models.PositiveSmallIntegerField(verbose_name='tổng số người của đơn vị')),
            ],
            options={
                'verbose_name': 'cuộc họp của đơn vị',
                'verbose_name_plural': 'cuộc họp của đơn vị',
            },
        ),
        migrations.CreateModel(
            name='UnitVoteCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed', models.PositiveSmallIntegerField(verbose_name='số người đồng ý')),
            ],
            options={
                'verbose_name': 'kết quả biểu quyết của đơn vị',
                'verbose_name_plural': 'kết quả biểu quyết của đơn vị',
            },
        ),
        migrations.CreateModel(
            name='NominationPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('code', models.CharField(max_length=20, verbose_name='giấy tờ')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='awards.nomination')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'giấy tờ của hồ sơ',
                'verbose_name_plural': 'giấy tờ của hồ sơ',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm thành tích')),
                ('title', models.CharField(max_length=300, verbose_name='trích yếu')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('letter', models.TextField(blank=True, verbose_name='nội dung')),
                ('state', models.CharField(choices=[('DRAFT', 'đang lập'), ('SENT', 'đã ký gửi')], default='DRAFT', max_length=5, verbose_name='trạng thái')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('created_at', models.DateTimeField(verbose_name='lập lúc')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('folded', units.fields.DerivedField(by=units.text.fold, of='title')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='units.agency')),
                ('campaign', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='campaigns.campaign')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='units.unit')),
            ],
            options={
                'verbose_name': 'tờ trình',
                'verbose_name_plural': 'tờ trình',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='MinutesFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='awards.submission')),
            ],
            options={
                'verbose_name': 'biên bản họp của đơn vị',
                'verbose_name_plural': 'biên bản họp của đơn vị',
                'ordering': ('pk',),
            },
        ),
        migrations.AddField(
            model_name='nomination',
            name='submission',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='awards.submission', verbose_name='tờ trình'),
        ),
        migrations.AddField(
            model_name='submissionfile',
            name='submission',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='awards.submission'),
        ),
        migrations.AddField(
            model_name='unitvote',
            name='submission',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='vote', to='awards.submission'),
        ),
        migrations.AddField(
            model_name='unitvotecount',
            name='nomination',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='unit_count', to='awards.nomination'),
        ),
        migrations.AddField(
            model_name='unitvotecount',
            name='vote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='awards.unitvote'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('state', 'DRAFT')), models.Q(('sent_at__isnull', False), ('sent_by__isnull', False), ('state', 'SENT')), _connector='OR'), name='sent_submission_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='unitvote',
            constraint=models.CheckConstraint(condition=models.Q(('present__gte', 1), ('present__lte', models.F('total'))), name='no_more_present_than_there_are'),
        ),
        migrations.RunPython(submit_what_was_sent, migrations.RunPython.noop),
        migrations.RunSQL(CHECK_NOW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'RETURNED', 'WITH_HEAD']), ('submission__isnull', False), _connector='OR'), name='sent_nomination_has_submission'),
        ),
        migrations.RemoveConstraint(
            model_name='nominationcheck',
            name='check_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='returnedpart',
            name='asked_part_is_known',
        ),
        migrations.AlterField(
            model_name='nominationcheck',
            name='check_of',
            field=models.CharField(choices=[('SUBJECT', 'đối tượng và chức vụ'), ('LAW', 'điều kiện theo quy định'), ('INITIATIVES', 'sáng kiến, đề tài'), ('ACHIEVEMENT', 'thành tích'), ('PAPERS', 'giấy tờ của hồ sơ')], max_length=12, verbose_name='phần đã kiểm tra'),
        ),
        migrations.AlterField(
            model_name='returnedpart',
            name='part',
            field=models.CharField(choices=[('AWARD', 'danh hiệu, hình thức và loại hình khen thưởng'), ('SUBJECT', 'cá nhân hoặc tập thể được đề nghị'), ('INITIATIVES', 'sáng kiến, đề tài tính vào hồ sơ'), ('ACHIEVEMENT', 'tóm tắt thành tích'), ('PAPERS', 'giấy tờ của hồ sơ')], max_length=12, verbose_name='phần cần sửa'),
        ),
        migrations.AddConstraint(
            model_name='nominationcheck',
            constraint=models.CheckConstraint(condition=models.Q(('check_of__in', ['SUBJECT', 'LAW', 'INITIATIVES', 'ACHIEVEMENT', 'PAPERS'])), name='check_is_known'),
        ),
        migrations.AddConstraint(
            model_name='returnedpart',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['AWARD', 'SUBJECT', 'INITIATIVES', 'ACHIEVEMENT', 'PAPERS'])), name='asked_part_is_known'),
        ),
        migrations.RunSQL(HOLD, LET_GO),
    ]
