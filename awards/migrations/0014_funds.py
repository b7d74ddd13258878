"""Funds and their ledger, what each award is worth, what is taken back.

PostgreSQL refuses to change or delete an entry of a ledger. A prize keeps all that it was worked
out from: one thing is set, once, the decision by which nothing is due for it any more. Of a
recovery only what came back is noted, each on its day, and a day that was noted stays.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEEP = """
CREATE FUNCTION refuse_change_of_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is never changed or deleted; put it right by another one',
        TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION keep_prize() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept awards_prizeline := OLD;
BEGIN
    kept.ended_by_id := NEW.ended_by_id;
    IF OLD.ended_by_id IS NOT NULL OR NEW IS DISTINCT FROM kept THEN
        RAISE EXCEPTION 'prize % stays as it was worked out; only what ends it is set, once',
            OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_recovery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept awards_recovery := OLD;
BEGIN
    kept.money_back_on := COALESCE(OLD.money_back_on, NEW.money_back_on);
    kept.artefact_back_on := COALESCE(OLD.artefact_back_on, NEW.artefact_back_on);
    kept.note := NEW.note;
    IF NEW IS DISTINCT FROM kept THEN
        RAISE EXCEPTION 'of recovery % only what came back is noted, once', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON awards_fundentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_money();
CREATE TRIGGER stay BEFORE UPDATE ON awards_prizeline
    FOR EACH ROW EXECUTE FUNCTION keep_prize();
CREATE TRIGGER stay_there BEFORE DELETE ON awards_prizeline
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_money();
CREATE TRIGGER stay BEFORE UPDATE ON awards_recovery
    FOR EACH ROW EXECUTE FUNCTION keep_recovery();
CREATE TRIGGER stay_there BEFORE DELETE ON awards_recovery
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_money();
"""

LET_GO = """
DROP TRIGGER append_only ON awards_fundentry;
DROP TRIGGER stay ON awards_prizeline;
DROP TRIGGER stay_there ON awards_prizeline;
DROP TRIGGER stay ON awards_recovery;
DROP TRIGGER stay_there ON awards_recovery;
DROP FUNCTION keep_recovery();
DROP FUNCTION keep_prize();
DROP FUNCTION refuse_change_of_money();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0013_certificates"),
        ("units", "0009_kin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.CharField(max_length=10, verbose_name="hệ thống khen thưởng")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("name", models.CharField(max_length=200, verbose_name="tên quỹ")),
                ("opened_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funds",
                        to="units.agency",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "quỹ khen thưởng",
                "verbose_name_plural": "quỹ khen thưởng",
                "ordering": ("-year", "order"),
            },
        ),
        migrations.CreateModel(
            name="PrizeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "coefficient",
                    models.DecimalField(decimal_places=6, max_digits=10, verbose_name="hệ số"),
                ),
                (
                    "multiplier",
                    models.DecimalField(decimal_places=3, max_digits=6, verbose_name="số lần"),
                ),
                ("base_salary", models.BigIntegerField(verbose_name="mức lương cơ sở")),
                ("rounding", models.CharField(max_length=12, verbose_name="cách làm tròn")),
                ("amount", models.BigIntegerField(verbose_name="số tiền")),
                ("at_most", models.BooleanField(verbose_name="mức tối đa")),
                (
                    "cites",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="căn cứ"
                    ),
                ),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="quy tắc chi cùng lúc",
                    ),
                ),
                ("verified", models.BooleanField(verbose_name="đã kiểm chứng")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.decision",
                    ),
                ),
                (
                    "recipient",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prize",
                        to="awards.recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng tiền thưởng",
                "verbose_name_plural": "dòng tiền thưởng",
                "ordering": ("recipient__decision", "recipient__ordinal"),
            },
        ),
        migrations.CreateModel(
            name="FundEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("INCOME", "thu vào quỹ"),
                            ("EXPENSE", "chi khác, giảm thu"),
                            ("COMMITMENT", "dành cho quyết định"),
                            ("RELEASE", "thôi dành"),
                            ("PAYMENT", "đã chi thưởng"),
                            ("RECOVERED", "đã thu hồi"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="số tiền")),
                ("on", models.DateField(verbose_name="ngày")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="nội dung")),
                ("at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_entries",
                        to="awards.decision",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="awards.fund",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="awards.prizeline",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng sổ quỹ",
                "verbose_name_plural": "dòng sổ quỹ",
                "ordering": ("on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("money", models.BigIntegerField(verbose_name="tiền phải thu hồi")),
                ("of_artefact", models.BooleanField(verbose_name="thu hồi hiện vật")),
                ("opened_on", models.DateField(verbose_name="mở ngày")),
                (
                    "money_back_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày thu lại tiền"),
                ),
                (
                    "artefact_back_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày thu lại hiện vật"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="awards.decision",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recoveries",
                        to="awards.recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "khoản thu hồi",
                "verbose_name_plural": "khoản thu hồi",
                "ordering": ("-opened_on", "-pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.UniqueConstraint(
                fields=("agency", "order", "year"), name="one_fund_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="fund",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__in", ["STATE", "PARTY", "UNION", "YOUTH"])),
                name="fund_of_an_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="prizeline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0),
                    ("base_salary__gt", 0),
                    ("coefficient__gt", 0),
                    ("multiplier__gt", 0),
                ),
                name="prize_of_whole_dong",
            ),
        ),
        migrations.AddConstraint(
            model_name="prizeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("rounding__in", ["CEIL_10K", "HALF_UP_10K", "NONE"])),
                name="prize_is_rounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="entry_of_whole_dong"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision", None),
                        ("kind__in", ("INCOME", "EXPENSE")),
                        ("line", None),
                        models.Q(("note", ""), _negated=True),
                    ),
                    models.Q(("decision__isnull", False), ("kind", "COMMITMENT"), ("line", None)),
                    models.Q(
                        ("decision__isnull", False),
                        ("kind__in", ("RELEASE", "PAYMENT", "RECOVERED")),
                        ("line__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="entry_says_what_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "COMMITMENT")),
                fields=("decision",),
                name="committed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("PAYMENT", "RELEASE"))),
                fields=("line",),
                name="paid_or_released_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "RECOVERED")), fields=("line",), name="recovered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(
                fields=("recipient", "decision"), name="recovered_by_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("money__gt", 0), models.Q(("money", 0), ("of_artefact", True)), _connector="OR"
                ),
                name="something_to_recover",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
