import pytest
from django.contrib import admin
from django.urls import reverse

from tests.cast import PASSWORD, day
from units.models import Account, AuditEntry, Discipline, Person, Restriction


@pytest.fixture
def root(client, office):
    """A client signed in as a superuser."""
    client.force_login(Account.objects.create_superuser("goc", PASSWORD))
    with day(2022, 1, 10):
        yield client


def test_members_of_the_office_do_not_enter(client, office):
    client.force_login(office.quan)
    assert client.get("/admin/", follow=True).redirect_chain[0][0].startswith("/admin/login/")


def test_every_list_opens(root):
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert root.get(reverse(name)).status_code == 200


def test_what_weighs_against_somebody_has_no_page():
    assert not {Discipline, Restriction} & set(admin.site._registry)


def test_only_accounts_can_be_added_or_changed(root, office):
    request = root.get("/admin/").wsgi_request
    changing = {
        model._meta.label
        for model, site in admin.site._registry.items()
        if site.has_add_permission(request) or site.has_change_permission(request)
    }
    deleting = {
        model._meta.label
        for model, site in admin.site._registry.items()
        if site.has_delete_permission(request)
    }
    assert (changing, deleting) == ({"units.Account"}, set())


def test_a_person_is_found_without_accents_and_only_looked_at(root, office):
    page = root.get("/admin/units/person/?q=dang thi").content.decode()
    assert "Đặng Thị Mai" in page
    assert "Nguyễn Thị Lan" not in page
    mai = office.people["mai"]
    assert root.post(f"/admin/units/person/{mai.pk}/change/", {"full_name": "X"}).status_code == 403
    assert Person.objects.get(pk=mai.pk).full_name == "Đặng Thị Mai"


def test_opening_an_account_leaves_one_entry(root, office):
    before = AuditEntry.objects.count()
    new = {"username": "moi", "language": "vi", "password1": PASSWORD, "password2": PASSWORD}
    response = root.post("/admin/units/account/add/", new | {"usable_password": "true"})
    account = Account.objects.get(username="moi")
    assert response.status_code == 302
    assert account.check_password(PASSWORD)
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.get(action="open_account", target_id=account.pk)
    assert (entry.actor.username, PASSWORD in str(entry.changes)) == ("goc", False)


def test_stopping_an_account_leaves_one_entry(root, office):
    lan = office.lan
    url = f"/admin/units/account/{lan.pk}/change/"
    root.post(url, {"username": "lan", "language": "vi", "person": lan.person_id})
    assert not Account.objects.get(pk=lan.pk).is_active
    entry = AuditEntry.objects.get(action="change_account")
    assert entry.changes == {"fields": ["is_active"]}
