"""Certificates: sheets, printers, and a register that only goes forward.

PostgreSQL keeps every box on its sheet, prints only what an issued decision of the agency's own
gives, and leaves the words of a certificate as they were printed.
"""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEEP = """
CREATE FUNCTION keep_field_on_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sheet record;
BEGIN
    SELECT * INTO sheet FROM awards_certificatestock WHERE id = NEW.stock_id FOR SHARE;
    IF NEW.x + NEW.width > sheet.width OR NEW.y + NEW.height > sheet.height THEN
        RAISE EXCEPTION 'the box % does not stand on its sheet', NEW.name
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_sheet_around_fields() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM awards_stockfield
        WHERE stock_id = NEW.id AND (x + width > NEW.width OR y + height > NEW.height)
    ) THEN
        RAISE EXCEPTION 'a box would no longer stand on the sheet'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM refuse_in_chain('a printed certificate stays in the register', 'report it spoilt');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'PRINTED' OR NOT EXISTS (
            SELECT FROM awards_recipient line
            JOIN awards_decision decision ON decision.id = line.decision_id
            JOIN awards_certificatebatch batch ON batch.agency_id = decision.agency_id
            WHERE line.id = NEW.recipient_id AND batch.id = NEW.batch_id
                AND line.effect = 'GIVES' AND decision.state = 'ISSUED' AND decision.origin = 'OWN'
        ) THEN
            PERFORM refuse_in_chain('a certificate is printed for what the agency gave',
                'issue the decision first');
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.recipient_id, OLD.batch_id, OLD.serial, OLD.place_in_batch, OLD.name, OLD.place,
            OLD.achievement)
        IS DISTINCT FROM (NEW.recipient_id, NEW.batch_id, NEW.serial, NEW.place_in_batch, NEW.name,
            NEW.place, NEW.achievement)
        OR OLD.state IN ('LOST', 'SPOILT', 'RECALLED')
        OR OLD.state = 'HANDED_OVER' AND (OLD.handed_to, OLD.handed_on, OLD.handed_by_id)
            IS DISTINCT FROM (NEW.handed_to, NEW.handed_on, NEW.handed_by_id)
        OR (OLD.state, NEW.state) = ('HANDED_OVER', 'PRINTED')
    THEN
        PERFORM refuse_in_chain('a certificate stays as it was printed, handed over or ended',
            'end it with a reason and print another');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stay_on_sheet BEFORE INSERT OR UPDATE ON awards_stockfield
    FOR EACH ROW EXECUTE FUNCTION keep_field_on_sheet();
CREATE TRIGGER stay_around_fields BEFORE UPDATE ON awards_certificatestock
    FOR EACH ROW EXECUTE FUNCTION keep_sheet_around_fields();
CREATE TRIGGER stay_in_register BEFORE INSERT OR UPDATE OR DELETE ON awards_certificate
    FOR EACH ROW EXECUTE FUNCTION keep_certificate();
"""

LET_GO = """
DROP TRIGGER stay_in_register ON awards_certificate;
DROP TRIGGER stay_around_fields ON awards_certificatestock;
DROP TRIGGER stay_on_sheet ON awards_stockfield;
DROP FUNCTION keep_certificate();
DROP FUNCTION keep_sheet_around_fields();
DROP FUNCTION keep_field_on_sheet();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0012_register"),
        ("units", "0009_kin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateStock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="tên phôi, loại giấy")),
                (
                    "width",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="chiều ngang, mm",
                    ),
                ),
                (
                    "height",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="chiều dọc, mm",
                    ),
                ),
                ("is_preprinted", models.BooleanField(default=False, verbose_name="phôi in sẵn")),
                (
                    "awards",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        size=None,
                        verbose_name="danh hiệu, hình thức",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("INDIVIDUAL", "cá nhân"), ("COLLECTIVE", "tập thể")],
                        max_length=10,
                        verbose_name="đối tượng",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate_stocks",
                        to="units.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "phôi",
                "verbose_name_plural": "phôi",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Printer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="tên máy in")),
                (
                    "offset_x",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(-20),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="dịch sang phải, mm",
                    ),
                ),
                (
                    "offset_y",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(-20),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="dịch xuống, mm",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printers",
                        to="units.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "máy in",
                "verbose_name_plural": "máy in",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="CertificateBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="in lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="awards.certificatestock",
                    ),
                ),
                (
                    "printer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="awards.printer",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt in",
                "verbose_name_plural": "đợt in",
                "ordering": ("-made_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="StockField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("AWARD", "tên danh hiệu, hình thức"),
                            ("RECIPIENT", "Ông/Bà và họ tên, hoặc tên tập thể"),
                            ("HONORIFIC", "Ông, Bà hoặc Tập thể"),
                            ("NAME", "họ tên, tên tập thể"),
                            ("PLACE", "chức vụ, đơn vị"),
                            ("ACHIEVEMENT", "thành tích"),
                            ("DECISION", "dòng “Quyết định số …, ngày …”"),
                            ("NUMBER", "riêng số quyết định"),
                            ("GOLDEN_BOOK", "dòng “Số sổ vàng: …”"),
                            ("ORDINAL", "riêng số sổ vàng"),
                            ("PLACE_DATE", "địa danh, ngày tháng"),
                            ("OFFICE", "chức vụ người ký"),
                            ("SIGNER", "họ tên người ký"),
                        ],
                        max_length=11,
                        verbose_name="nội dung",
                    ),
                ),
                (
                    "x",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cách mép trái",
                    ),
                ),
                (
                    "y",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="cách mép trên",
                    ),
                ),
                (
                    "width",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(3)],
                        verbose_name="rộng",
                    ),
                ),
                (
                    "height",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=4,
                        validators=[django.core.validators.MinValueValidator(3)],
                        verbose_name="cao",
                    ),
                ),
                (
                    "size",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(6),
                            django.core.validators.MaxValueValidator(72),
                        ],
                        verbose_name="cỡ chữ",
                    ),
                ),
                (
                    "align",
                    models.CharField(
                        choices=[("left", "trái"), ("center", "giữa"), ("right", "phải")],
                        default="center",
                        max_length=6,
                        verbose_name="canh",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        default="#000000",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-f]{6}$", "Ghi màu dạng #rrggbb, ví dụ #000000."
                            )
                        ],
                        verbose_name="màu",
                    ),
                ),
                (
                    "stock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fields",
                        to="awards.certificatestock",
                    ),
                ),
            ],
            options={
                "verbose_name": "ô in trên phôi",
                "verbose_name_plural": "ô in trên phôi",
                "ordering": ("y", "x"),
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField(default=1, verbose_name="bản thứ")),
                ("place_in_batch", models.PositiveIntegerField(verbose_name="thứ tự trong đợt in")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                (
                    "place",
                    models.CharField(blank=True, max_length=400, verbose_name="chức vụ, đơn vị"),
                ),
                (
                    "achievement",
                    models.CharField(blank=True, max_length=300, verbose_name="thành tích"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PRINTED", "đã in, chưa trao"),
                            ("HANDED_OVER", "đã trao"),
                            ("LOST", "báo mất"),
                            ("SPOILT", "hỏng, đã hủy"),
                            ("RECALLED", "đã thu hồi"),
                        ],
                        default="PRINTED",
                        max_length=11,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "handed_to",
                    models.CharField(blank=True, max_length=200, verbose_name="trao cho"),
                ),
                ("handed_on", models.DateField(null=True, verbose_name="ngày trao")),
                ("end_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="chấm dứt lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="awards.recipient",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="awards.certificatebatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "giấy chứng nhận, bằng khen",
                "verbose_name_plural": "giấy chứng nhận, bằng khen",
                "ordering": ("batch", "place_in_batch"),
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "serial"), name="serial_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("PRINTED", "HANDED_OVER"))),
                        fields=("recipient",),
                        name="one_live_certificate",
                    ),
                    models.UniqueConstraint(
                        fields=("batch", "place_in_batch"), name="one_sheet_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial__gte", 1)), name="serial_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "HANDED_OVER"), _negated=True),
                            models.Q(
                                ("handed_by__isnull", False),
                                ("handed_on__isnull", False),
                                models.Q(("handed_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handed_over_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""),
                                ("ended_at__isnull", True),
                                ("state__in", ("PRINTED", "HANDED_OVER")),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("state__in", ("LOST", "SPOILT", "RECALLED")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ended_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="certificatestock",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="stock_named_once"),
        ),
        migrations.AddConstraint(
            model_name="certificatestock",
            constraint=models.CheckConstraint(
                condition=models.Q(("height__range", (100, 500)), ("width__range", (100, 500))),
                name="stock_has_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="printer",
            constraint=models.UniqueConstraint(
                fields=("agency", "name"), name="printer_named_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="printer",
            constraint=models.CheckConstraint(
                condition=models.Q(("offset_x__range", (-20, 20)), ("offset_y__range", (-20, 20))),
                name="printer_is_nearly_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockfield",
            constraint=models.UniqueConstraint(fields=("stock", "name"), name="field_once_a_stock"),
        ),
        migrations.AddConstraint(
            model_name="stockfield",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("height__gte", 3),
                    ("size__range", (6, 72)),
                    ("width__gte", 3),
                    ("x__gte", 0),
                    ("y__gte", 0),
                ),
                name="field_has_size",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockfield",
            constraint=models.CheckConstraint(
                condition=models.Q(("colour__regex", "^#[0-9a-f]{6}$")), name="field_has_colour"
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
