"""Petitions to a higher authority, and their way.

PostgreSQL keeps the chain: a petition is only on what the council carried for its award and nobody
has decided; once it is sent its words and its list stay; its state moves along its way alone,
and its end is final. A nomination leaves it only at its end.
"""

import django.db.models.deletion
import units.fields
import units.text
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE FUNCTION keep_petition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'DRAFT' THEN
            PERFORM refuse_in_chain('a petition begins as a draft', 'draft it, then send it');
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'DRAFT' THEN
            PERFORM refuse_in_chain('a petition that was sent is never deleted',
                'record how it was answered');
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('ANSWERED', 'REFUSED') THEN
        PERFORM refuse_in_chain('a petition that was answered never changes', 'draft another');
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('DRAFT', 'SENT'), ('SENT', 'SUPPLEMENT_ASKED'), ('SUPPLEMENT_ASKED', 'SENT'),
        ('SENT', 'ANSWERED'), ('SENT', 'REFUSED'),
        ('SUPPLEMENT_ASKED', 'ANSWERED'), ('SUPPLEMENT_ASKED', 'REFUSED')
    ) THEN
        PERFORM refuse_in_chain('a petition goes its way step by step',
            'record the step that comes next');
    END IF;
    IF OLD.state <> 'DRAFT' AND to_jsonb(OLD) - ARRAY['state', 'state_since', 'decision_id']
        <> to_jsonb(NEW) - ARRAY['state', 'state_since', 'decision_id']
        OR (OLD.agency_id, OLD.award, OLD.year) <> (NEW.agency_id, NEW.award, NEW.year)
    THEN
        PERFORM refuse_in_chain('a petition that was sent stays as it was signed',
            'send a supplement, or draft another');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_petition_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    petition record;
    nomination record;
BEGIN
    SELECT * INTO petition FROM awards_petition
        WHERE id = COALESCE(NEW.petition_id, OLD.petition_id) FOR SHARE;
    IF TG_OP = 'DELETE' THEN
        -- A draft that is thrown away may be gone already.
        IF petition.state <> 'DRAFT' THEN
            PERFORM refuse_in_chain('the list of a sent petition stays', 'draft another');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.petition_id, OLD.nomination_id) <> (NEW.petition_id, NEW.nomination_id)
            OR NEW.is_live AND NOT OLD.is_live
            OR OLD.is_live AND NOT NEW.is_live AND petition.state NOT IN ('ANSWERED', 'REFUSED')
        THEN
            PERFORM refuse_in_chain('a nomination leaves a petition only at its end',
                'record how it was answered');
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO nomination FROM awards_nomination WHERE id = NEW.nomination_id FOR SHARE;
    IF petition.state <> 'DRAFT' OR nomination.state <> 'PASSED'
        OR (nomination.agency_id, nomination.year) <> (petition.agency_id, petition.year)
        OR carried_award(nomination.id) IS DISTINCT FROM petition.award
    THEN
        PERFORM refuse_in_chain('a petition is only on what the council passed for its award',
            'draft it on passed nominations');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_petition_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_in_chain('what happened to a petition stays as it was recorded',
        'record a further step');
    RETURN NULL;
END $$;

CREATE TRIGGER stay_in_order BEFORE INSERT OR UPDATE OR DELETE ON awards_petition
    FOR EACH ROW EXECUTE FUNCTION keep_petition();
CREATE TRIGGER stay_in_chain BEFORE INSERT OR UPDATE OR DELETE ON awards_petitionitem
    FOR EACH ROW EXECUTE FUNCTION keep_petition_item();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_petitionstep
    FOR EACH ROW EXECUTE FUNCTION keep_petition_way();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_petitionreply
    FOR EACH ROW EXECUTE FUNCTION keep_petition_way();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_petitionfile
    FOR EACH ROW EXECUTE FUNCTION keep_petition_way();
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_petitiondossier
    FOR EACH ROW EXECUTE FUNCTION keep_petition_way();
"""

LOOSEN = """
DROP TRIGGER stay_in_order ON awards_petition;
DROP TRIGGER stay_in_chain ON awards_petitionitem;
DROP TRIGGER stay_frozen ON awards_petitionstep;
DROP TRIGGER stay_frozen ON awards_petitionreply;
DROP TRIGGER stay_frozen ON awards_petitionfile;
DROP TRIGGER stay_frozen ON awards_petitiondossier;
DROP FUNCTION keep_petition, keep_petition_item, keep_petition_way;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0015_signings'),
        ('units', '0009_kin'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.CharField(max_length=200, verbose_name='cấp có thẩm quyền')),
                ('award', models.CharField(max_length=20, verbose_name='danh hiệu, hình thức khen thưởng')),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm thành tích')),
                ('title', models.CharField(max_length=300, verbose_name='trích yếu')),
                ('letter', models.TextField(blank=True, verbose_name='nội dung')),
                ('signer_office', models.CharField(max_length=100, verbose_name='chức vụ người ký')),
                ('signer_name', models.CharField(max_length=100, verbose_name='họ tên người ký')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('signed_on', models.DateField(null=True, verbose_name='ngày ký')),
                ('state', models.CharField(choices=[('DRAFT', 'đang soạn'), ('SENT', 'chờ cấp trên'), ('SUPPLEMENT_ASKED', 'chờ bổ sung'), ('ANSWERED', 'đã có quyết định'), ('REFUSED', 'không được chấp thuận')], default='DRAFT', max_length=16, verbose_name='trạng thái')),
                ('state_since', models.DateField(verbose_name='ở trạng thái này từ')),
                ('edition', models.PositiveIntegerField(default=0, verbose_name='lần sửa')),
                ('created_at', models.DateTimeField(verbose_name='lập lúc')),
                ('folded', units.fields.DerivedField(by=units.text.fold, of='title')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitions', to='units.agency')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='petition', to='awards.decision')),
            ],
            options={
                'verbose_name': 'tờ trình lên cấp trên',
                'verbose_name_plural': 'tờ trình lên cấp trên',
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PetitionDossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng, byte')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='awards.petition')),
            ],
            options={
                'verbose_name': 'gói hồ sơ',
                'verbose_name_plural': 'gói hồ sơ',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='PetitionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng, byte')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='awards.petition')),
            ],
            options={
                'verbose_name': 'tệp tờ trình lên cấp trên',
                'verbose_name_plural': 'tệp tờ trình lên cấp trên',
            },
        ),
        migrations.CreateModel(
            name='PetitionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_live', models.BooleanField(default=True, verbose_name='đang trình')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petition_items', to='awards.nomination')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='awards.petition')),
            ],
            options={
                'verbose_name': 'hồ sơ trong tờ trình lên cấp trên',
                'verbose_name_plural': 'hồ sơ trong tờ trình lên cấp trên',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='PetitionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('SENT', 'gửi tờ trình'), ('SUPPLEMENT_ASKED', 'cấp trên yêu cầu bổ sung'), ('SUPPLEMENT_SENT', 'gửi bổ sung'), ('ANSWERED', 'có quyết định của cấp trên'), ('REFUSED', 'cấp trên không chấp thuận')], max_length=16, verbose_name='bước')),
                ('day', models.DateField(verbose_name='ngày')),
                ('note', models.TextField(blank=True, verbose_name='nội dung')),
                ('recorded_at', models.DateTimeField(verbose_name='ghi lúc')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='awards.petition')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'bước của tờ trình lên cấp trên',
                'verbose_name_plural': 'bước của tờ trình lên cấp trên',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='PetitionReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='tên tệp')),
                ('uploaded_at', models.DateTimeField(verbose_name='tải lên lúc')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(app_label)s_%(class)ss', to='units.storedfile', verbose_name='tệp đã lưu')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='awards.petitionstep')),
            ],
            options={
                'verbose_name': 'văn bản kèm theo bước',
                'verbose_name_plural': 'văn bản kèm theo bước',
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reference', ''), ('signed_on', None), ('state', 'DRAFT')), models.Q(models.Q(('state', 'DRAFT'), _negated=True), models.Q(('reference', ''), _negated=True), ('signed_on__isnull', False)), _connector='OR'), name='sent_petition_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('state', 'ANSWERED')), models.Q(models.Q(('state', 'ANSWERED'), _negated=True), ('decision', None)), _connector='OR'), name='answered_petition_has_decision'),
        ),
        migrations.AddConstraint(
            model_name='petitionitem',
            constraint=models.UniqueConstraint(condition=models.Q(('is_live', True)), fields=('nomination',), name='petitioned_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='petitionitem',
            constraint=models.UniqueConstraint(fields=('petition', 'nomination'), name='nomination_once_a_petition'),
        ),
        migrations.RunSQL(KEEP, LOOSEN),
    ]
