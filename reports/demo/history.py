"""Two files of decisions from the years of paper: one recorded, one waiting to be matched."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.actions.history import accept_certain, begin_import, record_history
from awards.history import write_lines
from awards.models import HistoryImport
from reports.demo.office import Office
from units.models import Person, Role

BEFORE = datetime.date(2008, 1, 1)
TITLE = {"kind": "cá nhân", "award": "Lao động tiên tiến", "type": "công trạng"}
COLLECTIVE = {"kind": "tập thể", "award": "TTLDTT"}


def bring_history(office: Office) -> None:
    """Bring both files; whoever records decisions takes the certain lines of the first one."""
    people = list(
        Person.objects.filter(agency=office.agency, joined_on__lt=BEFORE).order_by("staff_code")[:6]
    )
    actor = office.holder(Role.DECISION_ADMIN)
    unit = office.departments[0]
    whole = {"name": unit.name, "code": unit.code, **COLLECTIVE}
    coded = [{"name": one.full_name, "code": one.staff_code, **TITLE} for one in people[:3]]
    done = _bring(office, "Khen thưởng năm 2009.xlsx", 2009, [*coded, whole])
    accept_certain(history=done, actor=actor)
    record_history(history=done, actor=actor)
    named = [{"name": one.full_name, "unit": unit.name, **TITLE} for one in people[3:]]
    waiting = [
        coded[0],
        *named,
        {"name": "Nguyễn Văn Mẫu", "title": "Chuyên viên", "unit": "Vụ Ví Dụ", **TITLE},
        whole,
    ]
    _bring(office, "Khen thưởng năm 2010.xlsx", 2010, waiting)


def _bring(
    office: Office, name: str, year: int, rows: Iterable[Mapping[str, Any]]
) -> HistoryImport:
    agency = office.agency
    decision = {
        "year": year,
        "authority": f"{agency.head_office} {agency.name}",
        "reference": f"MH-{year % 100:02d}/QĐ-{agency.symbol}",
        "signed_on": datetime.date(year + 1, 1, 20),
    }
    lines = [{**decision, **row} for row in rows]
    upload = SimpleUploadedFile(name, write_lines(lines))
    return begin_import(agency=agency, upload=upload, actor=office.holder(Role.DECISION_ADMIN))
