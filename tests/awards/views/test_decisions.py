"""Pages of decisions."""

import datetime
import hashlib

import pytest
from django.urls import reverse

from awards.actions.approvals import propose_decision
from awards.actions.issuing import issue_decision
from awards.models import Decision, DecisionFile, Nomination, Recipient
from tests.awards.consulting import held
from tests.awards.documents.papers import pages
from tests.awards.views.pages import rows, text
from tests.awards.way import accepted, approved, decision_on, issued, passed
from tests.cast import FOUNDED, Office
from units.actions.accounts import grant_role
from units.models import Role

QUERIES_OF_THE_LIST = 12
SIGNED = datetime.date(2022, 11, 15)
STEPS = ("propose", "approve", "return", "issue", "discard")


@pytest.fixture
def draft(office: Office, campaign) -> Decision:
    return decision_on(office, accepted(office, campaign, "mai"))


def url(name: str, decision: Decision) -> str:
    return reverse(name, args=[decision.pk])


def recorded(**changes) -> dict[str, object]:
    facts = {
        "award": "GKHEN",
        "year": 2021,
        "authority": "Chủ nhiệm",
        "reference": "MH-07/QĐ-X",
        "signed_on": "20/01/2022",
        "recipients": "CB003\nvu-ha",
    }
    return facts | changes


# --- decisions ------------------------------------------------------------------------------------
def test_the_list_shows_each_role_its_own(sign_in, office, campaign, draft):
    done = issued(office, accepted(office, campaign, "dung", award="GKHEN"))
    seen = {
        name: {decision.pk for decision in rows(sign_in(name).get(reverse("decisions")))}
        for name in ("oanh", "thao", "phong", "son", "dung", "mai", "lan", "roi")
    }
    all_, one, none = {draft.pk, done.pk}, {done.pk}, set()
    assert seen == {
        "oanh": all_,
        "thao": one,
        "phong": one,
        "son": one,
        "dung": one,
        "mai": none,
        "lan": none,
        "roi": none,
    }


def test_the_list_searches_filters_and_sorts(sign_in, office, campaign):
    issued(office, accepted(office, campaign, "mai"))
    issued(office, accepted(office, campaign, "mai", award="GKHEN"))
    title, form = "Lao động tiên tiến", "Giấy khen"
    for query, found in {
        "q=giay+khen": [form],
        "q=01/QĐ-VPQH": [title],
        "q=02/qd": [form],
        "award=LDTT": [title],
        "origin=EXTERNAL": [],
        "state=DRAFT": [],
        "q=dang+mai": [title, form],
        "q=Hoàng": [],
        "year=2022&sort=award": [title, form],
        "sort=-reference": [form, title],
    }.items():
        response = sign_in("oanh").get(reverse("decisions") + "?" + query)
        assert [row.award_name for row in rows(response)] == found, query


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    sign_in, office, campaign, draft, django_assert_num_queries
):
    client = sign_in("oanh")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("decisions"))
    issued(office, accepted(office, campaign, "mai", award="GKHEN"))
    issued(office, accepted(office, campaign, "dung", award="BKB"))
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        assert len(rows(client.get(reverse("decisions")))) == 3


def test_the_list_is_exported(sign_in, office, campaign):
    issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))
    lines = sign_in("oanh").get(reverse("decisions") + "?export=csv").content.decode("utf-8-sig")
    assert lines.splitlines()[1] == (
        "01/QĐ-VPQH,15/11/2022,Về việc tặng danh hiệu “Lao động tiên tiến” năm 2022,"
        "Lao động tiên tiến,2022,2,đã ban hành"
    )


# --- decision -------------------------------------------------------------------------------------
def test_a_recipient_reads_the_decision_and_opens_its_file(sign_in, office, campaign):
    decision = issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))
    client = sign_in("mai")
    page = text(client.get(decision.get_absolute_url()))
    for part in ("Quyết định 01/QĐ-VPQH", "Đặng Thị Mai", "Hoàng Thị Dung", "15/11/2022"):
        assert part in page
    assert decision.file.sha256 in page
    assert decision.file.form == "decision/2"
    for name in ("decision_issue", "decision_edit", "decision_discard", "decision_preview"):
        assert url(name, decision) not in page
    response = client.get(url("decision_file", decision))
    content = b"".join(response)
    assert hashlib.sha256(content).hexdigest() == decision.file.sha256
    headers = response.headers
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == (
        "application/pdf",
        "nosniff",
    )
    assert headers["Content-Disposition"].startswith("inline")


def test_strangers_get_404(sign_in, office, campaign, draft):
    done = issued(office, accepted(office, campaign, "dung", award="GKHEN"))
    posts = [f"decision_{step}" for step in STEPS]
    for who in ("lan", "roi", "mai", "quan", "khoa"):
        client = sign_in(who)
        for decision in (draft, done):
            answers = {
                client.get(url(name, decision)).status_code
                for name in ("decision", "decision_file", "decision_preview", "decision_edit")
            }
            answers |= {client.post(url(name, decision)).status_code for name in posts}
            assert answers == {404}, who


def test_a_draft_is_not_for_leadership(sign_in, draft):
    for who in ("thao", "phong"):
        assert sign_in(who).get(draft.get_absolute_url()).status_code == 404


def test_steps_are_posted(sign_in, draft):
    for step in STEPS:
        assert sign_in("oanh").get(url(f"decision_{step}", draft)).status_code == 405, step


# --- decision_file, decision_preview --------------------------------------------------------------
def test_a_draft_is_previewed_as_a_draft_and_has_no_file(sign_in, draft):
    client = sign_in("oanh")
    response = client.get(url("decision_preview", draft))
    assert response["Content-Type"] == "application/pdf"
    assert all("DỰ THẢO" in page for page in pages(response.content))
    assert client.get(url("decision_file", draft)).status_code == 404


def test_a_draft_that_cannot_be_printed_says_why(sign_in, draft):
    Decision.objects.update(signer_name="王")
    page = sign_in("oanh").get(url("decision_preview", draft), follow=True)
    assert "Văn bản có ký tự không in được: 王" in text(page)


def test_an_issued_decision_has_no_preview(sign_in, office, campaign):
    decision = issued(office, accepted(office, campaign))
    response = sign_in("oanh").get(url("decision_preview", decision))
    assert response.url == decision.get_absolute_url()


# --- decision_new ---------------------------------------------------------------------------------
def test_passed_files_stand_by_award_and_apart_when_decided_elsewhere(sign_in, office, campaign):
    highest = accepted(office, campaign, "son", award="BKTTG")
    held(office, highest)
    passed(
        office,
        accepted(office, campaign, "mai"),
        accepted(office, campaign, "dung"),
        accepted(office, campaign, "binh", award="CSTDB"),
        highest,
    )
    response = sign_in("oanh").get(reverse("decision_new"))
    own = [
        (group.award, [str(n.subject) for n in group.nominations])
        for group in response.context["own"]
    ]
    assert own == [("CSTDB", ["Lê Văn Bình"]), ("LDTT", ["Hoàng Thị Dung", "Đặng Thị Mai"])]
    (other,) = response.context["others"]
    assert (other.award, other.decider) == ("BKTTG", "Thủ tướng Chính phủ")
    link = f"{reverse('decision_record')}?award=BKTTG&amp;year=2022&amp;agency=vpqh"
    assert link in text(response)


def test_a_draft_takes_up_what_is_ticked(sign_in, office, campaign):
    ticked, left = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    passed(office, ticked, left)
    client = sign_in("oanh")
    response = client.post(reverse("decision_new"), {"nominations": [ticked.pk]})
    decision = Decision.objects.get()
    assert response.url == decision.get_absolute_url()
    assert [recipient.nomination for recipient in decision.recipients.all()] == [ticked]
    (group,) = client.get(reverse("decision_new")).context["own"]
    assert group.nominations == [left]


def test_nothing_ticked_or_mixed_awards_make_no_draft(sign_in, office, campaign):
    one, other = accepted(office, campaign, "mai"), accepted(office, campaign, "dung", award="BKB")
    passed(office, one, other)
    client = sign_in("oanh")
    assert "Hãy chọn ít nhất một hồ sơ." in text(client.post(reverse("decision_new"), {}))
    response = client.post(reverse("decision_new"), {"nominations": [one.pk, other.pk]})
    assert response.status_code == 409
    assert "Chỉ lập quyết định được cho hồ sơ" in text(response)
    assert not Decision.objects.exists()


def test_nobody_drafts_the_decision_on_themselves(sign_in, office, campaign):
    grant_role(
        account=office.mai,
        role=Role.DECISION_ADMIN,
        unit=office.root,
        since=FOUNDED,
        actor=office.quan,
    )
    nomination = accepted(office, campaign, "mai")
    passed(office, nomination)
    client = sign_in("mai")
    assert client.get(reverse("decision_new")).context["own"] == []
    client.post(reverse("decision_new"), {"nominations": [nomination.pk]})
    assert not Decision.objects.exists()


def test_without_passed_files_the_page_says_so(sign_in, office):
    assert "Không có hồ sơ nào chờ quyết định" in text(sign_in("oanh").get(reverse("decision_new")))


def test_who_issues_no_decisions_gets_404(sign_in):
    for who in ("lan", "thao", "khoa", "phong", "quan", "roi"):
        for name in ("decision_new", "decision_record"):
            assert sign_in(who).get(reverse(name)).status_code == 404, (who, name)


# --- decision_edit --------------------------------------------------------------------------------
def test_a_draft_is_worded(sign_in, draft):
    client = sign_in("oanh")
    form = client.get(url("decision_edit", draft)).context["form"]
    said = {name: form[name].value() for name in form.fields}
    assert said["bases"].splitlines() == draft.bases
    said |= {"bases": "Căn cứ Một\n\n  Căn cứ Hai \n", "signer_name": "Lê Thị Thử"}
    assert client.post(url("decision_edit", draft), said).url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert (draft.bases, draft.signer_name) == (["Căn cứ Một", "Căn cứ Hai"], "Lê Thị Thử")
    assert draft.is_public
    del said["is_public"]
    client.post(url("decision_edit", draft), said)
    draft.refresh_from_db()
    assert not draft.is_public


def test_an_empty_subject_stays_on_the_page(sign_in, draft):
    said = {"subject": "", "bases": "Căn cứ gõ dở"}
    response = sign_in("oanh").post(url("decision_edit", draft), said)
    errors = set(response.context["form"].errors)
    assert errors == {"subject", "signer_office", "signer_name", "symbol"}
    assert "Căn cứ gõ dở</textarea>" in text(response)


def test_an_issued_decision_is_not_worded(sign_in, office, campaign):
    decision = issued(office, accepted(office, campaign))
    client = sign_in("oanh")
    assert client.get(url("decision_edit", decision)).url == decision.get_absolute_url()
    said = {
        "subject": "Khác",
        "bases": "Căn cứ",
        "signer_office": "Chủ nhiệm",
        "signer_name": "Ai",
        "symbol": "QĐ-VPQH",
    }
    response = client.post(url("decision_edit", decision), said)
    assert response.status_code == 409
    assert "01/QĐ-VPQH đã ban hành nên không thay đổi được nữa" in text(response)


# --- decision_propose, decision_approve, decision_return ------------------------------------------
def test_a_draft_goes_to_a_second_person_and_back(sign_in, draft):
    page = text(sign_in("oanh").post(url("decision_propose", draft), follow=True))
    assert "Đã trình duyệt." in page
    for step in ("approve", "issue", "discard", "edit"):
        assert url(f"decision_{step}", draft) not in page
    assert "chờ một người không soạn, không sửa và không trình nó duyệt" in page
    leader, sure = sign_in("phong"), {"approve-sure": "on"}
    assert "Hãy đánh dấu vào ô xác nhận." in text(
        leader.post(url("decision_approve", draft), follow=True)
    )
    page = text(leader.post(url("decision_approve", draft), sure, follow=True))
    assert "Đã duyệt dự thảo." in page
    assert url("decision_issue", draft) not in page
    assert leader.post(url("decision_return", draft), {"return-note": ""}).status_code == 200
    said = {"return-note": "Thiếu căn cứ."}
    assert leader.post(url("decision_return", draft), said).status_code == 302
    page = text(sign_in("oanh").get(draft.get_absolute_url()))
    assert "Dự thảo được trả lại để sửa: Thiếu căn cứ." in page


def test_what_is_approved_shows_its_author_how_to_issue_it(sign_in, office, draft):
    approved(office, draft)
    assert url("decision_issue", draft) in text(sign_in("oanh").get(draft.get_absolute_url()))


def test_the_author_is_refused_and_told_why(sign_in, office, draft):
    propose_decision(decision=draft, actor=office.oanh)
    said = {"approve-sure": "on"}
    page = text(sign_in("oanh").post(url("decision_approve", draft), said, follow=True))
    assert "cần người thứ hai. Dự thảo vẫn chờ duyệt." in page
    draft.refresh_from_db()
    assert draft.state == "PROPOSED"


# --- decision_amend -------------------------------------------------------------------------------
def amend(decision: Decision, kind: str) -> str:
    return reverse("decision_amend", args=[decision.pk, kind])


def test_an_issued_decision_is_amended_by_a_new_one(sign_in, office, campaign):
    decision = issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))
    client, mai = sign_in("oanh"), decision.recipients.get(person=office.people["mai"])
    page = text(client.get(decision.get_absolute_url()))
    for kind in ("correction", "replacement", "revocation"):
        assert amend(decision, kind) in page
        assert client.get(amend(decision, kind)).status_code == 200
    said = {"ground": "HUY_BO_L2003", "reason": ""}
    refused = client.post(amend(decision, "revocation"), said | {f"line-{mai.pk}": "on"})
    assert refused.status_code == 200
    assert not Decision.objects.filter(kind="REVOCATION").exists()
    said["reason"] = "Kết luận thanh tra"
    refused = client.post(amend(decision, "revocation"), said)
    assert refused.status_code == 409
    assert "Kết luận thanh tra" in text(refused)
    made = client.post(amend(decision, "revocation"), said | {f"line-{mai.pk}": "on"})
    revoking = Decision.objects.get(kind="REVOCATION")
    assert made.url == revoking.get_absolute_url()
    page = text(client.get(made.url))
    assert "chưa được kiểm chứng" not in page
    assert "Kết luận thanh tra" in page
    issue_decision(decision=approved(office, revoking), signed_on=SIGNED, actor=office.oanh)
    page = text(client.get(decision.get_absolute_url()))
    assert "Quyết định 02/QĐ-VPQH ngày 15/11/2022" in page


def test_a_correction_words_its_lines(sign_in, office, campaign):
    decision = issued(office, accepted(office, campaign, "mai"))
    client, mai = sign_in("oanh"), decision.recipients.get()
    said = {
        "ground": "SAI_THE_THUC",
        "reason": "Nhầm chức vụ",
        f"line-{mai.pk}": "on",
        f"name-{mai.pk}": mai.name,
        f"place-{mai.pk}": "Chuyên viên chính, Vụ Hạ",
    }
    nameless = client.post(amend(decision, "correction"), said | {f"name-{mai.pk}": " "})
    assert "Hãy nhập tên." in text(nameless)
    client.post(amend(decision, "correction"), said)
    draft = Decision.objects.get(kind="CORRECTION")
    assert draft.recipients.get().place == "Chuyên viên chính, Vụ Hạ"


def test_nobody_else_amends_and_nothing_else_is_amended(sign_in, office, campaign, draft):
    decision = issued(office, accepted(office, campaign, "dung", award="GKHEN"))
    for who in ("phong", "thao", "dung", "lan"):
        assert sign_in(who).get(amend(decision, "correction")).status_code == 404
    assert sign_in("oanh").get(amend(draft, "correction")).status_code == 404
    assert sign_in("oanh").get(amend(decision, "award")).status_code == 404


# --- decision_issue, decision_discard -------------------------------------------------------------
def test_a_draft_is_issued_once_the_box_is_ticked(sign_in, office, draft):
    client, draft = sign_in("oanh"), approved(office, draft)
    assert 'value="15/11/2022"' in text(client.get(draft.get_absolute_url()))
    response = client.post(url("decision_issue", draft), {"issue-signed_on": "14/11/2022"})
    assert "Hãy đánh dấu vào ô xác nhận." in text(response)
    assert 'value="14/11/2022"' in text(response)
    said = {"issue-signed_on": "14/11/2022", "issue-sure": "on"}
    page = text(client.post(url("decision_issue", draft), said, follow=True))
    assert "Đã ban hành Quyết định 01/QĐ-VPQH." in page
    draft.refresh_from_db()
    assert (draft.state, f"{draft.signed_on}") == ("ISSUED", "2022-11-14")
    assert DecisionFile.objects.count() == 1


def test_a_refused_day_is_kept_on_the_page(sign_in, office, draft):
    approved(office, draft)
    for day in ("16/11/2022", "31/12/2021"):
        said = {"issue-signed_on": day, "issue-sure": "on"}
        response = sign_in("oanh").post(url("decision_issue", draft), said)
        assert response.status_code == 409
        assert "Ngày ký không được sau hôm nay" in text(response)
        assert f'value="{day}"' in text(response)


def test_a_draft_is_thrown_away_once_the_box_is_ticked(sign_in, draft):
    client = sign_in("oanh")
    client.post(url("decision_discard", draft))
    assert Decision.objects.count() == 1
    client.post(url("decision_discard", draft), {"discard-sure": "on"})
    assert not Decision.objects.exists()
    assert Nomination.objects.get().state == "PASSED"


# --- decision_record ------------------------------------------------------------------------------
def test_a_decision_is_recorded_with_its_recipients_in_order(sign_in, office):
    client = sign_in("oanh")
    response = client.post(
        reverse("decision_record"), recorded(recipients="\n vu-ha \nCB003, Đặng Thị Mai\n")
    )
    decision = Decision.objects.get()
    assert response.url == decision.get_absolute_url()
    listed = Recipient.objects.values_list("ordinal", "name", "kind")
    assert list(listed) == [(1, "Vụ Hạ", "COLLECTIVE"), (2, "Đặng Thị Mai", "INDIVIDUAL")]
    page = text(client.get(response.url))
    assert "Quyết định MH-07/QĐ-X" in page
    assert url("decision_file", decision) not in page


def test_wrong_lines_are_named_and_everything_typed_stays(sign_in):
    typed = "CB003\nCB999\n\nvu-ha\nCB003"
    response = sign_in("oanh").post(reverse("decision_record"), recorded(recipients=typed))
    assert response.context["form"].errors["recipients"] == [
        "Dòng 2: không có mã “CB999”.",
        "Dòng 5: mã “CB003” đã có ở dòng 1.",
    ]
    assert "CB003 CB999 vu-ha CB003</textarea>" in text(response)
    assert 'value="MH-07/QĐ-X"' in text(response)
    assert not Decision.objects.exists()


def test_who_cannot_receive_the_award_is_named_by_line(sign_in):
    response = sign_in("oanh").post(
        reverse("decision_record"), recorded(award="CSTDTQ", recipients="CB003\nvu-ha")
    )
    assert response.context["form"].errors["recipients"] == [
        "Dòng 2: hình thức này không tặng tập thể (Vụ Hạ)."
    ]


def test_a_refused_record_keeps_what_was_typed(sign_in):
    response = sign_in("oanh").post(reverse("decision_record"), recorded(signed_on="16112022"))
    assert response.status_code == 409
    assert "Ngày ký ở tương lai." in text(response)
    assert "CB003 vu-ha</textarea>" in text(response)


def test_the_link_from_a_passed_file_fills_award_year_and_authority(sign_in):
    page = sign_in("oanh").get(reverse("decision_record") + "?award=CSTDTQ&year=2022")
    initial = page.context["form"].initial
    assert initial == {"award": "CSTDTQ", "year": "2022", "authority": "Thủ tướng Chính phủ"}
    assert sign_in("oanh").get(reverse("decision_record") + "?award=X").status_code == 200


# --- preview while wording ------------------------------------------------------------------------
def typed(draft: Decision, **changes) -> dict[str, str]:
    fields = ("subject", "signer_office", "signer_name", "symbol")
    said = {name: getattr(draft, name) for name in fields} | {"bases": "\n".join(draft.bases)}
    return said | {"preview": "1"} | changes


def test_what_is_typed_is_previewed_and_not_saved(sign_in, draft):
    client = sign_in("oanh")
    page = url("decision_edit", draft)
    before = client.get(page).context["picture"]
    longest = typed(draft, signer_name="Tôn Nữ Hoàng Công Huyền Nguyễn Phúc " * 2)
    for changes in (longest, typed(draft, subject='#read("/etc/passwd") \u202e*đậm*')):
        shown = client.post(page, changes, headers={"HX-Request": "true"})
        assert shown.status_code == 200
        assert "<html" not in shown.content.decode()
        assert shown.context["picture"] not in ("", before)
    draft_now = Decision.objects.get(pk=draft.pk)
    assert draft_now.signer_name == draft.signer_name
    assert draft_now.subject == draft.subject


def test_the_preview_works_without_script_and_keeps_what_is_typed(sign_in, draft):
    shown = sign_in("oanh").post(url("decision_edit", draft), typed(draft, subject="Đang gõ dở"))
    assert "<html" in shown.content.decode()
    assert "Đang gõ dở</textarea>" in shown.content.decode()
    assert "data:image/png;base64," in shown.content.decode()
    assert Decision.objects.get(pk=draft.pk).subject == draft.subject


def test_a_preview_that_cannot_be_printed_says_why(sign_in, draft):
    page = url("decision_edit", draft)
    shown = sign_in("oanh").post(page, typed(draft, subject="王"), headers={"HX-Request": "true"})
    assert "ký tự không in được: 王" in shown.content.decode()


def test_strangers_and_what_is_proposed_have_no_preview(sign_in, office, draft):
    assert sign_in("mai").post(url("decision_edit", draft), typed(draft)).status_code == 404
    propose_decision(decision=draft, actor=office.oanh)
    shown = sign_in("oanh").post(url("decision_edit", draft), typed(draft))
    assert shown.status_code == 302
