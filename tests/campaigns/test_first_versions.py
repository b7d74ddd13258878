"""A pledge that was signed before there were versions gets the one that signing would have made."""

import importlib
from pathlib import Path

from django.db import connection

import campaigns.migrations
from campaigns.models import PledgeVersion
from tests.campaigns.pledging import rows_now, signed
from tests.cast import Office, day, launched_campaign


def test_the_migration_makes_the_version_that_signing_makes(office: Office) -> None:
    with day(2022, 1, 10):
        pledge = signed(office, launched_campaign(office))
    assert len(rows_now(pledge).targets) == 2
    kept = PledgeVersion.objects.get()
    [name] = [path.stem for path in Path(campaigns.migrations.__path__[0]).glob("*_pledges.py")]
    migration = importlib.import_module(f"campaigns.migrations.{name}")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE campaigns_pledgeversion DISABLE TRIGGER stay_signed")
        PledgeVersion.objects.all().delete()
        cursor.execute(migration.FILL)
    made = PledgeVersion.objects.get()
    names = ("number", "content", "reason", "asked", "signed_by", "signed_at")
    assert {name: getattr(made, name) for name in names} == {
        name: getattr(kept, name) for name in names
    }
