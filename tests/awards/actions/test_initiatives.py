"""An initiative serves one nomination, and is given back when that comes to nothing."""

import datetime
import threading

import pytest
from django.db import connection

from awards.actions.nominations import (
    NominationContent,
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    recall_nomination,
    return_nomination,
    save_nomination,
    send_nomination,
)
from awards.models import InitiativeUse, Nomination
from campaigns.actions.initiatives import recognise_initiative
from campaigns.models import Initiative
from tests.awards.way import content, drafted, issued, rejected, with_head
from tests.cast import Office
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

CSTDCS = {"award": "CSTDCS"}


def initiative(office: Office, *authors: str, title: str = "Sổ tay thẩm tra") -> Initiative:
    return recognise_initiative(
        agency=office.agency,
        title=title,
        scope="CO_SO",
        recognised_on=datetime.date(2022, 10, 14),
        certificate="MH-01/2022/GCN-SK",
        authors=[office.people[who] for who in authors or ("mai",)],
        actor=office.thao,
    )


def use(nomination: Nomination, *initiatives: Initiative, actor=None) -> Nomination:
    said = NominationContent(
        award=nomination.award,
        achievement=nomination.achievement,
        person=nomination.person,
        collective=nomination.collective,
        initiatives=initiatives,
    )
    edition = Nomination.objects.get(pk=nomination.pk).edition
    return save_nomination(
        nomination=nomination,
        content=said,
        edition=edition,
        actor=actor or nomination.created_by,
    )


def brought(office: Office, nomination: Nomination) -> Nomination:
    """Bring a draft of unit A to the council's door."""
    hand_up_nomination(nomination=nomination, actor=office.lan)
    send_nomination(nomination=nomination, actor=office.hung)
    return accept_nomination(nomination=nomination, actor=office.thao)


def used() -> dict[str, str]:
    rows = InitiativeUse.objects.select_related("initiative", "nomination__agency")
    return {str(row): row.nomination.award for row in rows}


def test_a_nomination_names_its_initiatives_and_may_name_others(office: Office, campaign):
    one, two = initiative(office, title="Một"), initiative(office, title="Hai")
    nomination = drafted(office, campaign, **CSTDCS)
    use(nomination, one)
    use(nomination, one, two)
    assert used() == {"Một": "CSTDCS", "Hai": "CSTDCS"}
    use(nomination, two)
    assert used() == {"Hai": "CSTDCS"}
    use(nomination, two)
    entries = AuditEntry.objects.filter(action="save_nomination").order_by("pk")
    assert [entry.changes.get("initiatives") for entry in entries] == [
        [[], [one.pk]],
        [[one.pk], [one.pk, two.pk]],
        [[one.pk, two.pk], [two.pk]],
        None,
    ]
    assert {entry.actor for entry in entries} == {office.lan}


def test_another_s_initiative_is_refused_and_so_is_one_for_a_unit(office, campaign):
    theirs = initiative(office, "lan")
    for nomination in (
        drafted(office, campaign, **CSTDCS),
        drafted(office, campaign, office.a, award="TTLDXS"),
    ):
        with pytest.raises(ActionRefused, match="chính người được đề nghị"):
            use(nomination, theirs)
        use(nomination)
    assert used() == {}


def test_it_counts_once_and_the_earlier_file_is_named(office, campaign):
    one = initiative(office)
    use(drafted(office, campaign, **CSTDCS), one)
    second = drafted(office, campaign, award="BKB")
    with pytest.raises(
        ActionRefused,
        match="“Sổ tay thẩm tra” đã dùng trong hồ sơ “Đặng Thị Mai – Chiến sĩ thi đua cơ sở”, "
        "năm 2022",
    ):
        use(second, one)
    assert used() == {"Sổ tay thẩm tra": "CSTDCS"}


def test_a_file_that_the_actor_may_not_open_is_not_named(office, campaign):
    shared = initiative(office, "mai", "dung")
    use(drafted(office, campaign, "dung", **CSTDCS), shared)
    with pytest.raises(ActionRefused, match="đã dùng trong một hồ sơ khác;") as refusal:
        use(drafted(office, campaign, **CSTDCS), shared)
    assert "Dung" not in str(refusal.value)


def test_it_is_named_in_a_draft_alone_and_goes_with_it(office, campaign):
    one, nomination = initiative(office), with_head(office, campaign, **CSTDCS)
    with pytest.raises(ActionRefused, match="không làm được việc này"):
        use(nomination, one)
    recall_nomination(nomination=nomination, actor=office.lan)
    use(nomination, one)
    discard_nomination(nomination=nomination, actor=office.lan)
    assert used() == {}
    assert Initiative.objects.get() == one


def test_it_stays_used_once_decided(office, campaign):
    one, nomination = initiative(office), drafted(office, campaign, award="BKB")
    issued(office, brought(office, use(nomination, one)))
    assert Nomination.objects.get().state == "DECIDED"
    with pytest.raises(ActionRefused, match="đã dùng trong hồ sơ"):
        use(drafted(office, campaign, **CSTDCS), one)


def test_a_returned_file_becomes_a_draft_again(office, campaign):
    nomination = with_head(office, campaign, **CSTDCS)
    return_nomination(nomination=nomination, note="Thiếu sáng kiến", actor=office.hung)
    assert use(nomination, initiative(office), actor=office.hung).state == "DRAFT"
    assert Nomination.objects.get().state == "DRAFT"


def test_what_the_council_does_not_carry_gives_its_initiative_back(office, campaign):
    files = []
    for who in ("mai", "lan"):
        draft = drafted(office, campaign, who, award="BKB")
        files.append(brought(office, use(draft, initiative(office, who, title=who))))
    assert set(used()) == {"mai", "lan"}
    rejected(office, *files)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"REJECTED"}
    assert used() == {}
    use(drafted(office, campaign, **CSTDCS), Initiative.objects.get(title="mai"))
    assert used() == {"mai": "CSTDCS"}


def test_another_nominee_brings_initiatives_of_their_own(office, campaign):
    nomination = drafted(office, campaign, **CSTDCS)
    use(nomination, initiative(office))
    assert len(used()) == 1
    other = content(office, "hung", **CSTDCS)
    save_nomination(nomination=nomination, content=other, edition=1, actor=office.lan)
    assert used() == {}


@pytest.mark.parametrize("who", ["mai", "binh", "son", "thao", "khoa", "oanh", "quan"])
def test_only_the_unit_itself_names_them(office, campaign, who):
    nomination = drafted(office, campaign, **CSTDCS)
    with pytest.raises(NotAllowed):
        use(nomination, initiative(office), actor=getattr(office, who))
    assert used() == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_files_at_once_one_has_it(office, campaign):
    shared = initiative(office, "mai", "dung")
    files = [drafted(office, campaign, who, **CSTDCS) for who in ("mai", "dung")]
    start, outcome = threading.Barrier(2), []

    def name_it(nomination: Nomination) -> None:
        start.wait()
        try:
            use(nomination, shared)
            outcome.append("used")
        except ActionRefused:
            outcome.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=name_it, args=[one]) for one in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert sorted(outcome) == ["refused", "used"]
    assert InitiativeUse.objects.count() == 1
