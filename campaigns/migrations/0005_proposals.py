"""Proposals of initiatives, the council's sittings on them, their recognition and adoption.

PostgreSQL guards what must hold whoever asks: the shares of a proposal that left its authors add to
100 (checked at the end of the transaction), its text stays, a recused member has no sheet, and a
closed sitting stays as it is.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import units.fields
import units.text
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE FUNCTION check_shares(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns_proposal WHERE id = wanted FOR SHARE;
    IF EXISTS (
        SELECT FROM campaigns_proposal
        WHERE id = wanted AND state NOT IN ('DRAFT', 'RETURNED')
    ) AND (
        SELECT COALESCE(sum(share), 0) FROM campaigns_authorship WHERE proposal_id = wanted
    ) <> 100 THEN
        RAISE EXCEPTION 'shares of proposal % do not add to 100', wanted
            USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION check_shares_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_shares(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION check_shares_of_authorship() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_shares(OLD.proposal_id);
    PERFORM check_shares(NEW.proposal_id);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER shares_add_to_hundred AFTER INSERT OR UPDATE OF state
    ON campaigns_proposal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_shares_of_proposal();
CREATE CONSTRAINT TRIGGER shares_add_to_hundred AFTER INSERT OR UPDATE OR DELETE
    ON campaigns_authorship DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_shares_of_authorship();

CREATE FUNCTION refuse_change_of_sent_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'proposal % left its authors: its text is never changed', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER keep_text BEFORE UPDATE ON campaigns_proposal FOR EACH ROW
    WHEN (
        OLD.state NOT IN ('DRAFT', 'RETURNED')
        AND (OLD.title, OLD.kind, OLD.scope, OLD.problem, OLD.solution, OLD.effect,
             OLD.applied_where, OLD.applied_since, OLD.unit_id, OLD.edition)
        IS DISTINCT FROM
            (NEW.title, NEW.kind, NEW.scope, NEW.problem, NEW.solution, NEW.effect,
             NEW.applied_where, NEW.applied_since, NEW.unit_id, NEW.edition)
    ) EXECUTE FUNCTION refuse_change_of_sent_proposal();

CREATE FUNCTION refuse_sheet_of_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM campaigns_recusal
        WHERE item_id = NEW.item_id AND member_id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'member % is recused from item %', NEW.member_id, NEW.item_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER recused_do_not_score BEFORE INSERT OR UPDATE ON campaigns_marksheet
    FOR EACH ROW EXECUTE FUNCTION refuse_sheet_of_recused();

CREATE FUNCTION check_sitting_is_open(wanted bigint, changed text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns_sitting WHERE id = wanted FOR SHARE;
    IF EXISTS (SELECT FROM campaigns_sitting WHERE id = wanted AND state = 'CLOSED') THEN
        RAISE EXCEPTION '% of a closed sitting is never changed', changed
            USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION refuse_change_in_closed_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_sitting_is_open(OLD.sitting_id, TG_TABLE_NAME);
    PERFORM check_sitting_is_open(NEW.sitting_id, TG_TABLE_NAME);
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_below_closed_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_sitting_is_open(item.sitting_id, TG_TABLE_NAME)
        FROM campaigns_sittingitem AS item WHERE item.id IN (OLD.item_id, NEW.item_id);
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_below_closed_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_sitting_is_open(item.sitting_id, TG_TABLE_NAME)
        FROM campaigns_sittingitem AS item JOIN campaigns_marksheet AS sheet
            ON sheet.item_id = item.id
        WHERE sheet.id IN (OLD.sheet_id, NEW.sheet_id);
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_of_closed_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'sitting % is closed and is never changed or deleted', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER stay_closed BEFORE UPDATE OR DELETE ON campaigns_sitting
    FOR EACH ROW WHEN (OLD.state = 'CLOSED') EXECUTE FUNCTION refuse_change_of_closed_sitting();
CREATE TRIGGER stay_closed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_sittingitem
    FOR EACH ROW EXECUTE FUNCTION refuse_change_in_closed_sitting();
CREATE TRIGGER stay_closed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_sittingmember
    FOR EACH ROW EXECUTE FUNCTION refuse_change_in_closed_sitting();
CREATE TRIGGER stay_closed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_recusal
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_closed_item();
CREATE TRIGGER stay_closed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_marksheet
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_closed_item();
CREATE TRIGGER stay_closed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_mark
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_closed_sheet();
"""

UNGUARD = """
DROP TRIGGER stay_closed ON campaigns_mark;
DROP TRIGGER stay_closed ON campaigns_marksheet;
DROP TRIGGER stay_closed ON campaigns_recusal;
DROP TRIGGER stay_closed ON campaigns_sittingmember;
DROP TRIGGER stay_closed ON campaigns_sittingitem;
DROP TRIGGER stay_closed ON campaigns_sitting;
DROP TRIGGER recused_do_not_score ON campaigns_marksheet;
DROP TRIGGER keep_text ON campaigns_proposal;
DROP TRIGGER shares_add_to_hundred ON campaigns_authorship;
DROP TRIGGER shares_add_to_hundred ON campaigns_proposal;
DROP FUNCTION refuse_change_of_closed_sitting();
DROP FUNCTION refuse_change_below_closed_sheet();
DROP FUNCTION refuse_change_below_closed_item();
DROP FUNCTION refuse_change_in_closed_sitting();
DROP FUNCTION check_sitting_is_open(bigint, text);
DROP FUNCTION refuse_sheet_of_recused();
DROP FUNCTION refuse_change_of_sent_proposal();
DROP FUNCTION check_shares_of_authorship();
DROP FUNCTION check_shares_of_proposal();
DROP FUNCTION check_shares(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_exemplars'),
        ('units', '0007_initiative_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=20, verbose_name='tiêu chí')),
                ('points', models.PositiveSmallIntegerField(verbose_name='điểm')),
                ('comment', models.CharField(blank=True, max_length=1000, verbose_name='nhận xét')),
            ],
            options={
                'verbose_name': 'điểm',
                'verbose_name_plural': 'điểm',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('AUTHOR', 'là tác giả'), ('LINE', 'là cấp trên hoặc cấp dưới trực tiếp của tác giả'), ('OWN_WISH', 'tự xin không chấm')], max_length=10, verbose_name='lý do')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'ủy viên không tham gia chấm',
                'verbose_name_plural': 'ủy viên không tham gia chấm',
            },
        ),
        migrations.CreateModel(
            name='MarkSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agrees', models.BooleanField(verbose_name='đề nghị công nhận')),
                ('comment', models.TextField(blank=True, verbose_name='nhận xét chung')),
                ('at', models.DateTimeField(verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'phiếu chấm',
                'verbose_name_plural': 'phiếu chấm',
                'ordering': ('-member__is_chair', 'member__account__person__sort_key'),
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='tên phiên họp')),
                ('due_on', models.DateField(verbose_name='hạn chấm điểm')),
                ('state', models.CharField(choices=[('OPEN', 'đang chấm'), ('CLOSED', 'đã kết thúc')], default='OPEN', max_length=10, verbose_name='trạng thái')),
                ('rubric', models.JSONField(default=list, verbose_name='thang điểm')),
                ('opened_at', models.DateTimeField(verbose_name='mở lúc')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='kết thúc lúc')),
                ('folded', units.fields.DerivedField(by=units.text.fold, of='title')),
            ],
            options={
                'verbose_name': 'phiên họp xét sáng kiến',
                'verbose_name_plural': 'phiên họp xét sáng kiến',
                'ordering': ('-opened_at',),
            },
        ),
        migrations.CreateModel(
            name='SittingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed', models.BooleanField(null=True, verbose_name='đề nghị công nhận')),
                ('agreed', models.PositiveSmallIntegerField(null=True, verbose_name='số đồng ý')),
                ('judges', models.PositiveSmallIntegerField(null=True, verbose_name='số ủy viên được chấm')),
                ('members', models.PositiveSmallIntegerField(null=True, verbose_name='tổng số ủy viên')),
                ('rule', models.JSONField(default=dict, verbose_name='quy định áp dụng')),
            ],
            options={
                'verbose_name': 'sáng kiến trong phiên họp',
                'verbose_name_plural': 'sáng kiến trong phiên họp',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='SittingMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_chair', models.BooleanField(default=False, verbose_name='Chủ tịch')),
            ],
            options={
                'verbose_name': 'ủy viên của phiên họp',
                'verbose_name_plural': 'ủy viên của phiên họp',
                'ordering': ('-is_chair', 'account__person__sort_key'),
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='decision',
            field=models.CharField(blank=True, max_length=100, verbose_name='số quyết định công nhận'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='number',
            field=models.PositiveIntegerField(null=True, verbose_name='số giấy chứng nhận trong năm'),
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='áp dụng từ ngày')),
                ('effect', models.TextField(verbose_name='hiệu quả, có số liệu')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='xác nhận lúc')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adoptions', to='campaigns.initiative')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='units.unit')),
            ],
            options={
                'verbose_name': 'việc nhân rộng sáng kiến',
                'verbose_name_plural': 'việc nhân rộng sáng kiến',
                'ordering': ('since', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='CertificateSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('last', models.PositiveIntegerField(default=0, verbose_name='số cuối')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.agency')),
            ],
            options={
                'verbose_name': 'dãy số giấy chứng nhận',
                'verbose_name_plural': 'dãy số giấy chứng nhận',
            },
        ),
        migrations.CreateModel(
            name='ComparedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('PROPOSAL', 'đơn đề nghị công nhận sáng kiến'), ('NOMINATION', 'báo cáo thành tích')], max_length=10, verbose_name='nguồn')),
                ('key', models.PositiveBigIntegerField(verbose_name='khóa')),
                ('title', models.CharField(max_length=500, verbose_name='tên')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('text', models.TextField(verbose_name='văn bản')),
                ('marks', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.agency')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.person')),
            ],
            options={
                'verbose_name': 'văn bản để đối chiếu',
                'verbose_name_plural': 'văn bản để đối chiếu',
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=500, verbose_name='tên sáng kiến, đề tài')),
                ('kind', models.CharField(choices=[('SANG_KIEN', 'sáng kiến'), ('DE_TAI', 'đề tài khoa học'), ('DE_AN', 'đề án khoa học'), ('CONG_TRINH', 'công trình khoa học và công nghệ')], default='SANG_KIEN', max_length=10, verbose_name='loại')),
                ('scope', models.CharField(choices=[('CO_SO', 'cấp cơ sở'), ('BO', 'cấp bộ, ban, ngành, tỉnh'), ('TOAN_QUOC', 'toàn quốc')], default='CO_SO', max_length=9, verbose_name='phạm vi đề nghị công nhận')),
                ('problem', models.TextField(blank=True, max_length=60000, verbose_name='tình trạng trước khi có sáng kiến')),
                ('solution', models.TextField(blank=True, max_length=60000, verbose_name='nội dung giải pháp')),
                ('effect', models.TextField(blank=True, max_length=60000, verbose_name='hiệu quả, có số liệu')),
                ('applied_where', models.CharField(blank=True, max_length=300, verbose_name='nơi áp dụng')),
                ('applied_since', models.DateField(blank=True, null=True, verbose_name='áp dụng từ ngày')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('SENT', 'chờ thủ trưởng đơn vị'), ('RETURNED', 'trả lại để sửa'), ('ENDORSED', 'chờ đưa ra Hội đồng'), ('IN_SITTING', 'Hội đồng đang xét'), ('PASSED', 'Hội đồng đề nghị công nhận'), ('REJECTED', 'Hội đồng không đề nghị công nhận'), ('RECOGNISED', 'đã công nhận'), ('REFUSED', 'không công nhận')], default='DRAFT', max_length=10, verbose_name='trạng thái')),
                ('state_since', models.DateTimeField(verbose_name='từ lúc')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('return_note', models.TextField(blank=True, verbose_name='lý do trả lại')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
                ('word', models.TextField(blank=True, verbose_name='ý kiến của thủ trưởng đơn vị')),
                ('word_marks', models.JSONField(default=dict, verbose_name='điểm của đơn vị')),
                ('word_at', models.DateTimeField(null=True, verbose_name='thủ trưởng cho ý kiến lúc')),
                ('refusal', models.TextField(blank=True, verbose_name='lý do không công nhận')),
                ('folded', units.fields.DerivedField(by=units.text.fold, of='title')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='units.agency')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='units.unit')),
                ('word_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'đơn đề nghị công nhận sáng kiến',
                'verbose_name_plural': 'đơn đề nghị công nhận sáng kiến',
                'ordering': ('-state_since', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Authorship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.PositiveSmallIntegerField(verbose_name='tỷ lệ đóng góp, %')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='tác giả xác nhận lúc')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorships', to='units.person')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorships', to='campaigns.proposal')),
            ],
            options={
                'verbose_name': 'tác giả, đồng tác giả',
                'verbose_name_plural': 'tác giả, đồng tác giả',
                'ordering': ('-share', 'person__sort_key', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='proposal',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiative', to='campaigns.proposal'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.UniqueConstraint(models.F('agency'), django.db.models.functions.datetime.ExtractYear('recognised_on'), models.F('number'), condition=models.Q(('number__isnull', False)), name='certificate_number_once'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', True), ('proposal__isnull', True)), models.Q(('number__isnull', False), ('proposal__isnull', False), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='numbered_when_proposed_here'),
        ),
        migrations.AddField(
            model_name='mark',
            name='sheet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='campaigns.marksheet'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='units.agency'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sitting',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='proposal',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='item', to='campaigns.proposal'),
        ),
        migrations.AddField(
            model_name='sittingitem',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='campaigns.sitting'),
        ),
        migrations.AddField(
            model_name='marksheet',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='campaigns.sittingitem'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='campaigns.sittingitem'),
        ),
        migrations.AddField(
            model_name='sittingmember',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sitting_memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sittingmember',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='campaigns.sitting'),
        ),
        migrations.AddField(
            model_name='marksheet',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='campaigns.sittingmember'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='campaigns.sittingmember'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.UniqueConstraint(fields=('initiative', 'unit'), name='adopted_once_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='confirmed_adoption_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='certificateseries',
            constraint=models.UniqueConstraint(fields=('agency', 'year'), name='one_certificate_series'),
        ),
        migrations.AddIndex(
            model_name='comparedtext',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['marks'], name='compared_marks'),
        ),
        migrations.AddConstraint(
            model_name='comparedtext',
            constraint=models.UniqueConstraint(fields=('kind', 'key'), name='compared_once'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'REFUSED'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='refused_proposal_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='authorship',
            constraint=models.UniqueConstraint(fields=('proposal', 'person'), name='author_once'),
        ),
        migrations.AddConstraint(
            model_name='authorship',
            constraint=models.CheckConstraint(condition=models.Q(('share__gte', 1), ('share__lte', 100)), name='share_of_an_author'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='one_mark_a_criterion'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'OPEN')), models.Q(('closed_at__isnull', False), ('state', 'CLOSED')), _connector='OR'), name='closed_sitting_has_time'),
        ),
        migrations.AddConstraint(
            model_name='sittingitem',
            constraint=models.CheckConstraint(condition=models.Q(('passed__isnull', True), models.Q(('agreed__isnull', False), ('agreed__lte', models.F('judges')), ('judges__lte', models.F('members'))), _connector='OR'), name='sitting_outcome_has_figures'),
        ),
        migrations.AddConstraint(
            model_name='sittingmember',
            constraint=models.UniqueConstraint(fields=('sitting', 'account'), name='sitting_member_once'),
        ),
        migrations.AddConstraint(
            model_name='sittingmember',
            constraint=models.UniqueConstraint(condition=models.Q(('is_chair', True)), fields=('sitting',), name='one_chair_a_sitting'),
        ),
        migrations.AddConstraint(
            model_name='marksheet',
            constraint=models.UniqueConstraint(fields=('item', 'member'), name='one_sheet_a_member'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('item', 'member'), name='recused_once'),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
