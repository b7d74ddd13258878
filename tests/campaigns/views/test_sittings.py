"""The council's pages: sheets stay secret until the close, and the recused meet nothing."""

import re

import pytest
from django.urls import reverse

from campaigns.models import MarkSheet, Sitting
from campaigns.permissions.proposals import proposals_visible_to
from campaigns.permissions.sittings import items_visible_to
from reports.queries.due import due_for
from tests.campaigns.initiative_way import (
    COUNCIL,
    endorsed,
    full_marks,
    passed,
    recognised,
    score,
    seat_council,
    sitting_of,
)
from tests.campaigns.pages import rows, said
from tests.cast import Office, day
from units import clock
from units.models import Account

SECRET = "Sổ tay bí mật"


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


def address(item) -> str:
    return reverse("sitting_item", args=[item.sitting_id, item.pk])


def sheet(part: int = 50, **changes) -> dict[str, object]:
    points = {f"points_{code}": value for code, value in full_marks(part).items()}
    return points | {"agrees": "yes", "comment": "Tốt"} | changes


@pytest.fixture
def two(office: Office) -> Sitting:
    """Two items: one by Mai, whose head Hùng sits in the council, and one by Dung of Cục Thu."""
    seat_council(office, "hung", "lien", "minh")
    first = endorsed(office, {"mai": 100}, title=SECRET)
    second = endorsed(office, {"dung": 100}, title="Bảng kiểm")
    return sitting_of(office, first, second)


def test_the_standing_body_opens_it(client, office: Office) -> None:
    seat_council(office)
    proposal = endorsed(office)
    client.force_login(office.thao)
    page = client.post(reverse("sitting_new"), {"title": "", "due_on": "13/10/2022"})
    assert set(page.context["form"].errors) == {"title", "proposals"}
    data = {"title": "Phiên 1", "due_on": "02/10/2022", "proposals": [proposal.pk]}
    assert client.post(reverse("sitting_new"), data).status_code == 409
    response = client.post(reverse("sitting_new"), data | {"due_on": "13/10/2022"})
    sitting = Sitting.objects.get()
    assert response["Location"] == sitting.get_absolute_url()
    assert "Chưa có đơn nào sẵn sàng" in client.get(reverse("sitting_new")).content.decode()


def test_a_recused_member_meets_nothing_of_it_anywhere(client, office: Office, two) -> None:
    hidden = two.items.get(proposal__title=SECRET)
    shown = two.items.exclude(pk=hidden.pk).get()
    client.force_login(office.hung)
    page = client.get(two.get_absolute_url())
    assert [item.pk for item in page.context["items"]] == [shown.pk]
    assert "0 trong 1 sáng kiến" in page.content.decode()
    pages = [
        reverse("sittings"),
        two.get_absolute_url(),
        address(shown),
        reverse("proposals"),
        reverse("proposals") + "?q=bi+mat",
        reverse("proposals") + "?export=csv",
    ]
    for url in pages:
        assert SECRET not in client.get(url).content.decode(), url
    # He gave the word of Vụ Hạ on it before; now it is not even work that waits for him.
    assert [due.where for due in due_for(office.hung, clock.today())] == [
        "còn 1 sáng kiến chưa chấm"
    ]
    assert rows(client.get(reverse("sittings")))[0].item_count == 1
    for url in (address(hidden), hidden.proposal.get_absolute_url()):
        assert client.get(url).status_code == 404
    assert client.post(address(hidden), sheet()).status_code == 404
    out = reverse("sitting_keep_out", args=[two.pk, hidden.pk])
    assert client.post(out, {"out-note": "X"}).status_code == 404
    assert not MarkSheet.objects.exists()


def test_nor_is_he_told_that_a_sheet_on_it_is_missing(client, office: Office, two) -> None:
    shown = two.items.exclude(proposal__title=SECRET).get()
    score(office, shown, "hung", "khoa", "lien", "minh")
    for who, missing in (("hung", 0), ("lien", 3)):
        client.force_login(getattr(office, who))
        assert client.get(two.get_absolute_url()).context["missing"] == missing, who


def test_without_the_recusal_he_would_meet_it(client, office: Office, two) -> None:
    two.items.get(proposal__title=SECRET).recusals.all().delete()
    client.force_login(office.hung)
    assert SECRET in client.get(two.get_absolute_url()).content.decode()
    assert rows(client.get(reverse("sittings")))[0].item_count == 2


def test_after_the_close_the_scores_stay_hidden_from_the_recused(client, office, two) -> None:
    hidden = two.items.get(proposal__title=SECRET)
    for item in two.items.all():
        score(office, item, "khoa", "lien", "minh")
    client.force_login(office.khoa)
    client.post(reverse("sitting_close", args=[two.pk]), {"close-sure": "on"})
    client.force_login(office.hung)
    assert SECRET not in client.get(two.get_absolute_url()).content.decode()
    assert client.get(address(hidden)).status_code == 404
    # Once it is recognised it stands in the library, open to all; the scores never do.
    recognised(office, hidden.proposal)
    assert SECRET in client.get(reverse("initiatives")).content.decode()
    assert client.get(hidden.proposal.get_absolute_url()).status_code == 200
    assert client.get(address(hidden)).status_code == 404


def test_an_author_keeps_the_text_and_never_sees_the_sheets(client, office: Office) -> None:
    seat_council(office, "lien", "oanh")
    proposal = endorsed(office, {"thao": 100}, title=SECRET)
    sitting = passed(office, proposal, judges=("lien", "oanh"))
    item = sitting.items.get()
    client.force_login(office.thao)  # author, and the standing body too
    assert client.get(proposal.get_absolute_url()).status_code == 200
    assert SECRET not in client.get(sitting.get_absolute_url()).content.decode()
    assert client.get(address(item)).status_code == 404


def visible(account: Account, sitting: Sitting) -> set[str]:
    items = items_visible_to(account).filter(sitting=sitting)
    return set(items.values_list("proposal__title", flat=True))


def test_one_rule_for_the_sitting_and_for_the_proposals(office: Office, two) -> None:
    for who in ("hung", "lien", "khoa", "son", "thao"):
        account = getattr(office, who)
        in_sitting = visible(account, two)
        titles = set(proposals_visible_to(account).values_list("title", flat=True))
        assert in_sitting <= titles, who
    assert visible(office.hung, two) == {"Bảng kiểm"}
    assert visible(office.lien, two) == {SECRET, "Bảng kiểm"}
    assert visible(office.son, two) == set()  # no seat, no sitting


def test_sheets_are_secret_until_the_close(client, office: Office, two) -> None:
    item = two.items.get(proposal__title=SECRET)
    client.force_login(office.lien)
    client.post(address(item), sheet(comment="Ý kiến kín của Liên"))
    for who in ("khoa", "minh", "thao", "phong"):
        client.force_login(getattr(office, who))
        for url in (two.get_absolute_url(), address(item)):
            page = client.get(url)
            assert "kín của Liên" not in page.content.decode(), (who, url)
            assert not page.context.get("sheets"), (who, url)
    client.force_login(office.lien)
    assert client.get(address(item)).context["form"].initial["points_NEW"] == 15
    client.force_login(office.khoa)
    client.post(reverse("sitting_close", args=[two.pk]), {"close-sure": "on"})
    page = client.get(address(item))
    assert "kín của Liên" in page.content.decode()
    table, total = page.context["table"]
    assert [(row.name, row.points, row.spread.mean) for row in table] == [
        ("Tính mới", [15], "15,0"),
        ("Tính khả thi", [10], "10,0"),
        ("Tính hiệu quả", [15], "15,0"),
        ("Khả năng nhân rộng", [10], "10,0"),
    ]
    assert (total.points, total.most, total.spread.width) == ([50], 100, 0)


def test_a_member_goes_from_one_to_the_next(client, office: Office, two) -> None:
    first, second = two.items.order_by("pk")
    client.force_login(office.lien)
    page = client.post(address(first), sheet(points_NEW="31"))
    assert set(page.context["form"].errors) == {"points_NEW"}
    response = client.post(address(first), sheet())
    assert response["Location"] == address(second)
    response = client.post(address(second), sheet(agrees="no", said_NEW="Đã có"))
    assert response["Location"] == two.get_absolute_url()
    mine = MarkSheet.objects.get(item=second)
    assert (mine.agrees, mine.marks.get(criterion="NEW").comment) == (False, "Đã có")


def test_a_member_asks_to_keep_out(client, office: Office, two) -> None:
    item = two.items.first()
    out = reverse("sitting_keep_out", args=[two.pk, item.pk])
    client.force_login(office.minh)
    assert client.post(out, {}).context["out"].errors
    response = client.post(out, {"out-note": "Họ hàng"})
    assert said(response) == ["Bạn không tham gia chấm sáng kiến đó nữa."]
    assert client.get(address(item)).status_code == 404
    client.force_login(office.lien)
    page = client.get(address(item)).content.decode()
    assert re.search(r"Ngô Văn Minh: tự xin không chấm", page)
    assert "Họ hàng" not in page  # why stays in the trail


def test_the_chair_sees_who_is_missing_and_ends_it(client, office: Office, two) -> None:
    client.force_login(office.khoa)
    assert client.get(two.get_absolute_url()).context["missing"] == 4
    for item in two.items.all():
        score(office, item, "khoa", "lien")
    score(office, two.items.get(proposal__title="Bảng kiểm"), "hung")
    # Hùng owes nothing more: the other one is kept from him.
    assert client.get(two.get_absolute_url()).context["missing"] == 1
    close = reverse("sitting_close", args=[two.pk])
    assert "đánh dấu" in said(client.post(close))[0]
    client.post(close, {"close-sure": "on"})
    outcomes = two.items.values_list("proposal__title", "passed", "agreed", "judges")
    assert set(outcomes) == {(SECRET, True, 2, 3), ("Bảng kiểm", True, 3, 4)}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_bounded(client, office, count, django_assert_num_queries) -> None:
    seat_council(office)
    proposals = [endorsed(office, {"mai": 60, "lan": 40}, title=f"{n}") for n in range(count)]
    sitting = passed(office, *proposals)
    for number in range(count - 1):
        passed(office, endorsed(office, {"dung": 100}, title=f"Thêm {number}"))
    client.force_login(office.lien)
    for url, queries in (
        (reverse("sittings"), 9),
        (sitting.get_absolute_url(), 13),
        (address(sitting.items.first()), 24),
    ):
        with django_assert_num_queries(queries, exact=False):
            assert client.get(url).status_code == 200
    assert len(COUNCIL) == 4
