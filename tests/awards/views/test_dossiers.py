"""A dossier's pages beside its way: parts to change, checks, autosave, versions, readers."""

from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import QueryDict
from django.urls import reverse

from awards.actions import readings
from awards.actions.nominations import (
    hand_up_nomination,
    return_nomination,
    save_nomination,
    send_nomination,
)
from awards.models import DossierReading, Nomination, NominationAutosave
from tests.awards.views.pages import rows, text
from tests.awards.way import ACHIEVEMENT, accepted, content, drafted, issued, passed, sent
from tests.cast import FOUNDED, PASSWORD, Office
from units.actions.accounts import grant_role
from units.models import Role


def url(name: str, nomination: Nomination, *more: int) -> str:
    return reverse(name, args=[nomination.pk, *more])


def typed(office: Office, **changes) -> dict[str, object]:
    said = {
        "award": "LDTT",
        "subject": f"person:{office.people['mai'].pk}",
        "type": "CONG_TRANG",
        "achievement": ACHIEVEMENT,
        "edition": 0,
    }
    return said | changes


# --- nomination_return, nomination_edit -----------------------------------------------------------
def test_a_return_asks_for_parts_and_the_form_opens_only_these(sign_in, office, campaign):
    nomination = sent(office, campaign)
    data = {
        "return-note": "Thiếu",
        "return-ACHIEVEMENT": "on",
        "return-ACHIEVEMENT_remark": "Thêm <số liệu>",
    }
    sign_in("thao").post(url("nomination_return", nomination), data)
    client = sign_in("lan")
    page = client.get(url("nomination_edit", nomination))
    fields = page.context["form"].fields
    assert {name for name, field in fields.items() if field.disabled} == {
        *("award", "subject", "type", "initiatives"),
    }
    assert "<strong>Cần sửa:</strong> Thêm &lt;số liệu&gt;" in text(page)
    # A posted value of a closed part is not taken, nor any that is not on the form.
    said = typed(office, award="BKB", achievement="Có số liệu", state="ACCEPTED", number="9")
    client.post(url("nomination_edit", nomination), said | {"specialist": office.lan.pk})
    nomination.refresh_from_db()
    assert (nomination.award, nomination.achievement) == ("LDTT", "Có số liệu")
    assert (nomination.state, nomination.specialist) == ("DRAFT", None)


def test_a_refused_return_keeps_the_ticks(sign_in, office, campaign):
    nomination = sent(office, campaign)
    page = sign_in("thao").post(
        url("nomination_return", nomination), {"return-note": "", "return-AWARD": "on"}
    )
    assert "Hãy ghi lý do." in text(page)
    assert page.context["note"]["AWARD"].value() is True


# --- two clerks -----------------------------------------------------------------------------------
def test_the_second_sees_both_texts_and_saves_on_purpose(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    others = content(office, achievement="Của Hùng")
    save_nomination(nomination=nomination, content=others, edition=0, actor=office.hung)
    client = sign_in("lan")
    mine = typed(office, achievement="Của <b>Lan</b>")
    page = client.post(url("nomination_edit", nomination), mine)
    assert page.status_code == 409
    (differs,) = page.context["differs"]
    assert (differs.name, differs.old, differs.new) == (
        *("achievement", "Của Hùng", "Của <b>Lan</b>"),
    )
    assert "<b>Lan" not in text(page)
    edition = page.context["form"]["edition"].value()
    client.post(url("nomination_edit", nomination), mine | {"edition": edition})
    nomination.refresh_from_db()
    assert (nomination.achievement, nomination.edition) == ("Của <b>Lan</b>", 2)


# --- nomination_autosave --------------------------------------------------------------------------
def test_what_is_typed_is_kept_restored_and_done_with(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client, keep = sign_in("lan"), url("nomination_autosave", nomination)
    data = typed(office, achievement="Chưa lưu")
    assert client.post(keep, data).status_code == 204
    nomination.refresh_from_db()
    assert (nomination.achievement, nomination.state) == (ACHIEVEMENT, "DRAFT")
    edit = url("nomination_edit", nomination)
    assert "Có phần bạn đã nhập lúc" in text(client.get(edit))
    restored = client.get(f"{edit}?restore=yes")
    assert "Chưa lưu</textarea>" in text(restored)
    assert "Có phần bạn" not in text(sign_in("hung").get(edit))
    sign_in("lan").post(edit, data)
    assert not NominationAutosave.objects.exists()


def test_a_restored_text_never_overwrites_a_newer_save(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client, edit = sign_in("lan"), url("nomination_edit", nomination)
    client.post(url("nomination_autosave", nomination), typed(office, achievement="Chưa lưu"))
    others = content(office, achievement="Của Hùng")
    save_nomination(nomination=nomination, content=others, edition=0, actor=office.hung)
    form = client.get(f"{edit}?restore=yes").context["form"]
    said = typed(office, achievement=form["achievement"].value(), edition=form["edition"].value())
    assert client.post(edit, said).status_code == 409
    nomination.refresh_from_db()
    assert nomination.achievement == "Của Hùng"


def test_one_that_was_never_saved_is_kept_too(sign_in, office, campaign):
    client, new = sign_in("lan"), reverse("nomination_new")
    keep = client.get(new).context["place"].autosave_url
    assert client.post(keep, typed(office, achievement="Mới gõ")).status_code == 204
    assert QueryDict(NominationAutosave.objects.get().typed)["achievement"] == "Mới gõ"
    assert "Mới gõ</textarea>" in text(client.get(f"{new}?restore=yes"))
    assert client.post(keep, {"discard": "yes"}).status_code == 302
    assert not NominationAutosave.objects.exists()
    assert sign_in("binh").post(keep, typed(office)).status_code == 404


def test_nothing_is_kept_of_what_cannot_be_saved(sign_in, office, campaign):
    nomination = sent(office, campaign)
    keep = url("nomination_autosave", nomination)
    assert sign_in("lan").post(keep, typed(office)).status_code == 409
    assert sign_in("thao").post(keep, typed(office)).status_code == 409
    assert not NominationAutosave.objects.exists()


def test_a_form_typed_before_the_session_ended_comes_back(client, office, campaign):
    nomination = drafted(office, campaign)
    edit = url("nomination_edit", nomination)
    form = urlencode(typed(office, achievement="Gõ dở"))
    client.post(edit, form, content_type="application/x-www-form-urlencoded")
    client.post(reverse("login"), {"username": "lan", "password": PASSWORD})
    assert "Gõ dở</textarea>" in text(client.get(edit))


def test_without_the_role_the_next_request_is_refused(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client = sign_in("lan")
    office.lan.grants.all().delete()
    for name in ("nomination", "nomination_edit"):
        assert client.get(url(name, nomination)).status_code == 404
    assert client.post(url("nomination_autosave", nomination), typed(office)).status_code == 404
    assert client.get(url("nomination_version", nomination, 1)).status_code == 404


# --- nomination_check, nomination_version ---------------------------------------------------------
def test_checks_are_ticked_and_the_rest_is_named_at_acceptance(sign_in, office, campaign):
    nomination = sent(office, campaign)
    client = sign_in("thao")
    client.post(url("nomination_check", nomination), {"checked": ["LAW"], "edition": 0})
    page = client.get(nomination.get_absolute_url())
    assert [(check, holds) for check, _made, holds in page.context["checks"]] == [
        ("SUBJECT", False),
        ("LAW", True),
        ("INITIATIVES", False),
        ("ACHIEVEMENT", False),
        ("PAPERS", False),
    ]
    assert (
        "Chưa đánh dấu đã kiểm tra: đối tượng và chức vụ; sáng kiến, đề tài; thành tích; "
        "giấy tờ của hồ sơ."
    ) in text(page)
    head = text(sign_in("hung").get(nomination.get_absolute_url()))
    assert "không thu hồi được nữa" in head
    assert "Kiểm tra hồ sơ</h2>" not in head


def test_in_bulk_what_is_unchecked_is_accepted_only_on_purpose(sign_in, office, campaign):
    nomination = sent(office, campaign)
    page = sign_in("thao").post(
        reverse("nominations_accept"), {"nominations": nomination.pk}, follow=True
    )
    assert "còn phần chưa đánh dấu đã kiểm tra" in text(page)
    nomination.refresh_from_db()
    assert nomination.state == "SENT"


def test_two_versions_are_compared_word_by_word(sign_in, office, campaign):
    nomination = sent(office, campaign)
    return_nomination(nomination=nomination, note="Sửa", actor=office.thao)
    changed = content(office, achievement="Hoàn thành 15 báo cáo thẩm tra trước hạn.")
    save_nomination(nomination=nomination, content=changed, edition=0, actor=office.lan)
    hand_up_nomination(nomination=nomination, actor=office.lan)
    send_nomination(nomination=nomination, actor=office.hung)
    page = sign_in("thao").get(url("nomination_version", nomination, 2))
    assert "<del>12</del>" in text(page)
    assert "<ins>15</ins>" in text(page)
    assert "Hồ sơ được gửi lại (bản số 2)" in text(
        sign_in("thao").get(nomination.get_absolute_url())
    )
    assert sign_in("binh").get(url("nomination_version", nomination, 2)).status_code == 404


# --- nominations: turn, specialist ----------------------------------------------------------------
def test_the_list_shows_and_gives_the_work_of_specialists(sign_in, office, campaign):
    roi, root = office.roi, office.root
    given = {"role": Role.STANDING_BODY, "unit": root, "since": FOUNDED}
    grant_role(account=roi, actor=office.quan, **given)
    first, second = sent(office, campaign, "mai"), sent(office, campaign, "dung")
    client = sign_in("thao")
    data = {"nominations": [first.pk], "assign-specialist": office.thao.pk}
    assert "Đã giao 1 hồ sơ." in text(client.post(reverse("nominations_assign"), data, follow=True))
    page = client.get(reverse("nominations"))
    loads = {str(one.account): (one.held, one.to_check) for one in page.context["loads"]}
    assert loads == {"Vũ Thị Thảo": (1, 1), "Trịnh Văn Rời": (0, 0), "None": (1, 1)}
    mine = client.get(f"{reverse('nominations')}?specialist={office.thao.pk}")
    assert rows(mine) == [first]
    assert rows(client.get(f"{reverse('nominations')}?specialist=0")) == [second]
    client.post(url("nomination_assign", second), {"assign-specialist": office.roi.pk})
    second.refresh_from_db()
    assert second.specialist == office.roi
    sign_in("lan").post(url("nomination_assign", first), {"assign-specialist": office.roi.pk})
    sign_in("lan").post(reverse("nominations_assign"), data)
    first.refresh_from_db()
    assert first.specialist == office.thao


def test_the_unit_reads_where_the_file_stands_and_nothing_of_the_council(sign_in, office, campaign):
    nomination = accepted(office, campaign)
    page = text(sign_in("lan").get(nomination.get_absolute_url()))
    assert "Đang chờ: <strong>Thường trực Hội đồng</strong> (Vũ Thị Thảo)" in (page)
    assert "hạn: 15/12/2022" in page


# --- nomination_readers ---------------------------------------------------------------------------
def readers(page) -> list[tuple[str, bool]]:
    return [(one.who, one.at is not None) for one in page.context["readers"]]


def test_readers_are_noted_once_a_day_and_shown_to_the_standing_body(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    page = nomination.get_absolute_url()
    sign_in("lan").get(page)  # its author, while it is a draft
    for _visit in range(2):
        sign_in("hung").get(page)
    assert [str(one.account) for one in DossierReading.objects.all()] == ["Trần Văn Hùng"]
    hand_up_nomination(nomination=nomination, actor=office.lan)
    send_nomination(nomination=nomination, actor=office.hung)
    shown = sign_in("thao").get(url("nomination_readers", nomination))
    assert readers(shown) == [("Trần Văn Hùng", True)]
    for who in ("lan", "hung", "mai", "phong", "khoa", "quan"):
        assert sign_in(who).get(url("nomination_readers", nomination)).status_code == 404, who


def test_the_nominee_reads_it_after_the_decision_without_the_council(sign_in, office, campaign):
    nomination, other = accepted(office, campaign), accepted(office, campaign, "dung")
    review = passed(office, nomination, other)
    for who in ("lien", "minh", "thao"):
        sign_in(who).get(nomination.get_absolute_url())
    log = url("nomination_readers", nomination)
    assert sign_in("mai").get(log).status_code == 404
    assert review.state == "SIGNED"
    decided = accepted(office, campaign, award="GKHEN")
    decision = issued(office, decided)
    for who in ("lien", "minh", "thao"):
        sign_in(who).get(decided.get_absolute_url())
    client, log = sign_in("mai"), url("nomination_readers", decided)
    assert log in text(client.get(decision.get_absolute_url()))
    page = client.get(log)
    # Of the standing body one is there as the secretary of the council.
    assert readers(page) == [("thành viên Hội đồng", False)]
    for name in ("Bùi Thị Liên", "Ngô Văn Minh", "Vũ Thị Thảo"):
        assert name not in text(page)
    assert sign_in("dung").get(log).status_code == 404


def test_the_page_opens_though_the_log_cannot_be_written(
    sign_in, office, campaign, monkeypatch, caplog
):
    nomination = drafted(office, campaign)

    class Broken:
        @staticmethod
        def bulk_create(*_args, **_more):
            raise DatabaseError

    monkeypatch.setattr(readings.DossierReading, "objects", Broken)
    assert sign_in("hung").get(nomination.get_absolute_url()).status_code == 200
    assert "was not noted" in caplog.text
