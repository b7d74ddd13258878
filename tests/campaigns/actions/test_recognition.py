"""The head recognises: numbers without gap, no wider than asked; other units take it up."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.actions.adoptions import confirm_adoption, record_adoption
from campaigns.actions.initiatives import (
    recognise_initiative,
    refuse_proposal,
)
from campaigns.actions.sittings import close_sitting
from campaigns.models import Adoption, CertificateSeries, Initiative, Proposal
from campaigns.queries.initiatives import library
from tests.campaigns.initiative_way import (
    endorsed,
    passed,
    recognised,
    score,
    seat_council,
    sitting_of,
    through,
)
from tests.cast import FOUNDED, Office, day, told
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Posting, Role

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


@pytest.fixture
def council(office: Office) -> Office:
    seat_council(office)
    return office


def carried(office: Office, shares=None, **changes) -> Proposal:
    proposal = endorsed(office, shares, **changes)
    passed(office, proposal)
    return proposal


def test_what_the_council_carried_becomes_an_initiative(council: Office) -> None:
    proposal = carried(council, scope="BO")
    initiative = recognised(council, proposal, scope="CO_SO")
    initiative.refresh_from_db()
    assert (initiative.certificate, initiative.number) == ("01/2022/GCNSK-VPQH", 1)
    assert (initiative.decision, initiative.recognised_on) == ("15/QĐ-VPQH", D(2022, 10, 3))
    assert (initiative.scope, initiative.proposal) == ("CO_SO", proposal)
    assert set(initiative.authors.all()) == {council.people["mai"], council.people["lan"]}
    assert Proposal.objects.get().state == "RECOGNISED"
    assert told("proposal_recognised") == ["lan", "mai"]
    entry = AuditEntry.objects.get(action="recognise_proposal")
    assert entry.changes == {"proposal": proposal.pk, "scope": ["BO", "CO_SO"], "number": 1}


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"scope": "BO"}, "rộng hơn"),
        ({"decision": " "}, "số quyết định"),
        ({"signed_on": D(2022, 10, 4)}, "không sau hôm nay"),
        ({"signed_on": D(2021, 12, 31)}, "trong năm nay"),
    ],
)
def test_what_is_not_recognised(council: Office, changes, because: str) -> None:
    proposal = carried(council)
    with pytest.raises(ActionRefused, match=because):
        recognised(council, proposal, **changes)
    assert not Initiative.objects.exists()
    assert not CertificateSeries.objects.filter(last__gt=0).exists()


@pytest.mark.parametrize("who", ["mai", "hung", "thao", "khoa", "lien", "phong"])
def test_the_head_alone_decides(council: Office, who: str) -> None:
    proposal = carried(council)
    actor = getattr(council, who)
    for act in (
        lambda: recognised(council, proposal, actor=actor),
        lambda: refuse_proposal(proposal=proposal, reason="X", actor=actor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert Proposal.objects.get().state == "PASSED"


def test_the_head_of_the_agency_decides_too_but_not_on_their_own(council: Office) -> None:
    """Phong heads the whole office now; Oanh, who issues decisions, is an author."""
    grant_role(
        account=council.phong, role=Role.UNIT_HEAD, unit=council.root, since=FOUNDED, actor=None
    )
    proposal = carried(council, {"oanh": 100})
    with pytest.raises(NotAllowed):
        recognised(council, proposal)
    assert recognised(council, proposal, actor=council.phong).number == 1


def test_only_what_was_carried_is_recognised(council: Office) -> None:
    proposal = endorsed(council)
    with pytest.raises(ActionRefused, match="chờ đưa ra Hội đồng"):
        recognised(council, proposal)
    sitting = sitting_of(council, proposal)
    score(council, sitting.items.get(), "khoa", agrees=False)

    close_sitting(sitting=sitting, actor=council.khoa)
    with pytest.raises(ActionRefused, match="không đề nghị"):
        recognised(council, proposal)
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        refuse_proposal(proposal=proposal, reason=" ", actor=council.oanh)
    refuse_proposal(proposal=proposal, reason="Chưa có điểm mới", actor=council.oanh)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.refusal) == ("REFUSED", "Chưa có điểm mới")
    notice = Notice.objects.filter(kind="proposal_refused").first()
    assert (told("proposal_refused"), notice.body) == (["lan", "mai"], "Chưa có điểm mới")


def test_numbers_run_without_gap_within_a_year(council: Office) -> None:
    numbers = [through(council, {"mai": 100}, title=f"Số {n}").number for n in range(2)]
    with pytest.raises(ActionRefused):
        recognised(council, carried(council, {"mai": 100}), decision="")
    numbers.append(through(council, {"dung": 100}).number)
    # What an earlier certificate tells of has no number here.
    old = recognise_initiative(
        agency=council.agency,
        title="Cũ",
        scope="CO_SO",
        recognised_on=D(2022, 1, 3),
        certificate="MH-09",
        authors=[council.people["mai"]],
        actor=council.thao,
    )
    assert (numbers, old.number) == ([1, 2, 3], None)
    with day(2023, 1, 9):
        assert through(council, {"mai": 100}).certificate == "01/2023/GCNSK-VPQH"


def test_the_database_takes_a_number_once(council: Office) -> None:
    first, second = through(council, {"mai": 100}), through(council, {"dung": 100})
    of_second = Initiative.objects.filter(pk=second.pk)
    for changes in ({"number": first.number}, {"number": None}, {"decision": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            of_second.update(**changes)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers(council: Office) -> None:
    proposals = [carried(council, {"mai": 100}), carried(council, {"dung": 100})]
    start, numbers = threading.Barrier(2), []

    def decide(proposal: Proposal) -> None:
        with day(2022, 10, 3):
            start.wait()
            try:
                numbers.append(recognised(council, proposal).number)
            finally:
                connection.close()

    threads = [threading.Thread(target=decide, args=[one]) for one in proposals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(numbers) == [1, 2]


def adopted(office: Office, initiative: Initiative, **changes) -> Adoption:
    said = {
        "initiative": initiative,
        "unit": office.b,
        "since": D(2022, 9, 1),
        "effect": "Giảm 3 ngày",
        "actor": office.binh,
    }
    return record_adoption(**(said | changes))


def replicated(initiative: Initiative) -> int:
    return library(Initiative.objects.filter(pk=initiative.pk)).get().adoption_count


def test_another_unit_takes_it_up_and_its_head_confirms(council: Office) -> None:
    initiative = through(council)
    adoption = adopted(council, initiative)
    assert (told("adoption_recorded"), replicated(initiative)) == (["son"], 0)
    changed = adopted(council, initiative, effect="Giảm 4 ngày")
    assert (changed.pk, changed.effect) == (adoption.pk, "Giảm 4 ngày")
    for who in ("binh", "hung", "thao", "mai"):
        with pytest.raises(NotAllowed):
            confirm_adoption(adoption=adoption, actor=getattr(council, who))
    confirm_adoption(adoption=adoption, actor=council.son)
    assert replicated(initiative) == 1
    with pytest.raises(ActionRefused, match="đã được xác nhận"):
        confirm_adoption(adoption=adoption, actor=council.son)
    with pytest.raises(ActionRefused, match="đã có ghi nhận"):
        adopted(council, initiative)


def test_what_the_head_records_is_confirmed(council: Office) -> None:
    initiative = through(council)
    assert adopted(council, initiative, actor=council.son).confirmed_by == council.son
    assert replicated(initiative) == 1


def test_what_is_no_adoption(council: Office) -> None:
    initiative = through(council)
    for changes, because in (
        ({"unit": council.a, "actor": council.lan}, "đơn vị khác"),
        ({"since": D(2022, 10, 4)}, "tương lai"),
        ({"effect": "Nhanh hơn"}, "số liệu"),
        ({"actor": council.lan}, "không có quyền"),
    ):
        with pytest.raises(ActionRefused, match=because):
            adopted(council, initiative, **changes)
    assert not Adoption.objects.exists()


def test_a_room_and_its_department_are_one_home(council: Office) -> None:
    room = create_unit(parent=council.a, code="phong", name="Phòng", since=FOUNDED, actor=None)
    Posting.objects.filter(person=council.people["mai"]).update(unit=room)
    initiative = through(council, {"mai": 100})
    for unit in (room, council.a):
        with pytest.raises(ActionRefused, match="đơn vị khác"):
            adopted(council, initiative, unit=unit, actor=council.lan)
