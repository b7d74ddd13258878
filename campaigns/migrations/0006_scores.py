"""Scoring tables, scores and rankings, and what PostgreSQL refuses of them.

A table that was in use stays as it is, with all below it; a score stays within its criterion of
the table in use; a published ranking stays as it is, gets no other line, and carries the right
fingerprint of what went into it.
"""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


FREEZE = """
CREATE FUNCTION refuse_change_of_used_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'IN_USE' AND NEW.state = 'REPLACED'
        AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'scoring table % was in use and is never changed or deleted', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_change_below_used_table(tables bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns_scoringtable WHERE id = ANY (tables) FOR SHARE;
    IF EXISTS (
        SELECT FROM campaigns_scoringtable WHERE id = ANY (tables) AND state <> 'DRAFT'
    ) THEN
        RAISE EXCEPTION 'a scoring table that was in use is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION refuse_group_of_used_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_change_below_used_table(ARRAY[OLD.table_id, NEW.table_id]);
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_criterion_of_used_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_change_below_used_table(ARRAY(
        SELECT table_id FROM campaigns_criteriongroup WHERE id IN (OLD.group_id, NEW.group_id)
    ));
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_score_out_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most numeric;
BEGIN
    SELECT criterion.maximum INTO most
    FROM campaigns_criterion criterion
    JOIN campaigns_criteriongroup grp ON grp.id = criterion.group_id
    JOIN campaigns_scoringtable tbl ON tbl.id = grp.table_id AND tbl.state = 'IN_USE'
    JOIN campaigns_scoringround rnd ON rnd.campaign_id = tbl.campaign_id
    JOIN campaigns_scoresheet sheet ON sheet.round_id = rnd.id AND sheet.id = NEW.sheet_id
    WHERE criterion.id = NEW.criterion_id AND CASE sheet.kind
        WHEN 'SELF' THEN criterion.by_self
        WHEN 'CROSS' THEN criterion.by_cross
        ELSE criterion.by_check
    END;
    IF most IS NULL THEN
        RAISE EXCEPTION 'criterion % is not scored on this sheet', NEW.criterion_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.points > most THEN
        RAISE EXCEPTION 'points % exceed the maximum %', NEW.points, most
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_ranking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is published and is never changed or deleted', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_late_ranking_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted integer;
BEGIN
    SELECT unit_count INTO wanted FROM campaigns_ranking WHERE id = NEW.ranking_id FOR UPDATE;
    IF (SELECT count(*) FROM campaigns_rankingline WHERE ranking_id = NEW.ranking_id) >= wanted THEN
        RAISE EXCEPTION 'ranking % is published and gets no other line', NEW.ranking_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON campaigns_scoringtable
    FOR EACH ROW WHEN (OLD.state <> 'DRAFT') EXECUTE FUNCTION refuse_change_of_used_table();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON campaigns_criteriongroup
    FOR EACH ROW EXECUTE FUNCTION refuse_group_of_used_table();
CREATE TRIGGER stay_frozen BEFORE INSERT OR UPDATE OR DELETE ON campaigns_criterion
    FOR EACH ROW EXECUTE FUNCTION refuse_criterion_of_used_table();
CREATE TRIGGER stay_in_bounds BEFORE INSERT OR UPDATE ON campaigns_score
    FOR EACH ROW EXECUTE FUNCTION refuse_score_out_of_place();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON campaigns_ranking
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ranking();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON campaigns_rankingline
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ranking();
CREATE TRIGGER stay_whole BEFORE INSERT ON campaigns_rankingline
    FOR EACH ROW EXECUTE FUNCTION refuse_late_ranking_line();

ALTER TABLE campaigns_ranking ADD CONSTRAINT ranking_fingerprint_is_right
    CHECK (sha256 = encode(sha256(convert_to(inputs, 'UTF8')), 'hex'));
"""

THAW = """
ALTER TABLE campaigns_ranking DROP CONSTRAINT ranking_fingerprint_is_right;
DROP TRIGGER stay_whole ON campaigns_rankingline;
DROP TRIGGER stay_frozen ON campaigns_rankingline;
DROP TRIGGER stay_frozen ON campaigns_ranking;
DROP TRIGGER stay_in_bounds ON campaigns_score;
DROP TRIGGER stay_frozen ON campaigns_criterion;
DROP TRIGGER stay_frozen ON campaigns_criteriongroup;
DROP TRIGGER stay_frozen ON campaigns_scoringtable;
DROP FUNCTION refuse_late_ranking_line();
DROP FUNCTION refuse_change_of_ranking();
DROP FUNCTION refuse_score_out_of_place();
DROP FUNCTION refuse_criterion_of_used_table();
DROP FUNCTION refuse_group_of_used_table();
DROP FUNCTION refuse_change_below_used_table(bigint[]);
DROP FUNCTION refuse_change_of_used_table();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_proposals'),
        ('units', '0006_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CriterionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='số')),
                ('name', models.CharField(max_length=200, verbose_name='tên nhóm')),
                ('nature', models.CharField(choices=[('REGULAR', 'điểm nội dung'), ('BONUS', 'điểm thưởng'), ('PENALTY', 'điểm trừ')], max_length=10, verbose_name='loại điểm')),
            ],
            options={
                'verbose_name': 'nhóm tiêu chí',
                'verbose_name_plural': 'nhóm tiêu chí',
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='BlocDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('title', models.CharField(max_length=200, verbose_name='tên văn bản')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='units.bloc')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'văn bản của khối',
                'verbose_name_plural': 'văn bản của khối',
                'ordering': ('-year', '-uploaded_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='số')),
                ('name', models.CharField(max_length=300, verbose_name='tiêu chí')),
                ('maximum', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='điểm nhiều nhất')),
                ('checked_by', models.CharField(blank=True, max_length=300, verbose_name='cách kiểm tra')),
                ('by_self', models.BooleanField(default=True, verbose_name='đơn vị tự chấm')),
                ('by_cross', models.BooleanField(default=True, verbose_name='chấm chéo trong khối')),
                ('by_check', models.BooleanField(default=True, verbose_name='thường trực thẩm định')),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='campaigns.commitment')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='campaigns.criteriongroup')),
            ],
            options={
                'verbose_name': 'tiêu chí',
                'verbose_name_plural': 'tiêu chí',
                'ordering': ('group__number', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần công bố')),
                ('reason', models.TextField(blank=True, verbose_name='lý do công bố lại')),
                ('vote_note', models.TextField(blank=True, verbose_name='căn cứ chọn đơn vị nhất khối')),
                ('unit_count', models.PositiveSmallIntegerField(verbose_name='số đơn vị')),
                ('inputs', models.TextField(verbose_name='dữ liệu đã dùng')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã SHA-256')),
                ('published_at', models.DateTimeField(verbose_name='công bố lúc')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='units.bloc')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bảng xếp hạng khối',
                'verbose_name_plural': 'bảng xếp hạng khối',
                'ordering': ('-round__campaign__year', 'bloc__name', '-number'),
            },
        ),
        migrations.CreateModel(
            name='RankingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='đơn vị')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='thứ hạng')),
                ('shared', models.BooleanField(default=False, verbose_name='đồng hạng')),
                ('points', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='điểm')),
                ('corrected', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='điểm đã hiệu chỉnh, để tham khảo')),
                ('parted_by', models.CharField(blank=True, max_length=200, verbose_name='phân định khi bằng điểm')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='campaigns.ranking')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ranking_lines', to='units.unit')),
            ],
            options={
                'verbose_name': 'dòng xếp hạng',
                'verbose_name_plural': 'dòng xếp hạng',
                'ordering': ('rank', 'unit__sort_key'),
            },
        ),
        migrations.CreateModel(
            name='ScoreSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('SELF', 'đơn vị tự chấm'), ('CROSS', 'chấm chéo trong khối'), ('CHECK', 'thường trực thẩm định')], max_length=10, verbose_name='loại điểm chấm')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('saved_at', models.DateTimeField(null=True, verbose_name='lưu lúc')),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scorer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='given_sheets', to='units.unit', verbose_name='đơn vị chấm')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='score_sheets', to='units.unit')),
            ],
            options={
                'verbose_name': 'phiếu chấm điểm',
                'verbose_name_plural': 'phiếu chấm điểm',
                'ordering': ('unit__sort_key', 'kind', 'scorer__sort_key'),
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='điểm')),
                ('evidence', models.TextField(blank=True, verbose_name='căn cứ, minh chứng')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='campaigns.criterion')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='campaigns.scoresheet')),
            ],
            options={
                'verbose_name': 'điểm chấm',
                'verbose_name_plural': 'điểm chấm',
            },
        ),
        migrations.CreateModel(
            name='ScoringRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('self_from', models.DateField(verbose_name='tự chấm từ ngày')),
                ('self_until', models.DateField(verbose_name='tự chấm đến hết ngày')),
                ('cross_from', models.DateField(verbose_name='chấm chéo từ ngày')),
                ('cross_until', models.DateField(verbose_name='chấm chéo đến hết ngày')),
                ('check_from', models.DateField(verbose_name='thẩm định từ ngày')),
                ('check_until', models.DateField(verbose_name='thẩm định đến hết ngày')),
                ('self_weight', models.PositiveSmallIntegerField(verbose_name='tỷ trọng điểm tự chấm (%)')),
                ('cross_weight', models.PositiveSmallIntegerField(verbose_name='tỷ trọng điểm chấm chéo (%)')),
                ('check_weight', models.PositiveSmallIntegerField(verbose_name='tỷ trọng điểm thẩm định (%)')),
                ('tie_rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('FEWER_PENALTIES', 'ít điểm trừ hơn'), ('HIGHER_CHECK', 'điểm thẩm định cao hơn'), ('HIGHER_CROSS', 'điểm chấm chéo cao hơn'), ('MORE_BONUS', 'nhiều điểm thưởng hơn')], max_length=20), size=None, verbose_name='khi bằng điểm')),
                ('first_places', models.PositiveSmallIntegerField(verbose_name='số đơn vị nhất khối nhiều nhất')),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='scoring_round', to='campaigns.campaign')),
            ],
            options={
                'verbose_name': 'đợt chấm điểm',
                'verbose_name_plural': 'đợt chấm điểm',
            },
        ),
        migrations.AddField(
            model_name='scoresheet',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='campaigns.scoringround'),
        ),
        migrations.AddField(
            model_name='ranking',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='campaigns.scoringround'),
        ),
        migrations.CreateModel(
            name='ScoringTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='phiên bản')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('IN_USE', 'đang áp dụng'), ('REPLACED', 'đã thay phiên bản')], default='DRAFT', max_length=10, verbose_name='trạng thái')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='lập từ')),
                ('reason', models.TextField(blank=True, verbose_name='lý do thay phiên bản trước')),
                ('total', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='tổng điểm nội dung')),
                ('bonus_cap', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='điểm thưởng nhiều nhất')),
                ('penalty_cap', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='điểm trừ nhiều nhất')),
                ('used_at', models.DateTimeField(null=True, verbose_name='áp dụng lúc')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scoring_tables', to='campaigns.campaign')),
                ('used_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bảng tiêu chí chấm điểm',
                'verbose_name_plural': 'bảng tiêu chí chấm điểm',
                'ordering': ('-campaign__year', 'campaign', '-version'),
            },
        ),
        migrations.AddField(
            model_name='criteriongroup',
            name='table',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='campaigns.scoringtable'),
        ),
        migrations.CreateModel(
            name='BlocTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='units.bloc')),
                ('deputy', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputy_terms', to='units.unit', verbose_name='phó trưởng khối')),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headed_terms', to='units.unit', verbose_name='trưởng khối')),
            ],
            options={
                'verbose_name': 'trưởng khối, phó trưởng khối',
                'verbose_name_plural': 'trưởng khối, phó trưởng khối',
                'ordering': ('-year',),
                'constraints': [models.UniqueConstraint(fields=('bloc', 'year'), name='bloc_term_once_a_year'), models.CheckConstraint(condition=models.Q(('deputy__isnull', True), models.Q(('deputy', models.F('head')), _negated=True), _connector='OR'), name='bloc_deputy_is_another')],
            },
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='criterion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('maximum__gt', 0)), name='criterion_has_points'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('by_self', True), ('by_cross', True), ('by_check', True), _connector='OR'), name='criterion_has_scorer'),
        ),
        migrations.AddConstraint(
            model_name='rankingline',
            constraint=models.UniqueConstraint(fields=('ranking', 'unit'), name='ranked_once_a_ranking'),
        ),
        migrations.AddConstraint(
            model_name='rankingline',
            constraint=models.CheckConstraint(condition=models.Q(('rank__gte', 1)), name='ranking_begins_with_one'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='one_score_a_criterion'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('points__gte', 0)), name='score_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='scoringround',
            constraint=models.CheckConstraint(condition=models.Q(('self_from__lte', models.F('self_until')), ('self_until__lt', models.F('cross_from')), ('cross_from__lte', models.F('cross_until')), ('cross_until__lt', models.F('check_from')), ('check_from__lte', models.F('check_until'))), name='scoring_windows_in_order'),
        ),
        migrations.AddConstraint(
            model_name='scoringround',
            constraint=models.CheckConstraint(condition=models.Q(('check_weight', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('self_weight')), '-', models.F('cross_weight')))), name='scoring_weights_are_whole'),
        ),
        migrations.AddConstraint(
            model_name='scoringround',
            constraint=models.CheckConstraint(condition=models.Q(('first_places__gte', 1)), name='somebody_may_come_first'),
        ),
        migrations.AddConstraint(
            model_name='scoresheet',
            constraint=models.UniqueConstraint(fields=('round', 'unit', 'kind', 'scorer'), name='one_sheet_a_scorer', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='scoresheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'SELF'), ('scorer', models.F('unit')), ('scorer__isnull', False)), models.Q(('kind', 'CROSS'), ('scorer__isnull', False), models.Q(('scorer', models.F('unit')), _negated=True)), models.Q(('kind', 'CHECK'), ('scorer__isnull', True)), _connector='OR'), name='nobody_cross_scores_itself'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.UniqueConstraint(fields=('round', 'bloc', 'number'), name='ranking_number_once'),
        ),
        migrations.AddConstraint(
            model_name='ranking',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='ranking_correction_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(fields=('campaign', 'version'), name='table_version_once'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'IN_USE')), fields=('campaign',), name='one_table_in_use'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'DRAFT')), fields=('campaign',), name='one_table_draft'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('used_at__isnull', False), ('used_by__isnull', False)), _connector='OR'), name='used_table_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(('version', 1), ('state', 'DRAFT'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='new_table_version_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='scoringtable',
            constraint=models.CheckConstraint(condition=models.Q(('bonus_cap__gte', 0), ('penalty_cap__gte', 0), ('total__gt', 0)), name='table_points_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='criteriongroup',
            constraint=models.UniqueConstraint(fields=('table', 'number'), name='group_number_once'),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
