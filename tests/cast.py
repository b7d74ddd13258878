"""One cast, known by name, for all tests: a small office made through the product's own actions.

Vụ Hạ (department A) and Cục Thu (department B) emulate each other; Chi bộ Một is a Party cell.
In A: Lan is clerk, Hùng heads, Mai is staff. In B: Bình is clerk, Sơn heads, Dung is staff.
Thảo is the standing body; Khoa chairs the council, Liên, Minh and Nga are members; Oanh issues
decisions; Phong leads; Quân administers the system. Rời is a stranger without any role.
"""

import datetime
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from campaigns.actions.campaigns import (
    CampaignContent,
    correct_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.models import Campaign
from campaigns.workflow import CampaignKind
from units import clock
from units.actions.accounts import grant_role, open_account
from units.actions.organisation import create_bloc, create_unit, found_agency
from units.actions.people import enter_person, post_person
from units.models import (
    Account,
    Agency,
    AuditEntry,
    Bloc,
    BlocMembership,
    Notice,
    Person,
    Posting,
    Role,
    RoleGrant,
    Unit,
)

TODAY = datetime.date(2022, 1, 10)
FOUNDED = datetime.date(2020, 1, 1)
PASSWORD = "mat-khau-thu-2022"

# name, gender, unit, office, leader?, roles at (unit code)
CAST = [
    ("lan", "Nguyễn Thị Lan", "F", "vu-ha", "Chuyên viên", [(Role.UNIT_CLERK, "vu-ha")]),
    ("hung", "Trần Văn Hùng", "M", "vu-ha", "Vụ trưởng", [(Role.UNIT_HEAD, "vu-ha")]),
    ("mai", "Đặng Thị Mai", "F", "vu-ha", "Chuyên viên", []),
    ("binh", "Lê Văn Bình", "M", "cuc-thu", "Chuyên viên", [(Role.UNIT_CLERK, "cuc-thu")]),
    ("son", "Phạm Văn Sơn", "M", "cuc-thu", "Cục trưởng", [(Role.UNIT_HEAD, "cuc-thu")]),
    ("dung", "Hoàng Thị Dung", "F", "cuc-thu", "Chuyên viên", []),
    ("thao", "Vũ Thị Thảo", "F", "vpqh", "Chuyên viên", [(Role.STANDING_BODY, "vpqh")]),
    ("khoa", "Đỗ Văn Khoa", "M", "vpqh", "Phó Chủ nhiệm", [(Role.COUNCIL_CHAIR, "vpqh")]),
    ("lien", "Bùi Thị Liên", "F", "vpqh", "Ủy viên", [(Role.COUNCIL_MEMBER, "vpqh")]),
    ("minh", "Ngô Văn Minh", "M", "vpqh", "Ủy viên", [(Role.COUNCIL_MEMBER, "vpqh")]),
    ("nga", "Dương Thị Nga", "F", "vpqh", "Ủy viên", [(Role.COUNCIL_MEMBER, "vpqh")]),
    ("oanh", "Lý Thị Oanh", "F", "vpqh", "Chuyên viên", [(Role.DECISION_ADMIN, "vpqh")]),
    ("phong", "Mạc Văn Phong", "M", "vpqh", "Lãnh đạo", [(Role.LEADERSHIP, "vpqh")]),
    ("quan", "Tạ Văn Quân", "M", "vpqh", "Chuyên viên", [(Role.SYSTEM_ADMIN, "vpqh")]),
    ("roi", "Trịnh Văn Rời", "M", "vpqh", "Nhân viên", []),
]
# Whose rows the office is made of, each after those it refers to.
MODELS = (Agency, Unit, Bloc, BlocMembership, Person, Account, Posting, RoleGrant, AuditEntry)
LEADERS = {"hung", "son", "khoa", "phong"}

LAUNCH = """31/12/2021 08:00
PHÁT ĐỘNG PHONG TRÀO THI ĐUA “KỶ CƯƠNG, HIỆU QUẢ”

Ông Nguyễn Văn Mẫu phát động phong trào thi đua năm 2022 với chủ đề “Kỷ cương, hiệu quả”.

Một là, nâng cao chất lượng tham mưu của các vụ, đơn vị.

Hai là, đẩy mạnh cải tiến quy trình, thủ tục.
"""


@dataclass
class Office:
    """The office's rows, by name."""

    agency: Agency
    root: Unit
    a: Unit
    b: Unit
    cell: Unit
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        """Give the account of a member of the cast: `office.lan`.

        Read afresh, as every request does, so that no test sees a kept standing.
        """
        try:
            return Account.objects.select_related("person").get(pk=self.accounts[name].pk)
        except KeyError:
            raise AttributeError(name) from None


def build_office() -> Office:
    """Found the office and everyone in it."""
    root = found_agency(
        code="vpqh",
        name="Văn phòng Quốc hội",
        symbol="VPQH",
        place="Hà Nội",
        head_office="Chủ nhiệm",
        head_name="Nguyễn Văn Mẫu",
        since=FOUNDED,
    )
    made: dict[str, Any] = {"actor": None, "since": FOUNDED}
    a = create_unit(parent=root, code="vu-ha", name="Vụ Hạ", **made)
    b = create_unit(parent=root, code="cuc-thu", name="Cục Thu", **made)
    cell = create_unit(
        parent=root, code="chi-bo-1", name="Chi bộ Một", line="PARTY", pledges=False, **made
    )
    create_bloc(agency=root.agency, name="Khối Một", units=[a, b], **made)
    office = Office(root.agency, root, a, b, cell)
    units = {unit.code: unit for unit in (root, a, b)}
    for number, (key, name, gender, unit, title, roles) in enumerate(CAST, start=1):
        person = enter_person(
            agency=root.agency,
            staff_code=f"CB{number:03d}",
            full_name=name,
            gender=gender,
            email=f"{key}@example.org",
            actor=None,
        )
        rank = Posting.Rank.LEADER if key in LEADERS else Posting.Rank.DIRECT
        post_person(person=person, unit=units[unit], title=title, rank=rank, **made)
        account = open_account(username=key, person=person, password=PASSWORD, actor=None)
        for role, where in roles:
            grant_role(account=account, role=role, unit=units[where], **made)
        office.people[key], office.accounts[key] = person, account
    return office


def keep_office() -> bytes:
    """Build the office in an empty database and take it away again; keep it with its rows."""
    with clock.at(FOUNDED), transaction.atomic():
        office = build_office()
        kept = pickle.dumps((vars(office), [list(model.objects.all()) for model in MODELS]))
        transaction.set_rollback(True)
    return kept


def put_back(kept: bytes) -> Office:
    """Give a test the kept office: nine inserts instead of some eighty actions."""
    names, tables = pickle.loads(kept)
    for model, rows in zip(MODELS, tables, strict=True):
        model.objects.bulk_create(rows)
    return Office(**names)


@contextmanager
def day(*parts: int) -> Iterator[None]:
    """Let the office live on a day: `with day(2022, 3, 1):`."""
    with clock.at(datetime.date(*parts)):
        yield


def launched_campaign(office: Office, **dates: Any) -> Campaign:
    """Launch the cast's campaign with two commitments; pledges are due on 15/02/2022."""
    campaign = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    fields = {
        "year": 2022,
        "launched_on": datetime.date(2021, 12, 31),
        "pledges_due": datetime.date(2022, 2, 15),
        "midyear_on": datetime.date(2022, 6, 30),
        "nominations_due": datetime.date(2022, 11, 30),
        "council_on": datetime.date(2022, 12, 15),
        "yearend_on": datetime.date(2022, 12, 31),
    } | dates
    commitments = [
        {"heading": "Chất lượng tham mưu", "text": "Nâng cao chất lượng tham mưu."},
        {"heading": "Cải tiến quy trình", "text": "Đẩy mạnh cải tiến quy trình."},
    ]
    content = CampaignContent(fields=fields, commitments=commitments)
    correct_campaign(campaign=campaign, content=content, actor=office.thao)
    return launch_campaign(campaign=campaign, actor=office.thao)


def peak(office: Office, actor: Any = None, **fields: Any) -> Campaign:
    """Launch a short campaign with no more than its first and last day."""
    actor = actor or office.thao
    draft = draft_campaign(
        agency=office.agency, source_text=LAUNCH, actor=actor, scope=fields.get("scope")
    )
    fields = {
        "kind": CampaignKind.PEAK,
        "launched_on": datetime.date(2022, 1, 5),
        "yearend_on": datetime.date(2022, 2, 5),
    } | fields
    call = [{"heading": "Một", "text": "Nội dung."}]
    content = CampaignContent(fields=fields, commitments=call)
    correct_campaign(campaign=draft, content=content, actor=actor)
    return launch_campaign(campaign=draft, actor=actor)


def told(kind: str) -> list[str]:
    """Name who got a notice of a kind, once for each."""
    return sorted(Notice.objects.filter(kind=kind).values_list("account__username", flat=True))
