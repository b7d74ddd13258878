"""Pages of the councils: who sits, who leaves soon, who sat before, in which order."""

import datetime

import pytest
from django.urls import reverse

from awards.actions.councils import order_council
from awards.queries.councils import council_on
from awards.queries.terms import councils_of
from tests.awards.views.pages import text
from tests.cast import FOUNDED
from units.actions.accounts import end_role, grant_role
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Role, RoleGrant

TODAY = datetime.date(2022, 11, 15)
QUERIES = 8


def grant(office, who, role, unit, **period):
    return grant_role(
        account=getattr(office, who),
        role=role,
        unit=unit,
        actor=office.quan,
        **({"since": FOUNDED} | period),
    )


def names(terms) -> list[str]:
    return [str(term.grant.account) for term in terms]


def test_a_council_knows_who_sits_who_leaves_soon_and_who_sat_before(office):
    ends = datetime.date(2023, 1, 1)
    grant(office, "oanh", Role.COUNCIL_VICE_CHAIR, office.root, until=ends)
    end_role(grant=RoleGrant.objects.get(account=office.nga), actor=office.quan)
    grant(office, "quan", Role.COUNCIL_MEMBER, office.root, since=datetime.date(2023, 2, 1))
    (council,) = councils_of([office.agency.pk], TODAY)
    assert names(council.sitting) == [
        "Đỗ Văn Khoa",
        "Lý Thị Oanh",
        "Bùi Thị Liên",
        "Ngô Văn Minh",
    ]
    assert [term.ends_soon for term in council.sitting] == [False, True, False, False]
    assert council.sitting[1].last_day == datetime.date(2022, 12, 31)
    assert names(council.past) == ["Dương Thị Nga"]
    assert names(council.coming) == ["Tạ Văn Quân"]
    assert (council.chairs, council.members, council.leaving) == ("Đỗ Văn Khoa", 4, 1)


def test_councils_of_units_and_of_initiatives_stand_beside_the_agencys_own(office):
    grant(office, "son", Role.COUNCIL_CHAIR, office.b)
    grant(office, "phong", Role.INITIATIVE_CHAIR, office.root)
    found = [(one.kind, one.unit) for one in councils_of([office.agency.pk], TODAY)]
    assert found == [
        ("emulation", str(office.root)),
        ("initiative", str(office.root)),
        ("emulation", str(office.b)),
    ]


def test_the_standing_body_sets_the_order_which_seats_follow(sign_in, office):
    lien, minh, nga = (
        RoleGrant.objects.get(account=getattr(office, n)) for n in ("lien", "minh", "nga")
    )
    client, url = sign_in("thao"), reverse("council", args=[office.root.pk])
    shown = client.get(url).context["form"]
    said = dict.fromkeys(shown.fields, 0) | {
        f"grant_{nga.pk}": 1,
        f"grant_{minh.pk}": 2,
        f"grant_{lien.pk}": 3,
    }
    assert client.post(url, said).status_code == 302
    seated = [one.account.username for one in council_on(office.root, TODAY)]
    assert seated == ["khoa", "nga", "minh", "lien"]
    assert AuditEntry.objects.get(action="order_council").changes["order"][str(nga.pk)] == 1


def test_the_order_is_for_its_keepers_and_of_this_unit(office):
    one = RoleGrant.objects.get(account=office.lien)
    with pytest.raises(NotAllowed):
        order_council(unit=office.root, places={one.pk: 1}, actor=office.khoa)
    clerk = RoleGrant.objects.get(account=office.lan)
    with pytest.raises(ActionRefused, match="đã đổi"):
        order_council(unit=office.root, places={one.pk: 1, clerk.pk: 2}, actor=office.quan)
    one.refresh_from_db()
    assert one.order == 0


def test_everybody_of_the_agency_reads_and_few_change(sign_in, office):
    url = reverse("council", args=[office.root.pk])
    page = text(sign_in("roi").get(url))
    assert "Đỗ Văn Khoa" in page
    assert "Lưu thứ tự" not in page
    assert sign_in("roi").post(url).status_code == 404
    assert sign_in("roi").get(reverse("council", args=[office.a.pk])).status_code == 404
    assert reverse("role_grant") in text(sign_in("quan").get(url))


def test_the_list_takes_the_same_queries_for_one_council_and_for_three(
    sign_in, office, django_assert_num_queries
):
    client = sign_in("roi")
    with django_assert_num_queries(QUERIES):
        client.get(reverse("councils"))
    grant(office, "son", Role.COUNCIL_CHAIR, office.b)
    grant(office, "phong", Role.INITIATIVE_CHAIR, office.root)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("councils"))
