"""What departments record of their targets through 2022, and how they judge their half year."""

import datetime
import io
import struct
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.actions.assessments import (
    AssessmentContent,
    begin_assessment,
    hand_up_assessment,
    read_assessment,
    save_assessment,
    send_assessment,
)
from campaigns.actions.progress import record_progress
from campaigns.models import Assessment, Campaign, Pledge, Target
from campaigns.queries.versions import signed
from reports.demo.chance import chance
from reports.demo.office import Office
from reports.demo.structure import TRY_OUT
from reports.demo.texts import HALF_YEAR, PROGRESS_NOTES
from reports.demo.walk import at_work
from units.models import Role

# When departments record, and how much of a goal is likely reached by then, in per cent.
ROUNDS = (
    (datetime.date(2022, 6, 14), (25, 60)),
    (datetime.date(2022, 10, 12), (88, 125)),
)
HALF_YEAR_SENT = datetime.date(2022, 6, 27)
HALF_YEAR_READ = datetime.date(2022, 6, 30)
# These record and judge diligently, the department to try out among them; the others write once,
# and not of everything.
DILIGENT = 8
OF_EACH = 7


def record_year(office: Office, campaign: Campaign) -> None:
    """Let the spring and the summer leave their notes, and the diligent their half year."""
    pledges = list(campaign.pledges.filter(signed()).select_related("unit", "campaign"))
    pledges.sort(key=lambda pledge: pledge.unit.code != TRY_OUT)
    diligent, others = pledges[:DILIGENT], pledges[DILIGENT:]
    (spring, little), (autumn, much) = ROUNDS
    with at_work(spring):
        for pledge in diligent:
            _record(office, pledge, little)
    _judge_half_year(office, diligent)
    with at_work(autumn):
        for pledge in diligent:
            _record(office, pledge, much)
        for pledge in others:
            _record(office, pledge, much, most=OF_EACH)


def _record(
    office: Office, pledge: Pledge, shares: tuple[int, int], most: int | None = None
) -> None:
    clerk = office.clerk(pledge.unit)
    random = chance("progress", pledge.unit.code, *shares)
    for number, target in enumerate(pledge.targets.all()[:most]):
        on = datetime.date(2022, 6 if shares[1] < 100 else 10, random.randint(1, 10))
        evidence = [_picture(random), _paper(target)] if number == 0 else []
        record_progress(
            target=target,
            on=on,
            reached=_reached(target, random, shares),
            text=random.choice(PROGRESS_NOTES),
            evidence=evidence,
            actor=clerk,
        )


def _reached(target: Target, random: Random, shares: tuple[int, int]) -> Decimal:
    share = Decimal(random.randint(*shares)) / 100
    reached = ((target.value or 0) * share).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return min(reached, Decimal(100)) if target.measure == "%" else reached


def _judge_half_year(office: Office, pledges: list[Pledge]) -> None:
    """Sơ kết: the texts as the records propose them; the last one is sent and not read yet."""
    for pledge in pledges:
        clerk, head = office.clerk(pledge.unit), office.head(pledge.unit)
        with at_work(HALF_YEAR_SENT):
            kind = Assessment.Kind.MIDYEAR
            begun = begin_assessment(pledge=pledge, kind=kind, actor=clerk)
            texts = dict(begun.parts.values_list("commitment", "text"))
            saved = save_assessment(
                assessment=begun,
                content=AssessmentContent(texts, HALF_YEAR),
                edition=begun.edition,
                actor=clerk,
            )
            handed = hand_up_assessment(assessment=saved, actor=clerk)
        with at_work(HALF_YEAR_SENT, hour=15):
            sent = send_assessment(assessment=handed, actor=head)
        if pledge != pledges[-1]:
            with at_work(HALF_YEAR_READ):
                read_assessment(assessment=sent, actor=office.holder(Role.STANDING_BODY))


def _picture(random: Random) -> SimpleUploadedFile:
    """A picture of nothing: a warm ramp of colour, 160 by 120."""
    red, width, height = random.randint(120, 200), 160, 120
    rows = b"".join(
        b"\0" + bytes(part for x in range(width) for part in (red, 90 + x // 2, 60 + y // 2))
        for y in range(height)
    )
    parts = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return SimpleUploadedFile("anh-minh-hoa.png", b"\x89PNG\r\n\x1a\n" + chunks)


def _paper(target: Target) -> SimpleUploadedFile:
    """A Word document that says plainly that it is invented."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f"Minh chứng minh họa (dữ liệu giả định), chỉ tiêu số {target.pk}"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{relations}/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}/package/2006/relationships">'
            f'<Relationship Id="r1" Target="word/document.xml" '
            f'Type="{relations}/officeDocument/2006/relationships/officeDocument"/>'
            "</Relationships>",
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            "</w:body></w:document>",
        )
    return SimpleUploadedFile("minh-chung.docx", kept.getvalue())
