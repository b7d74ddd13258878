"""Exemplars: proposed, consented to, reviewed, published; and what others learn from them."""

from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from campaigns.actions.exemplars import (
    adopt_exemplar,
    ask_consent,
    decline_exemplar,
    discard_exemplar,
    draft_exemplar,
    give_consent,
    publish_exemplar,
    return_exemplar,
    save_exemplar,
    withdraw_exemplar,
)
from campaigns.models import Exemplar, ExemplarAdoption
from campaigns.workflow import ExemplarState
from tests.campaigns.exemplar_way import TITLE, asked, drafted, published, sent, story
from tests.cast import Office, day
from units.errors import ActionRefused, NotAllowed
from units.models import Account, AuditEntry, Notice

S = ExemplarState


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


def state(exemplar: Exemplar) -> str:
    return Exemplar.objects.get(pk=exemplar.pk).state


def told() -> Counter[tuple[str, str]]:
    notices = Notice.objects.filter(kind__startswith="exemplar_")
    return Counter(notices.values_list("kind", "account__username"))


def test_a_unit_tells_of_its_own_people_only(office: Office) -> None:
    for who in ("mai", "binh", "thao"):
        actor = getattr(office, who)
        with pytest.raises(NotAllowed):
            draft_exemplar(unit=office.a, content=story(office), actor=actor)
    for subject in ("dung", office.b):
        with pytest.raises(ActionRefused, match="không thuộc đơn vị này"):
            draft_exemplar(unit=office.a, content=story(office, subject), actor=office.lan)
    assert not Exemplar.objects.exists()


def test_nobody_tells_of_oneself(office: Office) -> None:
    with pytest.raises(ActionRefused, match="không tự giới thiệu mình"):
        draft_exemplar(unit=office.a, content=story(office, "lan"), actor=office.lan)


def test_the_whole_way_and_each_is_told_once(office: Office) -> None:
    exemplar = published(office)
    assert (state(exemplar), exemplar.level, exemplar.consented_by) == (
        S.PUBLISHED,
        "PUBLIC",
        office.mai,
    )
    assert told() == {
        ("exemplar_consent", "mai"): 1,
        ("exemplar_sent", "thao"): 1,
        ("exemplar_published", "lan"): 1,
        ("exemplar_published", "mai"): 1,
    }
    entries = AuditEntry.objects.filter(target_type="campaigns.exemplar").order_by("pk")
    assert list(entries.values_list("action", flat=True)) == [
        "draft_exemplar",
        "ask_consent",
        "give_consent",
        "publish_exemplar",
    ]


def test_only_whom_it_is_about_says_yes_or_no(office: Office) -> None:
    exemplar = asked(office)
    for who in set(office.accounts) - {"mai"}:
        actor = getattr(office, who)
        with pytest.raises(NotAllowed):
            give_consent(exemplar=exemplar, level="INSIDE", actor=actor)
        with pytest.raises(NotAllowed):
            decline_exemplar(exemplar=exemplar, actor=actor)
    assert state(exemplar) == S.CONSENT


def test_the_head_answers_for_a_collective(office: Office) -> None:
    exemplar = asked(office, office.a)
    with pytest.raises(NotAllowed):
        give_consent(exemplar=exemplar, level="INSIDE", actor=office.mai)
    give_consent(exemplar=exemplar, level="INSIDE", actor=office.hung)
    assert state(exemplar) == S.SENT


def test_who_cannot_be_asked_is_not_published(office: Office) -> None:
    exemplar = drafted(office)
    Account.objects.filter(username="mai").update(is_active=False)
    with pytest.raises(ActionRefused, match="chưa có tài khoản"):
        ask_consent(exemplar=exemplar, actor=office.lan)
    assert state(exemplar) == S.DRAFT


def test_nothing_is_shown_further_than_was_agreed(office: Office) -> None:
    exemplar = sent(office, level="INSIDE")
    for level, why in (("PUBLIC", "chỉ đồng ý đăng trong cơ quan"), ("", "chọn phạm vi đăng")):
        with pytest.raises(ActionRefused, match=why):
            publish_exemplar(exemplar=exemplar, level=level, actor=office.thao)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemplar.objects.filter(pk=exemplar.pk).update(level="PUBLIC")
    publish_exemplar(exemplar=exemplar, level="INSIDE", actor=office.thao)
    assert Exemplar.objects.get().level == "INSIDE"


def test_the_database_shows_nothing_without_consent(office: Office) -> None:
    exemplar = asked(office)
    for values in ({"state": S.SENT}, {"state": S.PUBLISHED, "level": "INSIDE"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Exemplar.objects.filter(pk=exemplar.pk).update(**values)


def test_a_returned_story_asks_anew(office: Office) -> None:
    exemplar = sent(office)
    with pytest.raises(ActionRefused, match="ghi lý do trả lại"):
        return_exemplar(exemplar=exemplar, note="", actor=office.thao)
    return_exemplar(exemplar=exemplar, note="Thiếu số liệu.", actor=office.thao)
    exemplar.refresh_from_db()
    assert (exemplar.state, exemplar.note, exemplar.consent) == (
        S.RETURNED,
        "Thiếu số liệu.",
        "",
    )
    save_exemplar(
        exemplar=exemplar, content=story(office, story="Khác"), edition=0, actor=office.lan
    )
    ask_consent(exemplar=exemplar, actor=office.lan)
    assert told()["exemplar_consent", "mai"] == 2
    with pytest.raises(NotAllowed):
        publish_exemplar(exemplar=exemplar, level="PUBLIC", actor=office.lan)
    with pytest.raises(ActionRefused, match="chờ người được nêu đồng ý"):
        publish_exemplar(exemplar=exemplar, level="PUBLIC", actor=office.thao)


@pytest.mark.parametrize("made", [asked, sent, published])
def test_consent_is_taken_back_at_any_time(office: Office, made: Any) -> None:
    exemplar = made(office)
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    exemplar.refresh_from_db()
    assert (exemplar.state, exemplar.consent, exemplar.level) == (S.DECLINED, "", "")
    assert told()["exemplar_declined", "lan"] == 1
    for act in (ask_consent, discard_exemplar):
        with pytest.raises(ActionRefused):
            act(exemplar=exemplar, actor=office.lan)


def test_the_trail_keeps_no_title_after_a_no(office: Office) -> None:
    exemplar = published(office)
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    entries = AuditEntry.objects.filter(target_type="campaigns.exemplar")
    names = set(entries.values_list("target_name", flat=True))
    assert names == {f"Điển hình tiên tiến {exemplar.pk}"}


def test_a_no_carries_none_of_the_old_reason(office: Office) -> None:
    exemplar = return_exemplar(exemplar=sent(office), note="Mai kể sai.", actor=office.thao)
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    assert Notice.objects.get(kind="exemplar_declined").body == ""
    assert Exemplar.objects.get().note == ""


def test_no_notice_tells_whom_a_story_is_about(office: Office) -> None:
    decline_exemplar(exemplar=published(office), actor=office.mai)
    for notice in Notice.objects.filter(kind__startswith="exemplar_"):
        for secret in (TITLE, "Mai"):
            assert secret not in notice.subject + notice.body


def test_the_standing_body_takes_a_story_down(office: Office) -> None:
    exemplar = published(office)
    with pytest.raises(ActionRefused, match="ghi lý do gỡ"):
        withdraw_exemplar(exemplar=exemplar, note=" ", actor=office.thao)
    withdraw_exemplar(exemplar=exemplar, note="Số liệu sai.", actor=office.thao)
    assert state(exemplar) == S.WITHDRAWN
    assert AuditEntry.objects.get(action="withdraw_exemplar").reason == "Số liệu sai."


def test_a_draft_is_not_overwritten_unseen(office: Office) -> None:
    exemplar = drafted(office)
    save_exemplar(
        exemplar=exemplar, content=story(office, title="Một"), edition=0, actor=office.hung
    )
    with pytest.raises(ActionRefused, match="người khác đã lưu bài này"):
        save_exemplar(
            exemplar=exemplar, content=story(office, title="Hai"), edition=0, actor=office.lan
        )
    assert Exemplar.objects.get().title == "Một"


# Learning


def test_a_unit_writes_what_it_learned_and_writes_it_anew(office: Office) -> None:
    exemplar = published(office, level="INSIDE")
    learning = {"exemplar": exemplar, "unit": office.b, "actor": office.binh}
    adopt_exemplar(deeds="Bỏ một bước ký.", **learning)
    adopt_exemplar(deeds="Bỏ hai bước ký.", **learning)
    adoption = ExemplarAdoption.objects.get()
    assert (adoption.unit, adoption.deeds) == (office.b, "Bỏ hai bước ký.")
    firsts = AuditEntry.objects.filter(action="adopt_exemplar").order_by("pk")
    assert [entry.changes["first"] for entry in firsts] == [True, False]


def test_who_may_not_learn(office: Office) -> None:
    exemplar = published(office)

    def adopt(unit: Any, actor: Any, deeds: str = "Làm theo.") -> None:
        adopt_exemplar(exemplar=exemplar, unit=unit, deeds=deeds, actor=actor)

    with pytest.raises(NotAllowed):
        adopt(office.b, office.dung)
    with pytest.raises(ActionRefused, match="không học tập chính mình"):
        adopt(office.a, office.lan)
    with pytest.raises(ActionRefused, match="ghi việc đơn vị đã làm theo"):
        adopt(office.b, office.binh, " ")
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    with pytest.raises(NotAllowed, match="không còn đăng"):
        adopt(office.b, office.binh)
    assert not ExemplarAdoption.objects.exists()
