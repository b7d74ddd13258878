"""Django's admin looks at commendation, changes nothing, and keeps opinions to themselves."""

import pytest
from django.contrib import admin
from django.test import Client

from awards.models import Opinion
from tests.awards.way import accepted, issued
from tests.cast import Office
from units.models import Account

MODELS = [model for model in admin.site._registry if model._meta.app_label == "awards"]


@pytest.fixture
def superuser(client: Client, office: Office) -> Client:
    client.force_login(Account.objects.create_superuser("goc", "mat-khau-goc-2022"))
    return client


def test_opinions_are_not_in_the_admin():
    assert Opinion not in MODELS


def test_everything_else_is_looked_at_only(superuser, office, campaign):
    issued(office, accepted(office, campaign))
    for model in MODELS:
        path = f"/admin/awards/{model._meta.model_name}/"
        assert superuser.get(path).status_code == 200, model
        assert superuser.get(f"{path}add/").status_code == 403
        if row := model.objects.first():
            assert superuser.post(f"{path}{row.pk}/change/", {}).status_code == 403
            assert superuser.post(f"{path}{row.pk}/delete/", {"post": "yes"}).status_code == 403
