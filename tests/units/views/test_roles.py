import datetime

import pytest

from tests.cast import FOUNDED, day
from units.actions.accounts import grant_role
from units.models import AuditEntry, Role, RoleGrant
from units.permissions import standing


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def quan(client, office):
    client.force_login(office.quan)
    return client


def names(response):
    return [account.username for account in response.context["page_list"].page]


def typed(office, **changes):
    return {
        "account": office.mai.pk,
        "role": Role.UNIT_CLERK,
        "unit": office.a.pk,
        "since": "01/02/2022",
        "until": "",
    } | changes


@pytest.mark.parametrize(
    "who", ["lan", "hung", "mai", "thao", "khoa", "lien", "oanh", "phong", "roi"]
)
def test_nobody_else_knows_of_these_pages(client, office, who):
    grant = office.lan.grants.get()
    client.force_login(getattr(office, who))
    assert client.get("/roles").status_code == 404
    assert client.get("/roles/grant").status_code == 404
    assert client.post("/roles/grant", typed(office)).status_code == 404
    assert client.post(f"/roles/{grant.pk}/end", {"sure": "on"}).status_code == 404
    assert office.lan.grants.get().until is None


def test_accounts_with_their_roles_by_given_name(quan, office):
    response = quan.get("/roles")
    assert names(response)[:3] == ["binh", "dung", "hung"]
    assert len(names(response)) == 15
    assert "chưa có vai trò" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=dang", ["mai"]),
        ("?q=thao", ["thao"]),
        ("?role=UNIT_HEAD", ["hung", "son"]),
        ("?role=LEADERSHIP&q=lan", []),
    ],
)
def test_search_and_filters(quan, office, query, found):
    assert names(quan.get(f"/roles{query}")) == found


def test_filter_by_unit_names_an_account_once(quan, office):
    grant_role(
        account=office.lan, role=Role.UNIT_HEAD, unit=office.a, since=FOUNDED, actor=office.quan
    )
    assert names(quan.get(f"/roles?unit={office.a.pk}")) == ["hung", "lan"]


def test_export_names_the_roles(quan, office):
    content = quan.get("/roles?q=lan&export=csv").content.decode("utf-8-sig")
    assert content.splitlines() == [
        "Người,Tên đăng nhập,Vai trò đang giao",
        "Nguyễn Thị Lan,lan,cán bộ đầu mối thi đua của đơn vị – Vụ Hạ",
    ]


def test_queries_stay_the_same_with_more_rows(quan, office, django_assert_num_queries):
    quan.get("/roles")
    with django_assert_num_queries(12):
        assert len(names(quan.get("/roles?q=lan"))) == 1
    with django_assert_num_queries(12):
        assert len(names(quan.get("/roles"))) == 15


def test_granting(quan, office):
    assert quan.get(f"/roles/grant?account={office.mai.pk}").context["form"][
        "account"
    ].value() == str(office.mai.pk)
    response = quan.post("/roles/grant", typed(office, until="01/03/2022"), follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Đã giao vai trò."]
    grant = office.mai.grants.get()
    assert (grant.role, grant.unit) == (Role.UNIT_CLERK, office.a)
    assert (grant.since, grant.until) == (datetime.date(2022, 2, 1), datetime.date(2022, 3, 1))
    assert AuditEntry.objects.filter(action="grant_role", target_id=grant.pk).count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"until": "01/02/2022"}, "until", "Ngày kết thúc phải sau ngày bắt đầu."),
        ({"since": "32/01/2022"}, "since", "Hãy nhập một ngày có thật, ví dụ 31/12/2021."),
        ({"since": ""}, "since", "Không được để trống mục này."),
        ({"role": "KING"}, "role", None),
        ({"account": "999999"}, "account", None),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(quan, office, changes, field, said):
    response = quan.post("/roles/grant", typed(office, **changes))
    assert response.status_code == 409
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert said is None or errors[field] == [said]
    assert response.context["form"]["unit"].value() == str(office.a.pk)
    assert not office.mai.grants.exists()


def test_a_role_held_already_is_refused_and_the_form_kept(quan, office):
    response = quan.post("/roles/grant", typed(office, account=office.lan.pk))
    assert response.status_code == 409
    assert "đã giữ vai trò này" in response.context["form"].non_field_errors()[0]
    assert response.context["form"]["since"].value() == "01/02/2022"
    assert office.lan.grants.count() == 1


def test_an_administrator_of_one_unit_offers_and_ends_only_there(client, office):
    grant_role(
        account=office.mai, role=Role.SYSTEM_ADMIN, unit=office.a, since=FOUNDED, actor=office.quan
    )
    client.force_login(office.mai)
    assert names(client.get("/roles")) == ["hung", "lan", "mai"]
    form = client.get("/roles/grant").context["form"]
    assert [unit.code for unit in form.fields["unit"].queryset] == ["vu-ha"]
    assert client.post("/roles/grant", typed(office, unit=office.b.pk)).status_code == 409
    elsewhere = office.binh.grants.get()
    assert client.post(f"/roles/{elsewhere.pk}/end", {"sure": "on"}).status_code == 404


def test_ending_asks_for_the_box_first(quan, office):
    grant = office.lan.grants.get()
    response = quan.post(f"/roles/{grant.pk}/end", follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."
    ]
    assert standing(office.lan).roles == {Role.UNIT_CLERK}


def test_ending(quan, office):
    grant = office.lan.grants.get()
    response = quan.post(f"/roles/{grant.pk}/end", {"sure": "on"}, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Đã kết thúc vai trò."]
    assert standing(office.lan).roles == frozenset()
    assert quan.get(f"/roles/{grant.pk}/end").status_code == 405


def test_ending_twice_says_so(quan, office):
    grant = RoleGrant.objects.create(
        account=office.mai, role=Role.UNIT_HEAD, unit=office.a, since=FOUNDED, until="2022-01-01"
    )
    response = quan.post(f"/roles/{grant.pk}/end", {"sure": "on"}, follow=True)
    assert "đã kết thúc từ trước" in str(next(iter(response.context["messages"])))
