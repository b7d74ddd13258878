"""The public register, which only grows.

PostgreSQL gives an entry its index under one lock, so that there is no gap and no twin, and hashes
its content into the leaf of the tree (RFC 6962). Entries and heads are never changed, deleted or
emptied; what still happens, below PostgreSQL, is found out with a head published before.
"""

import django.db.models.deletion

import awards.register.content
from django.db import migrations, models

GROW = """
CREATE FUNCTION refuse_change_of_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows and is never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Issue a decision that amends the other one.';
END $$;

CREATE FUNCTION append_to_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('awards_registerentry'));
    -- A statement of its own: it sees what was written while this one waited.
    SELECT COALESCE(max(index) + 1, 0) INTO NEW.index FROM awards_registerentry;
    NEW.leaf := encode(sha256('\\x00'::bytea || convert_to(NEW.content, 'UTF8')), 'hex');
    RETURN NEW;
END $$;

CREATE FUNCTION append_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.size NOT BETWEEN 1 AND (SELECT count(*) FROM awards_registerentry)
        OR EXISTS (SELECT FROM awards_registerhead WHERE size >= NEW.size OR day >= NEW.day)
    THEN
        RAISE EXCEPTION 'a head is over more entries than the one before, of a later day'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER append BEFORE INSERT ON awards_registerentry
    FOR EACH ROW EXECUTE FUNCTION append_to_register();
CREATE TRIGGER append BEFORE INSERT ON awards_registerhead
    FOR EACH ROW EXECUTE FUNCTION append_head();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON awards_registerentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_register();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON awards_registerhead
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_register();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON awards_registerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_register();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON awards_registerhead
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_register();
"""

# The triggers go with their tables.
FORGET = """
DROP FUNCTION append_head() CASCADE;
DROP FUNCTION append_to_register() CASCADE;
DROP FUNCTION refuse_change_of_register() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0011_amendments")]
    operations = [
        # Two steps: no row that is there already gets a code.
        migrations.AddField(
            model_name="decision",
            name="code",
            field=models.CharField(max_length=24, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="code",
            field=models.CharField(
                default=awards.register.content.new_code, max_length=24, null=True, unique=True
            ),
        ),
        migrations.CreateModel(
            name="RegisterHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="ngày")),
                ("size", models.PositiveIntegerField(unique=True, verbose_name="số mục")),
                ("root", models.CharField(max_length=64, verbose_name="mã băm gốc")),
                ("made_at", models.DateTimeField(verbose_name="chốt lúc")),
            ],
            options={
                "verbose_name": "bản chốt sổ đăng ký",
                "verbose_name_plural": "bản chốt sổ đăng ký",
                "ordering": ("-size",),
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.PositiveIntegerField(default=0, unique=True, verbose_name="số mục"),
                ),
                ("code", models.CharField(max_length=24, unique=True, verbose_name="mã tra cứu")),
                ("secret", models.CharField(max_length=64)),
                ("content", models.TextField(verbose_name="dữ liệu chuẩn")),
                ("leaf", models.CharField(max_length=64, verbose_name="mã băm của mục")),
                ("made_at", models.DateTimeField(verbose_name="vào sổ lúc")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="awards.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục của sổ đăng ký",
                "verbose_name_plural": "mục của sổ đăng ký",
                "ordering": ("index",),
            },
        ),
        migrations.RunSQL(GROW, FORGET),
    ]
