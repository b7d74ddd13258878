"""A second person approves; a decision that amends another one names it, line by line.

PostgreSQL keeps the order draft, proposed, approved, issued, and what was proposed as it was: what
somebody approved is what is issued. A line without a nomination is one that amends a line of the
decision that its own decision amends.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ORDER = """
CREATE FUNCTION keep_decision_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'DRAFT' THEN
            PERFORM refuse_in_chain('a decision begins as a draft', 'draft it, then propose it');
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM refuse_in_chain('only a draft is discarded', 'send it back first');
    END IF;
    IF OLD.state <> NEW.state AND NOT (
        NEW.origin = 'EXTERNAL' AND (OLD.state, NEW.state) = ('DRAFT', 'ISSUED')
        OR NEW.origin = 'OWN' AND (
            (OLD.state, NEW.state) IN (
                ('DRAFT', 'PROPOSED'), ('PROPOSED', 'APPROVED'), ('PROPOSED', 'DRAFT'),
                ('APPROVED', 'DRAFT')
            )
            OR (OLD.state, NEW.state) = ('APPROVED', 'ISSUED') AND NEW.approved_by_id IS NOT NULL
        )
    ) THEN
        PERFORM refuse_in_chain('a decision goes one step at a time',
            'propose it, let somebody else approve it, issue it');
    END IF;
    IF OLD.state <> 'DRAFT' AND (OLD.subject, OLD.bases, OLD.signer_office, OLD.signer_name,
            OLD.symbol, OLD.authority, OLD.award, OLD.year, OLD.kind, OLD.amends_id, OLD.ground,
            OLD.reason, OLD.is_public, OLD.origin, OLD.agency_id, OLD.created_by_id)
        IS DISTINCT FROM (NEW.subject, NEW.bases, NEW.signer_office, NEW.signer_name,
            NEW.symbol, NEW.authority, NEW.award, NEW.year, NEW.kind, NEW.amends_id, NEW.ground,
            NEW.reason, NEW.is_public, NEW.origin, NEW.agency_id, NEW.created_by_id)
    THEN
        PERFORM refuse_in_chain('what was proposed stays as it is', 'send it back to change it');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_issued_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_in_chain('decision ' || OLD.id || ' is issued and frozen',
        'draft a correction, a replacement or a revocation of it');
    RETURN NULL;
END $$;
DROP TRIGGER stay_frozen ON awards_decision;
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_decision
    FOR EACH ROW WHEN (OLD.state = 'ISSUED')
    EXECUTE FUNCTION refuse_change_of_issued_decision();

CREATE OR REPLACE FUNCTION refuse_change_below_issued_decision()
RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM awards_decision WHERE id IN (OLD.decision_id, NEW.decision_id) FOR SHARE;
    IF EXISTS (
        SELECT FROM awards_decision
        WHERE id IN (OLD.decision_id, NEW.decision_id) AND state <> 'DRAFT'
    ) THEN
        PERFORM refuse_in_chain(
            TG_TABLE_NAME || ' of a proposed, approved or issued decision is never changed',
            'send it back to change it; once it is issued, draft an amendment');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION keep_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nomination record;
    decision record;
    amended record;
BEGIN
    SELECT * INTO decision FROM awards_decision WHERE id = NEW.decision_id;
    IF NEW.effect <> (CASE decision.kind WHEN 'CORRECTION' THEN 'CORRECTS'
            WHEN 'REVOCATION' THEN 'REVOKES' ELSE 'GIVES' END) THEN
        PERFORM refuse_in_chain('a line does what its decision does',
            'draft a decision of the kind that is meant');
    END IF;
    IF NEW.amends_id IS NOT NULL THEN
        SELECT line.*, whole.state INTO amended
        FROM awards_recipient line JOIN awards_decision whole ON whole.id = line.decision_id
        WHERE line.id = NEW.amends_id;
        IF amended.state <> 'ISSUED' OR amended.effect <> 'GIVES'
            OR amended.decision_id IS DISTINCT FROM decision.amends_id
            OR (amended.person_id, amended.collective_id)
                IS DISTINCT FROM (NEW.person_id, NEW.collective_id)
            OR NEW.nomination_id IS NOT NULL
        THEN
            PERFORM refuse_in_chain('a line amends one of the decision that its own amends',
                'draft the amendment on lines of that decision');
        END IF;
        RETURN NEW;
    END IF;
    IF decision.kind <> 'AWARD' THEN
        PERFORM refuse_in_chain('an amendment names nobody new', 'draft a decision of its own');
    END IF;
    SELECT * INTO nomination FROM awards_nomination WHERE id = NEW.nomination_id FOR SHARE;
    IF NEW.nomination_id IS NULL AND decision.origin = 'OWN'
        OR NEW.nomination_id IS NOT NULL AND (
            nomination.state <> 'PASSED'
            OR carried_award(NEW.nomination_id) IS DISTINCT FROM decision.award
            OR (nomination.person_id, nomination.collective_id)
                IS DISTINCT FROM (NEW.person_id, NEW.collective_id)
        )
    THEN
        PERFORM refuse_in_chain('a decision names only whom the council passed for its award',
            'draft it on passed nominations');
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER stay_in_chain_still ON awards_recipient;
CREATE TRIGGER stay_in_chain_still BEFORE UPDATE ON awards_recipient
    FOR EACH ROW WHEN (
        (OLD.decision_id, OLD.nomination_id, OLD.person_id, OLD.collective_id, OLD.amends_id,
            OLD.effect)
        IS DISTINCT FROM (NEW.decision_id, NEW.nomination_id, NEW.person_id, NEW.collective_id,
            NEW.amends_id, NEW.effect)
    ) EXECUTE FUNCTION keep_recipient();
CREATE TRIGGER stay_in_order BEFORE INSERT OR UPDATE ON awards_decision
    FOR EACH ROW EXECUTE FUNCTION keep_decision_in_order();
CREATE TRIGGER stay_in_order_gone BEFORE DELETE ON awards_decision
    FOR EACH ROW WHEN (OLD.state <> 'DRAFT') EXECUTE FUNCTION keep_decision_in_order();
"""

DISORDER = """
DROP TRIGGER stay_frozen ON awards_decision;
CREATE TRIGGER stay_frozen BEFORE UPDATE OR DELETE ON awards_decision
    FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION refuse_change_of_frozen_row();
DROP FUNCTION refuse_change_of_issued_decision();
DROP TRIGGER stay_in_order ON awards_decision;
DROP TRIGGER stay_in_order_gone ON awards_decision;
DROP FUNCTION keep_decision_in_order();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0010_preparation"),
        ("units", "0009_kin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="issued_decision_is_whole",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="own_issued_decision_has_number",
        ),
        migrations.AddField(
            model_name="decision",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="awards.decision",
                verbose_name="quyết định được sửa",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="approved_at",
            field=models.DateTimeField(null=True, verbose_name="duyệt lúc"),
        ),
        migrations.AddField(
            model_name="decision",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="ground",
            field=models.CharField(
                blank=True, max_length=20, verbose_name="căn cứ pháp lý của việc sửa"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="is_public",
            field=models.BooleanField(default=True, verbose_name="công khai trên sổ đăng ký"),
        ),
        migrations.AddField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("AWARD", "khen thưởng"),
                    ("CORRECTION", "đính chính"),
                    ("REPLACEMENT", "thay thế"),
                    ("REVOCATION", "hủy bỏ"),
                ],
                default="AWARD",
                max_length=12,
                verbose_name="loại",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="reason",
            field=models.TextField(blank=True, verbose_name="lý do sửa"),
        ),
        migrations.AddField(
            model_name="decision",
            name="return_note",
            field=models.TextField(blank=True, verbose_name="lý do trả lại"),
        ),
        migrations.AddField(
            model_name="decision",
            name="worded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="numberseries",
            name="last_signed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="recipient",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="awards.recipient",
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="effect",
            field=models.CharField(
                choices=[("GIVES", "tặng"), ("CORRECTS", "đính chính"), ("REVOKES", "hủy bỏ")],
                default="GIVES",
                max_length=10,
                verbose_name="nội dung",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="state",
            field=models.CharField(
                choices=[
                    ("DRAFT", "dự thảo"),
                    ("PROPOSED", "chờ duyệt"),
                    ("APPROVED", "đã duyệt, chờ ban hành"),
                    ("ISSUED", "đã ban hành"),
                ],
                default="DRAFT",
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("DRAFT", "PROPOSED", "APPROVED")),
                    models.Q(
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                        ("signed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="issued_decision_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number__isnull", True), ("state__in", ("DRAFT", "PROPOSED", "APPROVED"))
                    ),
                    ("origin", "EXTERNAL"),
                    ("number__isnull", False),
                    _connector="OR",
                ),
                name="own_issued_decision_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(
                        models.Q(("approved_by", models.F("created_by")), _negated=True),
                        models.Q(
                            ("worded_by__isnull", True),
                            models.Q(("approved_by", models.F("worded_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("proposed_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="nobody_approves_the_own_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amends__isnull", True), ("ground", ""), ("kind", "AWARD")),
                    models.Q(
                        models.Q(("kind", "AWARD"), _negated=True),
                        ("amends__isnull", False),
                        models.Q(("ground", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="amendment_names_what_it_amends",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "REPLACEMENT")),
                fields=("amends",),
                name="replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect", "GIVES"), ("amends__isnull", False), _connector="OR"),
                name="line_names_what_it_amends",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.UniqueConstraint(
                condition=models.Q(("effect", "REVOKES")), fields=("amends",), name="revoked_once"
            ),
        ),
        migrations.RunSQL(ORDER, DISORDER),
    ]
