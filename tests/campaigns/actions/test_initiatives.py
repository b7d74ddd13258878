"""Initiatives are kept as their certificates read."""

import datetime

import pytest

from campaigns.actions.initiatives import recognise_initiative
from campaigns.models import Initiative
from tests.cast import Office, day
from units.errors import ActionRefused, NotAllowed
from units.models import Agency, AuditEntry, Person

D = datetime.date


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 20):
        yield


def recognised(office: Office, *authors: Person, **changes) -> Initiative:
    said = {
        "agency": office.agency,
        "title": "Sổ tay thẩm tra",
        "scope": "CO_SO",
        "recognised_on": D(2022, 10, 14),
        "certificate": "MH-01/2022/GCN-SK",
        "authors": [*authors] or [office.people["mai"]],
        "actor": office.thao,
    }
    return recognise_initiative(**(said | changes))


def test_an_initiative_is_kept_with_its_authors(office: Office) -> None:
    mai, lan = office.people["mai"], office.people["lan"]
    initiative = recognised(office, mai, lan, scope="BO", kind="DE_TAI")
    initiative.refresh_from_db()
    assert (initiative.kind, initiative.scope, initiative.folded) == (
        "DE_TAI",
        "BO",
        "so tay tham tra",
    )
    assert set(initiative.authors.all()) == {mai, lan}
    assert list(mai.initiatives.all()) == [initiative]
    entry = AuditEntry.objects.get(action="recognise_initiative")
    assert (entry.actor, entry.target_name) == (office.thao, "Sổ tay thẩm tra")
    assert entry.changes == {"scope": "BO", "authors": [mai.pk, lan.pk]}


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan", "mai"])
def test_only_the_standing_body_recognises(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        recognised(office, actor=getattr(office, who))
    assert not Initiative.objects.exists()


def test_it_has_authors_of_the_agency_and_a_day_past(office: Office) -> None:
    other = Agency.objects.create(code="bo-x", name="Bộ X", symbol="BX")
    stranger = Person.objects.create(agency=other, staff_code="1", full_name="X", gender="M")
    for wrong, because in (
        ({"recognised_on": D(2022, 10, 21)}, "tương lai"),
        ({"authors": []}, "phải có tác giả"),
        ({"authors": [office.people["mai"], stranger]}, "phải thuộc cơ quan này"),
    ):
        with pytest.raises(ActionRefused, match=because):
            recognised(office, **wrong)
    assert not Initiative.objects.exists()
