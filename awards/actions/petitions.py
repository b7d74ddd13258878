"""Put what the council passed before the authority that decides it: draft the letter, send it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.consultations import require_quiet
from awards.actions.petition_steps import record_step, stepped
from awards.documents.decisions import given_award
from awards.documents.kept import keep_pdf
from awards.documents.petitions import default_letter, petition_paper
from awards.documents.render import form_of_submission, render_submission
from awards.models import Nomination, Petition, PetitionFile, PetitionItem, PetitionStep
from awards.queries.nominations import announced, passed_without_decision
from awards.queries.petitions import live_items, petitioned, reviews_behind
from campaigns import catalogue
from campaigns.labels import award_label
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root


@dataclass(frozen=True)
class PetitionContent:
    """The parts of a draft that a person words."""

    title: str
    authority: str
    letter: str
    signer_office: str
    signer_name: str


@transaction.atomic
def draft_petition(
    *, agency: Agency, award: str, nominations: list[Nomination], actor: Account
) -> Petition:
    """Draft a petition on passed nominations of one award and year that a higher level decides."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    entry, keys = catalogue.award(award), {one.pk for one in nominations}
    if entry.own_authority:
        raise ActionRefused(
            _("%(award)s do cơ quan quyết định, không cần trình cấp trên. Chưa lập tờ trình.")
            % {"award": award_label(award, agency.name)}
        )
    locked = _passed(agency, award, keys)
    petition = Petition(
        agency=agency,
        authority=entry.decider("vi"),
        award=award,
        year=locked[0].year,
        letter=default_letter(agency.name, reviews_behind(locked)),
        signer_office=agency.head_office,
        signer_name=agency.head_name,
        state_since=clock.today(),
        created_by=actor,
        created_at=clock.now(),
    )
    petition.title = f"Về việc đề nghị tặng {given_award(petition)}"
    petition.save()
    PetitionItem.objects.bulk_create(
        PetitionItem(petition=petition, nomination=one) for one in locked
    )
    audit.record(actor=actor, action="draft_petition", target=petition, nominations=sorted(keys))
    return petition


@transaction.atomic
def word_petition(
    *, petition: Petition, content: PetitionContent, edition: int, actor: Account
) -> Petition:
    """Change the wording of a draft; refused when somebody else saved since it was opened."""
    petition = stepped(petition, "word", actor)
    if petition.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu tờ trình này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    said = vars(content)
    changes: dict[str, Any] = {
        name: [getattr(petition, name), new]
        for name, new in said.items()
        if getattr(petition, name) != new
    }
    for name, new in said.items():
        setattr(petition, name, new)
    petition.edition += 1
    petition.save()
    audit.record(actor=actor, action="word_petition", target=petition, **changes)
    return petition


@transaction.atomic
def discard_petition(*, petition: Petition, actor: Account) -> None:
    """Throw a draft away; its nominations stay passed and can be petitioned for anew."""
    petition = stepped(petition, "discard", actor)
    audit.record(actor=actor, action="discard_petition", target=petition)
    petition.delete()


@transaction.atomic
def send_petition(
    *, petition: Petition, reference: str, signed_on: datetime.date, edition: int, actor: Account
) -> Petition:
    """Freeze the letter as it was signed, under its number and day; it is with the authority now.

    `edition` is the one that the page showed.
    """
    petition = stepped(petition, "send", actor)
    nominations = petitioned(petition)
    if petition.edition != edition:
        raise ActionRefused(
            _("Tờ trình đã được sửa sau khi bạn mở trang này. Chưa gửi; hãy đọc lại bản mới.")
        )
    if not reference.strip():
        raise ActionRefused(_("Hãy ghi số, ký hiệu của tờ trình. Tờ trình chưa được gửi."))
    if signed_on > clock.today():
        raise ActionRefused(_("Ngày ký ở tương lai. Tờ trình chưa được gửi."))
    require_quiet(nominations)
    petition.reference, petition.signed_on = reference.strip(), signed_on
    petition.state_since = signed_on
    petition.save()
    paper = petition_paper(petition, nominations)
    pdf = render_submission(paper)
    keep_pdf(pdf, to=PetitionFile, form=form_of_submission(paper), petition=petition)
    record_step(petition, PetitionStep.Kind.SENT, signed_on, actor, note=petition.reference)
    audit.record(
        actor=actor,
        action="send_petition",
        target=petition,
        reference=petition.reference,
        sha256=petition.file.sha256,
    )
    return petition


def _passed(agency: Agency, award: str, keys: set[int]) -> list[Nomination]:
    """Lock what the council passed of an award and one year, and no decision or petition has."""
    locked = list(
        passed_without_decision(agency)
        .select_for_update(of=("self",))
        .filter(announced(), award=award, pk__in=keys)
    )
    of_one_year = len({one.year for one in locked}) == 1
    if len(locked) != len(keys) or not of_one_year or live_items(locked).exists():
        raise ActionRefused(
            _(
                "Chỉ trình được hồ sơ Hội đồng đã thông qua và đã công bố kết quả, cùng một danh "
                "hiệu, cùng năm, chưa có quyết định và không nằm trong tờ trình khác. Tờ trình "
                "chưa được lập; hãy tải lại danh sách."
            )
        )
    require_quiet(locked)
    return locked
