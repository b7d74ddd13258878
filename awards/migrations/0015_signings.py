"""Digital signatures: certificates, what is given out to sign, what came back signed.

PostgreSQL keeps what was received as it was received, and only in its order: a paper belongs to the
approval that it was made for, a person signs it before the issue, the body after it. They go with
a draft that is thrown away, and never otherwise.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEEP = """
CREATE FUNCTION keep_signing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decision record;
    paper record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM refuse_in_chain('what was signed stays as it is', 'send the draft back');
    END IF;
    SELECT * INTO decision FROM awards_decision
        WHERE id = COALESCE(NEW.decision_id, OLD.decision_id) FOR SHARE;
    IF TG_OP = 'DELETE' THEN
        IF decision.state <> 'DRAFT' THEN
            PERFORM refuse_in_chain('what was signed goes with a draft alone',
                'send the draft back, then discard it');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_TABLE_NAME = 'awards_signingpaper' THEN
        IF decision.state <> 'APPROVED' OR decision.approved_at <> NEW.approved_at THEN
            PERFORM refuse_in_chain('only what is approved is signed', 'approve the draft');
        END IF;
        RETURN NEW;
    END IF;
    SELECT one.* INTO paper FROM awards_signingpaper one
        WHERE one.decision_id = NEW.decision_id AND one.approved_at = decision.approved_at;
    IF NEW.step = 'PERSON' AND (
            decision.state <> 'APPROVED' OR paper.id IS DISTINCT FROM NEW.paper_id
        )
        OR NEW.step = 'BODY' AND (
            decision.state <> 'ISSUED' OR NOT EXISTS (
                SELECT FROM awards_signedfile one WHERE one.paper_id = paper.id
            )
        )
    THEN
        PERFORM refuse_in_chain('a person signs what is approved, the body what is issued',
            'receive the signatures in their order');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_signing_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id']
            <> to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id']
    THEN
        PERFORM refuse_in_chain('a registered certificate is only withdrawn',
            'withdraw it and register another');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stay_in_order BEFORE INSERT OR UPDATE OR DELETE ON awards_signingpaper
    FOR EACH ROW EXECUTE FUNCTION keep_signing();
CREATE TRIGGER stay_in_order BEFORE INSERT OR UPDATE OR DELETE ON awards_signedfile
    FOR EACH ROW EXECUTE FUNCTION keep_signing();
CREATE TRIGGER stay_as_read BEFORE UPDATE OR DELETE ON awards_signingcertificate
    FOR EACH ROW EXECUTE FUNCTION keep_signing_certificate();
"""

LOOSEN = """
DROP TRIGGER stay_in_order ON awards_signingpaper;
DROP TRIGGER stay_in_order ON awards_signedfile;
DROP TRIGGER stay_as_read ON awards_signingcertificate;
DROP FUNCTION keep_signing();
DROP FUNCTION keep_signing_certificate();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0014_funds'),
        ('units', '0009_kin'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=500, verbose_name='chủ thể chứng thư số')),
                ('issuer', models.CharField(max_length=500, verbose_name='tổ chức cấp')),
                ('serial', models.CharField(max_length=64, verbose_name='số hiệu')),
                ('sha256', models.CharField(max_length=64, verbose_name='mã SHA-256')),
                ('valid_from', models.DateTimeField(verbose_name='hiệu lực từ')),
                ('valid_until', models.DateTimeField(verbose_name='hiệu lực đến')),
                ('registered_at', models.DateTimeField(verbose_name='đăng ký lúc')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='ngừng dùng lúc')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ký')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.agency')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'chứng thư số',
                'verbose_name_plural': 'chứng thư số',
                'ordering': ('-withdrawn_at', 'account__person__sort_key', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='SigningPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng, byte')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('approved_at', models.DateTimeField(verbose_name='duyệt lúc')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signing_papers', to='awards.decision')),
            ],
            options={
                'verbose_name': 'tệp để ký số',
                'verbose_name_plural': 'tệp để ký số',
            },
        ),
        migrations.CreateModel(
            name='SignedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng, byte')),
                ('made_at', models.DateTimeField(verbose_name='lập lúc')),
                ('step', models.CharField(choices=[('PERSON', 'người có thẩm quyền'), ('BODY', 'cơ quan')], max_length=6, verbose_name='chữ ký của')),
                ('signed_at', models.DateTimeField(verbose_name='ký lúc, theo máy của người ký')),
                ('algorithm', models.CharField(max_length=40, verbose_name='thuật toán')),
                ('revocation_checked', models.BooleanField(verbose_name='đã kiểm tra thu hồi')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signed_files', to='awards.decision')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='awards.signingcertificate')),
                ('paper', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signed', to='awards.signingpaper')),
            ],
            options={
                'verbose_name': 'tệp đã ký số',
                'verbose_name_plural': 'tệp đã ký số',
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='signingcertificate',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('agency', 'sha256'), name='certificate_registered_once'),
        ),
        migrations.AddConstraint(
            model_name='signingcertificate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='certificate_withdrawn_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='signingpaper',
            constraint=models.UniqueConstraint(fields=('decision', 'approved_at'), name='one_paper_an_approval'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('step', 'PERSON')), models.Q(('paper', None), ('step', 'BODY')), _connector='OR'), name='a_person_signs_a_paper'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'BODY')), fields=('decision',), name='sealed_once'),
        ),
        migrations.RunSQL(KEEP, LOOSEN),
    ]
