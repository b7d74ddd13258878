"""Campaigns in a chain; pledges accepted, amended and kept in versions; registrations; pacts.

A pledge that was signed before there were versions gets its first one. PostgreSQL refuses every
change of a signed version and of a pact that all have signed, with its signatures.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FILL = """
INSERT INTO campaigns_pledgeversion
    (pledge_id, number, content, reason, asked, signed_by_id, signed_at)
SELECT pledge.id, 1, jsonb_build_object(
    'targets', COALESCE((
        SELECT jsonb_agg(jsonb_build_object(
            'key', target.id,
            'commitment_id', target.commitment_id,
            'commitment', commitment.number || '. ' || commitment.heading,
            'indicator', target.indicator,
            'value', trim_scale(target.value)::text,
            'measure', target.measure,
            'due_on', target.due_on,
            'person_id', target.person_id,
            'person', COALESCE(person.full_name, '')
        ) ORDER BY commitment.number, target.id)
        FROM campaigns_target AS target
        JOIN campaigns_commitment AS commitment ON commitment.id = target.commitment_id
        LEFT JOIN units_person AS person ON person.id = target.person_id
        WHERE target.pledge_id = pledge.id
    ), '[]'),
    'aims', COALESCE((
        SELECT jsonb_agg(jsonb_build_object(
            'award', aim.award,
            'person_id', aim.person_id,
            'person', COALESCE(person.full_name, '')
        ) ORDER BY aim.id)
        FROM campaigns_aim AS aim
        LEFT JOIN units_person AS person ON person.id = aim.person_id
        WHERE aim.pledge_id = pledge.id
    ), '[]')
), '', '[]', pledge.signed_by_id, pledge.signed_at
FROM campaigns_pledge AS pledge WHERE pledge.state = 'SIGNED';
"""

FREEZE = """
CREATE FUNCTION refuse_change_of_signed_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is signed and is never changed or deleted', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_change_below_standing_pact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM campaigns_pact WHERE id IN (OLD.pact_id, NEW.pact_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM campaigns_pact
        WHERE id IN (OLD.pact_id, NEW.pact_id) AND state = 'STANDS'
    ) THEN
        RAISE EXCEPTION '% of a standing pact is never changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER stay_signed BEFORE UPDATE OR DELETE ON campaigns_pledgeversion
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_signed_row();
CREATE TRIGGER stay_signed BEFORE UPDATE OR DELETE ON campaigns_pact
    FOR EACH ROW WHEN (OLD.state = 'STANDS') EXECUTE FUNCTION refuse_change_of_signed_row();
CREATE TRIGGER stay_signed BEFORE INSERT OR UPDATE OR DELETE ON campaigns_pactsignature
    FOR EACH ROW EXECUTE FUNCTION refuse_change_below_standing_pact();
"""

THAW = """
DROP TRIGGER stay_signed ON campaigns_pactsignature;
DROP TRIGGER stay_signed ON campaigns_pact;
DROP TRIGGER stay_signed ON campaigns_pledgeversion;
DROP FUNCTION refuse_change_below_standing_pact();
DROP FUNCTION refuse_change_of_signed_row();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0006_scores'),
        ('units', '0006_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HigherCampaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500, verbose_name='tên phong trào')),
                ('authority', models.CharField(help_text='Ví dụ: Thủ tướng Chính phủ.', max_length=200, verbose_name='cấp phát động')),
                ('document', models.CharField(max_length=100, verbose_name='số văn bản')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='đến trước ngày')),
            ],
            options={
                'verbose_name': 'phong trào cấp trên',
                'verbose_name_plural': 'phong trào cấp trên',
                'ordering': ('-since', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Pact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='nội dung giao ước')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('OPEN', 'đang lấy chữ ký'), ('STANDS', 'đã ký đủ')], default='DRAFT', max_length=10, verbose_name='trạng thái')),
            ],
            options={
                'verbose_name': 'giao ước thi đua của khối',
                'verbose_name_plural': 'giao ước thi đua của khối',
                'ordering': ('bloc__name',),
            },
        ),
        migrations.CreateModel(
            name='PactSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='ký lúc')),
            ],
            options={
                'verbose_name': 'chữ ký giao ước',
                'verbose_name_plural': 'chữ ký giao ước',
                'ordering': ('unit__sort_key',),
            },
        ),
        migrations.CreateModel(
            name='PledgeAutosave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.TextField(verbose_name='phần đã nhập')),
                ('saved_at', models.DateTimeField(verbose_name='giữ lúc')),
            ],
            options={
                'verbose_name': 'phần nhập chưa lưu',
                'verbose_name_plural': 'phần nhập chưa lưu',
            },
        ),
        migrations.CreateModel(
            name='PledgeImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã SHA-256 của tệp')),
                ('imported_at', models.DateTimeField(verbose_name='nhập lúc')),
            ],
            options={
                'verbose_name': 'tệp đã nhập',
                'verbose_name_plural': 'tệp đã nhập',
            },
        ),
        migrations.CreateModel(
            name='PledgeVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản số')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('reason', models.TextField(blank=True, verbose_name='lý do sửa đổi')),
                ('asked', models.JSONField(blank=True, default=list, verbose_name='phần cần sửa')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='ký lúc')),
            ],
            options={
                'verbose_name': 'bản đăng ký thi đua đã ký',
                'verbose_name_plural': 'bản đăng ký thi đua đã ký',
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='RegisteredAim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('award', models.CharField(max_length=20, verbose_name='danh hiệu đăng ký')),
            ],
            options={
                'verbose_name': 'danh hiệu cá nhân đăng ký',
                'verbose_name_plural': 'danh hiệu cá nhân đăng ký',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='RegisteredTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=300, verbose_name='chỉ tiêu')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name='số lượng')),
                ('measure', models.CharField(blank=True, max_length=50, verbose_name='đơn vị tính')),
                ('due_on', models.DateField(null=True, verbose_name='hoàn thành trước ngày')),
            ],
            options={
                'verbose_name': 'chỉ tiêu cá nhân',
                'verbose_name_plural': 'chỉ tiêu cá nhân',
                'ordering': ('commitment__number', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('SENT', 'đã gửi đơn vị')], default='DRAFT', max_length=10, verbose_name='trạng thái')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='gửi lúc')),
            ],
            options={
                'verbose_name': 'đăng ký cá nhân',
                'verbose_name_plural': 'đăng ký cá nhân',
                'ordering': ('person__sort_key',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='campaign',
            name='launched_campaign_has_dates',
        ),
        migrations.RemoveConstraint(
            model_name='campaign',
            name='campaign_dates_in_order',
        ),
        migrations.RemoveConstraint(
            model_name='pledge',
            name='signed_pledge_has_signer',
        ),
        migrations.AddField(
            model_name='campaign',
            name='kind',
            field=models.CharField(choices=[('YEARLY', 'thường xuyên, theo năm'), ('THEMATIC', 'theo chuyên đề'), ('PEAK', 'đợt cao điểm')], default='YEARLY', max_length=10, verbose_name='loại phong trào'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='campaigns.campaign', verbose_name='phong trào cấp trên trong cơ quan'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='scope',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='units.unit', verbose_name='phạm vi'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='titles_registered',
            field=models.BooleanField(default=False, help_text='Quy định riêng của cơ quan: đề nghị danh hiệu chưa đăng ký sẽ có lời nhắc, không bị chặn.', verbose_name='danh hiệu phải được đăng ký trước'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='accepted_at',
            field=models.DateTimeField(null=True, verbose_name='tiếp nhận lúc'),
        ),
        migrations.AddField(
            model_name='pledge',
            name='accepted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pledge',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='pledge',
            name='state',
            field=models.CharField(choices=[('DRAFT', 'đang soạn'), ('SENT', 'chờ thủ trưởng ký'), ('RETURNED', 'trả lại để sửa'), ('SIGNED', 'đã ký, chờ tiếp nhận'), ('ACCEPTED', 'đã tiếp nhận')], default='DRAFT', max_length=10, verbose_name='trạng thái'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ACCEPTED', 'SIGNED']), _negated=True), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='signed_pledge_has_signer'),
        ),
        migrations.AddConstraint(
            model_name='pledge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ACCEPTED'), _negated=True), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='accepted_pledge_has_accepter'),
        ),
        migrations.AddField(
            model_name='highercampaign',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='higher_campaigns', to='units.agency'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='higher',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='campaigns.highercampaign', verbose_name='phong trào do cấp có thẩm quyền khác phát động'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('council_on__isnull', False), ('launched_on__isnull', False), ('midyear_on__isnull', False), ('nominations_due__isnull', False), ('pledges_due__isnull', False), ('yearend_on__isnull', False)), models.Q(models.Q(('kind', 'YEARLY'), _negated=True), ('launched_on__isnull', False), ('yearend_on__isnull', False)), _connector='OR'), name='launched_campaign_has_dates'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('pledges_due__lte', models.F('midyear_on')), ('pledges_due__lte', models.F('nominations_due')), ('pledges_due__lte', models.F('council_on')), ('pledges_due__lte', models.F('yearend_on')), ('midyear_on__lte', models.F('nominations_due')), ('midyear_on__lte', models.F('council_on')), ('midyear_on__lte', models.F('yearend_on')), ('nominations_due__lte', models.F('council_on')), ('nominations_due__lte', models.F('yearend_on')), ('council_on__lte', models.F('yearend_on'))), name='campaign_dates_in_order'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), ('higher', None), _connector='OR'), name='one_campaign_above'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='campaign_not_above_itself'),
        ),
        migrations.AddField(
            model_name='pact',
            name='bloc',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pacts', to='units.bloc'),
        ),
        migrations.AddField(
            model_name='pact',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pacts', to='campaigns.campaign'),
        ),
        migrations.AddField(
            model_name='pact',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='led_pacts', to='units.unit', verbose_name='đơn vị trưởng khối'),
        ),
        migrations.AddField(
            model_name='pactsignature',
            name='pact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='campaigns.pact'),
        ),
        migrations.AddField(
            model_name='pactsignature',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pactsignature',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pact_signatures', to='units.unit'),
        ),
        migrations.AddField(
            model_name='pledgeautosave',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pledgeautosave',
            name='pledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='autosaves', to='campaigns.pledge'),
        ),
        migrations.AddField(
            model_name='pledgeimport',
            name='imported_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pledgeimport',
            name='pledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='campaigns.pledge'),
        ),
        migrations.AddField(
            model_name='pledgeversion',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pledgeversion',
            name='pledge',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='campaigns.pledge'),
        ),
        migrations.AddField(
            model_name='pledgeversion',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registeredtarget',
            name='commitment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.commitment'),
        ),
        migrations.AddField(
            model_name='registration',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='campaigns.campaign'),
        ),
        migrations.AddField(
            model_name='registration',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='units.person'),
        ),
        migrations.AddField(
            model_name='registeredtarget',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='campaigns.registration'),
        ),
        migrations.AddField(
            model_name='registeredaim',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='campaigns.registration'),
        ),
        migrations.AddConstraint(
            model_name='highercampaign',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='higher_campaign_ordered'),
        ),
        migrations.AddConstraint(
            model_name='highercampaign',
            constraint=models.UniqueConstraint(fields=('agency', 'authority', 'document'), name='higher_campaign_once'),
        ),
        migrations.AddConstraint(
            model_name='pact',
            constraint=models.UniqueConstraint(fields=('campaign', 'bloc'), name='one_pact_a_campaign'),
        ),
        migrations.AddConstraint(
            model_name='pact',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'DRAFT'), models.Q(('text', ''), _negated=True), _connector='OR'), name='signed_pact_says_something'),
        ),
        migrations.AddConstraint(
            model_name='pactsignature',
            constraint=models.UniqueConstraint(fields=('pact', 'unit'), name='one_signature_a_member'),
        ),
        migrations.AddConstraint(
            model_name='pactsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='pact_signed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='pledgeautosave',
            constraint=models.UniqueConstraint(fields=('pledge', 'account'), name='one_autosave_each'),
        ),
        migrations.AddConstraint(
            model_name='pledgeimport',
            constraint=models.UniqueConstraint(fields=('pledge', 'sha256'), name='file_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='pledgeversion',
            constraint=models.UniqueConstraint(fields=('pledge', 'number'), name='version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='pledgeversion',
            constraint=models.UniqueConstraint(condition=models.Q(('signed_at', None)), fields=('pledge',), name='one_amendment_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='pledgeversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='version_signed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='pledgeversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='amendment_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('campaign', 'person'), name='one_registration_a_campaign'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'SENT'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='sent_registration_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='registeredtarget',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='registered_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='registeredaim',
            constraint=models.UniqueConstraint(fields=('registration', 'award'), name='registered_aim_once'),
        ),
        migrations.CreateModel(
            name='CampaignPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='campaigns.campaign')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'kế hoạch phong trào',
                'verbose_name_plural': 'kế hoạch phong trào',
                'ordering': ('pk',),
            },
        ),
        # The triggers first: a table with rows just inserted takes none before the commit.
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
