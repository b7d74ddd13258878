"""Pages of the council's papers: who reads which, what is hidden, signing, announcing."""

import hashlib
import re

import pytest
from django.db import connection
from django.urls import reverse

from awards.actions.decisions import draft_decision
from awards.actions.outcomes import announce_results
from awards.actions.recusals import declare_conflict
from awards.models import Minutes, Nomination, Review
from tests.awards.council_papers import PRIVATE, item_of, signed_by_all, split_review
from tests.awards.views.pages import text
from tests.awards.way import accepted, review_of, signed, sitting, vote
from tests.cast import Office

PAGES = ("minutes", "minutes_edit", "minutes_reasons", "minutes_preview", "minutes_file")


@pytest.fixture
def split(office: Office, campaign) -> Review:
    return split_review(office, campaign)


def paper(review: Review, kind: str = "MINUTES") -> Minutes:
    return review.minutes.get(kind=kind)


def test_a_signer_reads_confirms_and_signs(office, split, sign_in):
    one = paper(split)
    client = sign_in("khoa")
    shown = text(client.get(one.get_absolute_url()))
    for part in ("Đặng Thị Mai", "Có 1/4 ủy viên đồng ý", "Mức cần đạt", "Tổng số ủy viên: 4"):
        assert part in shown
    assert "Hoàng Thị Dung" not in shown
    preview = client.get(reverse("minutes_preview", args=[one.pk]))
    assert preview["Content-Type"] == "application/pdf"
    sign = reverse("minutes_sign", args=[one.pk])
    unticked = client.post(sign, {"edition": 0}, follow=True)
    assert "Hãy đánh dấu vào ô xác nhận" in text(unticked)
    sign_in("thao").post(
        reverse("minutes_edit", args=[one.pk]), {"edition": 0, "general": "Khai mạc."}
    )
    client = sign_in("khoa")
    late = client.post(sign, {"edition": 0, "sign-sure": "on"}, follow=True)
    assert "hãy tải lại trang và đọc bản mới" in text(late)
    client.post(sign, {"edition": 1, "sign-sure": "on"})
    assert one.signatures.filter(signed_at__isnull=False).count() == 1
    assert client.get(reverse("minutes_file", args=[one.pk])).status_code == 404
    sign_in("thao").post(sign, {"edition": 1, "sign-sure": "on"})
    one.refresh_from_db()
    file = client.get(reverse("minutes_file", args=[one.pk]))
    assert hashlib.sha256(file.getvalue()).hexdigest() == one.sha256
    assert client.get(reverse("minutes_preview", args=[one.pk])).status_code == 302


def test_the_chair_says_why_and_the_secretary_what_was_said(office, split, sign_in):
    one, mai = paper(split), item_of(split, "Đặng Thị Mai")
    page = reverse("minutes_reasons", args=[one.pk])
    client = sign_in("khoa")
    assert "Có 1/4 ủy viên đồng ý" in text(client.get(page))
    field = f"item_{mai.pk}"
    empty = client.post(page, {"edition": 0, field: ""})
    assert (empty.status_code, empty.context["form"].errors.keys()) == (200, {field})
    stale = client.post(page, {"edition": 7, field: "Chưa đủ."})
    assert (stale.status_code, "Chưa đủ." in text(stale)) == (409, True)
    client.post(page, {"edition": 0, field: "Chưa đủ minh chứng."})
    assert "Chưa đủ minh chứng." in text(client.get(one.get_absolute_url()))
    assert client.get(reverse("minutes_edit", args=[one.pk])).status_code == 302
    edit = reverse("minutes_edit", args=[one.pk])
    client = sign_in("thao")
    assert "không tham gia xét hồ sơ ấy" in text(client.get(edit))
    client.post(edit, {"edition": 1, field: "Hội đồng trao đổi."})
    assert "Hội đồng trao đổi." in text(client.get(one.get_absolute_url()))


def test_the_annex_does_not_exist_for_the_chair(office, split, sign_in):
    signed_by_all(office, split)
    annex, client = paper(split, "ANNEX"), sign_in("khoa")
    for name in PAGES:
        assert client.get(reverse(name, args=[annex.pk])).status_code == 404, name
    assert client.post(reverse("minutes_sign", args=[annex.pk])).status_code == 404
    listed = text(client.get(reverse("minutes_list", args=[split.pk])))
    assert ("Phụ lục" in listed, listed.count("Biên bản kiểm phiếu")) == (False, 1)
    for who in ("minh", "lien", "thao", "phong"):
        shown = text(sign_in(who).get(annex.get_absolute_url()))
        assert ("Hoàng Thị Dung" in shown, PRIVATE in shown) == (True, False)
        assert "tự khai có xung đột lợi ích" in shown


def bare(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_a_recused_member_reads_a_paper_as_if_the_item_had_never_been(office, campaign, sign_in):
    files = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    review = review_of(office, *files)
    mai, dung = (item_of(review, name) for name in ("Đặng Thị Mai", "Hoàng Thị Dung"))
    declare_conflict(item=mai, note=PRIVATE, actor=office.minh)
    sitting(office, review)
    vote(office, review)
    signed(office, review)
    one = paper(review)
    sheet = paper(review, "COUNT")
    urls = [reverse("minutes_list", args=[review.pk])]
    urls += [each.get_absolute_url() for each in (one, sheet)]
    with_item = {who: [bare(sign_in(who).get(url)) for url in urls] for who in ("minh", "nga")}
    for each in (one, sheet):
        assert sign_in("minh").get(reverse("minutes_file", args=[each.pk])).status_code == 404
    for who, each, status in (("thao", one, 200), ("nga", sheet, 200), ("nga", one, 404)):
        assert sign_in(who).get(reverse("minutes_file", args=[each.pk])).status_code == status
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("awards_minutes", "awards_minutes_items"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for each in (one, sheet):
        each.items.set([dung])
        each.content["items"] = [i for i in each.content["items"] if i["item"] == dung.pk]
        each.save()
    without = {who: [bare(sign_in(who).get(url)) for url in urls] for who in ("minh", "nga")}
    assert with_item["minh"] == without["minh"]
    assert with_item["nga"][1:] != without["nga"][1:]


def test_results_reach_the_units_and_the_nominee_with_the_reason(office, split, sign_in):
    listing = reverse("minutes_list", args=[split.pk])
    announce = reverse("results_announce", args=[split.pk])
    assert "results_announce" not in text(sign_in("thao").get(listing))
    signed_by_all(office, split)
    no = Nomination.objects.get(state="REJECTED")
    assert "Có 1/4 ủy viên" not in text(sign_in("lan").get(no.get_absolute_url()))
    assert announce not in text(sign_in("phong").get(listing))
    client = sign_in("thao")
    assert announce in text(client.get(listing))
    client.post(announce)
    split.refresh_from_db()
    assert split.announced_at is None
    done = client.post(announce, {"announce-sure": "on"}, follow=True)
    assert "Đã công bố kết quả" in text(done)
    assert "Có 1/4 ủy viên đồng ý" in text(sign_in("lan").get(no.get_absolute_url()))
    mine = text(sign_in("mai").get(office.people["mai"].get_absolute_url()))
    assert "Có 1/4 ủy viên đồng ý" in mine
    yes = Nomination.objects.get(state="PASSED")
    draft = draft_decision(
        agency=office.agency, award=yes.award, nominations=[yes], actor=office.oanh
    )
    assert reverse("minutes", args=[paper(split, "ANNEX").pk]) not in text(
        sign_in("oanh").get(draft.get_absolute_url())
    )


def test_a_lower_award_is_named_beside_the_one_proposed(office, campaign, sign_in):
    review = sitting(office, review_of(office, accepted(office, campaign, "mai", award="CSTDB")))
    item = review.items.get()
    vote(office, review, item, against=("lien", "minh", "nga"))
    vote(office, review, item, awards={item.pk: "LDTT"})
    announce_results(review=signed(office, review), actor=office.thao)
    shown = text(sign_in("lan").get(item.nomination.get_absolute_url()))
    proposed = "Đơn vị đề nghị Chiến sĩ thi đua Văn phòng Quốc hội"
    assert f"{proposed}; Hội đồng thông qua Lao động tiên tiến." in shown


def test_the_list_costs_the_same_for_one_paper_and_for_four(
    office, split, sign_in, django_assert_num_queries
):
    signed_by_all(office, split)
    url = reverse("minutes_list", args=[split.pk])
    for who in ("khoa", "minh"):
        client = sign_in(who)
        client.get(url)
        with django_assert_num_queries(13):
            client.get(url)
