"""Pages of petitions to a higher authority."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from awards.documents.editable import TYPE
from awards.models import Decision, DossierReading, Petition
from awards.workflow import PetitionState
from tests.awards.petition_way import AWARD, asked, drafted, on_passed, sent
from tests.awards.views.pages import rows, text
from tests.awards.way import accepted, passed
from tests.cast import FOUNDED
from tests.units.bringing import upload
from units.actions.accounts import grant_role
from units.models import Role

QUERIES_OF_THE_LIST = 11
QUERIES_OF_A_PETITION = 17
SEND = {"send-reference": "45/TTr-VPQH", "send-signed_on": "15/11/2022", "send-sure": "on"}
WHAT = {"day": "15/11/2022", "note": "Bổ sung xác nhận."}


def url(name: str, petition: Petition) -> str:
    return reverse(name, args=[petition.pk])


def test_the_admin_takes_a_petition_all_its_way(sign_in, office, campaign):
    nominations = [accepted(office, campaign, who, award=AWARD) for who in ("mai", "dung")]
    passed(office, *nominations)
    client = sign_in("oanh")
    offered = text(client.get(reverse("decision_new")))
    assert "Do Thủ tướng Chính phủ quyết định" in offered
    chosen = {"nominations": [one.pk for one in nominations]}
    drawn = text(client.post(reverse("petition_draft"), chosen, follow=True))
    petition = Petition.objects.get()
    assert "Đã lập dự thảo tờ trình" in drawn
    assert "Đang trình cấp trên" in text(client.get(reverse("decision_new")))
    assert petition.title in text(client.get(reverse("home")))

    form = client.get(url("petition_edit", petition)).context["form"]
    said = {**form.initial, "letter": "Kính trình Thủ tướng."}
    client.post(url("petition_edit", petition), said)
    stale = client.post(url("petition_edit", petition), said | {"letter": "Khác."})
    assert (stale.status_code, "Khác." in text(stale)) == (409, True)
    assert "hãy đọc lại bản mới" in text(
        client.post(url("petition_send", petition), SEND | {"send-edition": 0})
    )
    assert "Hãy đánh dấu" in text(client.post(url("petition_send", petition), {"send-edition": 1}))
    client.post(url("petition_send", petition), SEND | {"send-edition": 1})
    shown = text(client.get(petition.get_absolute_url()))
    assert "<strong>Thủ tướng Chính phủ</strong>" in shown

    for name, action in (("ask", "petition_ask"), ("supplement", "petition_supplement")):
        typed = {f"{name}-{key}": value for key, value in WHAT.items()}
        typed[f"{name}-letters"] = upload(f"{name}.pdf")
        assert f"{name}.pdf" in text(client.post(url(action, petition), typed, follow=True))
    made = client.post(url("petition_dossier", petition), follow=True)
    assert "Đã lập gói hồ sơ" in text(made)
    bundle = client.get(petition.dossiers.get().get_absolute_url())
    content = b"".join(bundle.streaming_content)
    assert "manifest.json" in zipfile.ZipFile(BytesIO(content)).namelist()
    assert DossierReading.objects.filter(account=office.oanh).count() == 2

    answer = client.get(url("petition_answer", petition)).context["form"]
    assert answer.initial["recipients"].split() == ["CB006", "CB003"]
    received = {"authority": "Thủ tướng", "reference": "9/QĐ-TTg", "signed_on": "15/11/2022"}
    received |= {"recipients": "CB003", "award": "GKHEN", "year": 1999}
    client.post(url("petition_answer", petition), received)
    petition.refresh_from_db()
    decision = Decision.objects.get()
    assert (petition.state, petition.decision) == (PetitionState.ANSWERED, decision)
    assert (decision.award, decision.year) == (AWARD, 2022)
    assert petition.reference in text(client.get(decision.get_absolute_url()))


def test_a_refused_step_keeps_what_was_typed(sign_in, office, campaign):
    petition = sent(office, drafted(office, campaign, "mai"))
    client = sign_in("oanh")
    typed = {"refuse-day": "01/01/2022", "refuse-note": "Không đủ điều kiện."}
    refused = client.post(url("petition_refuse", petition), typed)
    assert (refused.status_code, "Không đủ điều kiện." in text(refused)) == (409, True)
    assert "ngày của bước trước" in text(refused)
    done = client.post(
        url("petition_refuse", petition), typed | {"refuse-day": "15/11/2022"}, follow=True
    )
    assert "Đã ghi kết quả không chấp thuận" in text(done)
    nomination = petition.items.get().nomination
    assert "Không đủ điều kiện." in text(sign_in("lan").get(nomination.get_absolute_url()))


def test_whoever_is_named_in_it_does_not_see_it(sign_in, office, campaign):
    grant_role(
        account=office.mai, role=Role.DECISION_ADMIN, unit=office.root, since=FOUNDED, actor=None
    )
    petition = sent(office, drafted(office, campaign, "mai", "dung"))
    client = sign_in("mai")
    assert client.get(petition.get_absolute_url()).status_code == 404
    assert rows(client.get(reverse("petitions"))) == []
    assert rows(sign_in("phong").get(reverse("petitions"))) == [petition]


def test_drafts_may_be_taken_as_word(sign_in, office, campaign):
    petition = drafted(office, campaign, "mai")
    response = sign_in("oanh").get(url("petition_docx", petition))
    assert (response["Content-Type"], response.content[:2]) == (TYPE, b"PK")
    assert f"to-trinh-{petition.pk}.docx" in response["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_and_pages_ask_a_fixed_number_of_questions(
    sign_in, office, campaign, django_assert_num_queries, count
):
    nominations = [
        accepted(office, campaign, who, award=AWARD) for who in ("mai", "dung", office.a)[:count]
    ]
    passed(office, *nominations)
    petition = asked(office, sent(office, on_passed(office, *nominations)), upload())
    client = sign_in("phong")
    client.get(reverse("petitions"))
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("petitions"))
    with django_assert_num_queries(QUERIES_OF_A_PETITION):
        client.get(petition.get_absolute_url())
