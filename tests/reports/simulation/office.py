"""Four units in one bloc for a simulated year: the cast's two, and two of the same making."""

from tests.cast import FOUNDED, Office, build_office
from units.actions.accounts import grant_role, open_account
from units.actions.organisation import create_bloc, create_unit
from units.actions.people import enter_person, post_person
from units.models import Posting, Role, Unit


def build_large_office(units: int = 8) -> Office:
    """The cast's office with further units, each with a clerk, a head and a worker."""
    office = build_office()
    more = [_unit(office, number) for number in range(1, units - 1)]
    made = {"actor": None, "since": FOUNDED}
    half = len(more) // 2
    create_bloc(agency=office.agency, name="Khối Hai", units=more[:half], **made)
    create_bloc(agency=office.agency, name="Khối Ba", units=more[half:], **made)
    for name, role in (("khoa", Role.INITIATIVE_CHAIR), ("lien", Role.INITIATIVE_MEMBER)):
        grant_role(account=getattr(office, name), role=role, unit=office.root, **made)
    for name in ("minh", "nga"):
        grant_role(
            account=getattr(office, name), role=Role.INITIATIVE_MEMBER, unit=office.root, **made
        )
    return office


def _unit(office: Office, number: int) -> Unit:
    made = {"actor": None, "since": FOUNDED}
    unit = create_unit(parent=office.root, code=f"vu-{number}", name=f"Vụ {number}", **made)
    for seat, rank, role in (
        ("dau-moi", Posting.Rank.DIRECT, Role.UNIT_CLERK),
        ("thu-truong", Posting.Rank.LEADER, Role.UNIT_HEAD),
        ("can-bo", Posting.Rank.DIRECT, None),
    ):
        person = enter_person(
            agency=office.agency,
            staff_code=f"VU{number}-{seat}",
            full_name=f"Nguyễn Thử {seat.replace('-', ' ').title()} {number}",
            gender="F",
            email=f"{seat}-{number}@example.org",
            actor=None,
        )
        post_person(person=person, unit=unit, title="Chuyên viên", rank=rank, **made)
        account = open_account(
            username=f"{seat}-{number}", person=person, password=None, actor=None
        )
        if role:
            grant_role(account=account, role=role, unit=unit, **made)
    return unit
