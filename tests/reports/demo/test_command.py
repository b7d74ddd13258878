"""`manage.py demo` where it must not fill: the wrong database, the wrong words."""

import pytest
from django.core.management import CommandError

from reports.demo.logins import demo_password
from reports.demo.office import Office, person_of
from reports.demo.stages import reached
from tests.reports.demo.album import demo
from units.actions.accounts import open_account
from units.models import Account, Agency, AuditEntry, Person

FOREIGN = "This database holds data that the demo did not make."

pytestmark = pytest.mark.django_db


def test_another_office_is_left_alone(office):
    before = AuditEntry.objects.count()
    with pytest.raises(CommandError, match=FOREIGN):
        demo(stage="launched")
    assert AuditEntry.objects.count() == before
    assert Agency.objects.get() == office.agency


def test_accounts_without_an_office_are_left_alone():
    open_account(username="chutich", person=None, password=None, actor=None)
    with pytest.raises(CommandError, match=FOREIGN):
        demo(stage="launched")
    assert not Person.objects.exists()


def test_logins_of_another_office_are_not_printed(office):
    with pytest.raises(CommandError, match=FOREIGN):
        demo(logins=True)


def test_an_empty_database_has_reached_no_stage():
    assert reached() is None


def test_an_office_that_is_not_there_is_not_looked_for_in_vain():
    with pytest.raises(LookupError, match="not founded yet"):
        Office.require()


def test_an_account_of_nobody_cannot_act_in_the_demo():
    with pytest.raises(LookupError, match="kiosk is nobody's account"):
        person_of(Account(username="kiosk"))


def test_logins_need_an_office():
    with pytest.raises(CommandError, match="There is no demo office yet"):
        demo(logins=True)


def test_a_stage_or_the_logins_must_be_asked_for():
    with pytest.raises(CommandError, match="Name a stage with --stage"):
        demo()


def test_an_unknown_stage_is_refused_by_name():
    with pytest.raises(CommandError, match="There is no stage “finished”; choose one of launched"):
        demo(stage="finished")


def test_the_password_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "tu-dat-lay")
    assert demo_password() == "tu-dat-lay"


def test_without_one_the_password_is_made_from_the_secret_key(monkeypatch, settings):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    settings.SECRET_KEY = "one"
    first = demo_password()
    assert first == demo_password()
    assert [len(word) for word in first.split("-")] == [4, 4, 4, 4]
    settings.SECRET_KEY = "two"
    assert demo_password() != first
