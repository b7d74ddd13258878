"""Tell of an exemplar, ask for consent, review, publish; and learn from one."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.editions import require_seen
from campaigns.models import Exemplar, ExemplarAdoption, ExemplarPhoto
from campaigns.permissions.exemplars import (
    PROPOSERS,
    exemplars_published_in,
    roles_in,
)
from campaigns.workflow import EXEMPLAR
from units import audit, clock, files
from units.actions.files import attach
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Person, Role, Unit
from units.permissions import accounts_with, require
from units.queries import people_in, subtree_ids

NO_CONSENT: dict[str, Any] = {"consent": "", "consented_by": None, "consented_at": None}


@dataclass(frozen=True)
class ExemplarContent:
    """Whom a unit tells of, and the story."""

    title: str
    summary: str
    story: str
    person: Person | None = None
    collective: Unit | None = None
    photo: UploadedFile | None = None
    alt: str = ""
    drop_photo: bool = False


@transaction.atomic
def draft_exemplar(*, unit: Unit, content: ExemplarContent, actor: Account) -> Exemplar:
    """Begin a story in the name of a unit."""
    require(actor, unit.pk, PROPOSERS)
    exemplar = Exemplar(agency=unit.agency, unit=unit, created_by=actor, state_since=clock.now())
    _fill(exemplar, content, actor)
    audit.record(actor=actor, action="draft_exemplar", target=exemplar)
    return exemplar


@transaction.atomic
def save_exemplar(
    *, exemplar: Exemplar, content: ExemplarContent, edition: int, actor: Account
) -> Exemplar:
    """Keep a changed draft; refused when somebody else saved since the page was opened."""
    exemplar = _stepped(exemplar, "save", actor)
    if exemplar.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bài này. Phần bạn nhập chưa được lưu nhưng "
                "vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    exemplar.edition += 1
    _fill(exemplar, content, actor)
    audit.record(actor=actor, action="save_exemplar", target=exemplar, edition=exemplar.edition)
    return exemplar


@transaction.atomic
def discard_exemplar(*, exemplar: Exemplar, actor: Account) -> None:
    """Throw a draft away."""
    exemplar = _stepped(exemplar, "save", actor)
    audit.record(actor=actor, action="discard_exemplar", target=exemplar)
    exemplar.delete()


@transaction.atomic
def ask_consent(*, exemplar: Exemplar, actor: Account) -> Exemplar:
    """Ask whom it is about; a changed story asks anew."""
    exemplar = _stepped(exemplar, "ask", actor)
    asked = _subject_accounts(exemplar)
    if not asked:
        raise ActionRefused(
            _(
                "Chưa hỏi được: người được nêu chưa có tài khoản, hoặc tập thể chưa có thủ trưởng "
                "trong hệ thống. Bài vẫn được giữ."
            )
        )
    _save(exemplar, actor, "ask_consent", note="", **NO_CONSENT)
    _tell(exemplar, "exemplar_consent", asked)
    return exemplar


@transaction.atomic
def give_consent(
    *, exemplar: Exemplar, level: str, edition: int | None = None, actor: Account
) -> Exemplar:
    """Agree to be shown inside, or to everybody; the standing body then reviews the story."""
    if level not in Exemplar.Level.values:
        raise ActionRefused(_("Hãy chọn phạm vi bạn đồng ý. Chưa có gì được lưu."))
    exemplar = _stepped(exemplar, "agree", actor)
    require_seen(exemplar, edition)
    consent = {"consent": level, "consented_by": actor, "consented_at": clock.now()}
    _save(exemplar, actor, "give_consent", **consent)
    reviewers = accounts_with(Role.STANDING_BODY, exemplar.unit_id, clock.today())
    _tell(exemplar, "exemplar_sent", reviewers)
    return exemplar


@transaction.atomic
def decline_exemplar(*, exemplar: Exemplar, actor: Account) -> Exemplar:
    """Say no, or take consent back: from this moment nobody else sees the story."""
    exemplar = _stepped(exemplar, "decline", actor)
    _save(exemplar, actor, "decline_exemplar", note="", level="", **NO_CONSENT)
    _tell(exemplar, "exemplar_declined", [exemplar.created_by])
    return exemplar


@transaction.atomic
def return_exemplar(*, exemplar: Exemplar, note: str, actor: Account) -> Exemplar:
    """Give a story back to the unit with a written reason, also one that is published."""
    exemplar = _stepped(exemplar, "return", actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại. Bài chưa được trả lại."))
    _save(exemplar, actor, "return_exemplar", note=note.strip(), level="", **NO_CONSENT)
    _tell(exemplar, "exemplar_returned", [exemplar.created_by])
    return exemplar


@transaction.atomic
def publish_exemplar(*, exemplar: Exemplar, level: str, actor: Account) -> Exemplar:
    """Show the story, no further than was agreed to."""
    exemplar = _stepped(exemplar, "publish", actor)
    further = level == Exemplar.Level.PUBLIC and exemplar.consent != Exemplar.Level.PUBLIC
    if level not in Exemplar.Level.values or further:
        raise ActionRefused(
            _("Người được nêu chỉ đồng ý đăng trong cơ quan. Bài chưa được đăng.")
            if further
            else _("Hãy chọn phạm vi đăng. Bài chưa được đăng.")
        )
    _save(exemplar, actor, "publish_exemplar", level=level, published_at=clock.now())
    _tell(exemplar, "exemplar_published", [exemplar.created_by, *_subject_accounts(exemplar)])
    return exemplar


@transaction.atomic
def withdraw_exemplar(*, exemplar: Exemplar, note: str, actor: Account) -> Exemplar:
    """Take a published story down, with a reason."""
    exemplar = _stepped(exemplar, "withdraw", actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do gỡ. Bài vẫn đang đăng."))
    _save(exemplar, actor, "withdraw_exemplar", note=note.strip(), level="")
    _tell(exemplar, "exemplar_withdrawn", [exemplar.created_by])
    return exemplar


@transaction.atomic
def adopt_exemplar(
    *, exemplar: Exemplar, unit: Unit, deeds: str, actor: Account
) -> ExemplarAdoption:
    """Write down what a unit does after an exemplar; written again, it replaces what stood."""
    require(actor, unit.pk, PROPOSERS)
    found = exemplars_published_in(actor).select_for_update(of=("self",)).filter(pk=exemplar.pk)
    exemplar = found.first() or exemplar
    if not found or unit.agency_id != exemplar.agency_id:
        raise NotAllowed(_("Bài này không còn đăng. Chưa có gì được lưu."))
    if unit.pk in {exemplar.unit_id, exemplar.collective_id}:
        raise ActionRefused(_("Đơn vị không học tập chính mình. Chưa có gì được lưu."))
    if not deeds.strip():
        raise ActionRefused(_("Hãy ghi việc đơn vị đã làm theo. Chưa có gì được lưu."))
    adoption, created = ExemplarAdoption.objects.update_or_create(
        exemplar=exemplar,
        unit=unit,
        defaults={"deeds": deeds.strip(), "adopted_by": actor, "adopted_on": clock.today()},
    )
    audit.record(actor=actor, action="adopt_exemplar", target=exemplar, unit=unit.pk, first=created)
    return adoption


def _stepped(exemplar: Exemplar, name: str, actor: Account) -> Exemplar:
    """Lock it, check actor and state, and set the new state without saving it."""
    exemplar = (
        Exemplar.objects.select_for_update(of=("self",))
        .select_related("agency", "unit", "person", "collective", "created_by__person")
        .get(pk=exemplar.pk)
    )
    step = EXEMPLAR.step(name)
    if not step.roles & roles_in(actor, exemplar):
        raise NotAllowed(_("Bạn không có quyền làm việc này với bài này. Chưa có gì được lưu."))
    if exemplar.state not in step.sources:
        raise ActionRefused(
            _(
                "Bài đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": exemplar.get_state_display()}
        )
    exemplar.state, exemplar.state_since = step.target, clock.now()
    return exemplar


def _save(exemplar: Exemplar, actor: Account, action: str, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(exemplar, name, value)
    exemplar.save(update_fields=["state", "state_since", *changes])
    audit.record(
        actor=actor,
        action=action,
        target=exemplar,
        reason=changes.get("note", ""),
        state=exemplar.state,
        level=exemplar.level or exemplar.consent,
    )


def _fill(exemplar: Exemplar, content: ExemplarContent, actor: Account) -> None:
    below = subtree_ids(exemplar.unit)
    if content.person:
        ours = people_in(below, clock.today()).filter(pk=content.person.pk).exists()
    else:
        ours = content.collective is not None and content.collective.pk in below
    if not ours:
        raise ActionRefused(
            _("Người hoặc tập thể được chọn không thuộc đơn vị này. Bài chưa được lưu.")
        )
    if content.person and content.person.pk == actor.person_id:
        raise ActionRefused(_("Bạn không tự giới thiệu mình. Bài chưa được lưu."))
    for name in ("title", "summary", "story", "person", "collective"):
        setattr(exemplar, name, getattr(content, name))
    exemplar.save()
    _hang(exemplar, content, actor)


def _hang(exemplar: Exemplar, content: ExemplarContent, actor: Account) -> None:
    """Put the picture up, take it down, or change its words."""
    hung = ExemplarPhoto.objects.filter(exemplar=exemplar)
    if content.photo and not content.alt.strip():
        raise ActionRefused(_("Hãy mô tả ảnh bằng lời. Bài chưa được lưu."))
    if content.photo or content.drop_photo:
        hung.delete()
    if content.photo:
        attach(
            to=ExemplarPhoto,
            upload=content.photo,
            accept=files.IMAGES,
            actor=actor,
            exemplar=exemplar,
            alt=content.alt.strip(),
        )
    elif content.alt.strip():
        hung.update(alt=content.alt.strip())


def _subject_accounts(exemplar: Exemplar) -> list[Account]:
    """Who says yes or no: the person, or who heads the collective."""
    if exemplar.collective_id:
        return accounts_with(Role.UNIT_HEAD, exemplar.collective_id, clock.today())
    accounts = Account.objects.filter(person=exemplar.person, is_active=True)
    return list(accounts.select_related("person"))


def _tell(exemplar: Exemplar, kind: str, accounts: list[Account]) -> None:
    # Never the title or a name: a notice outlives the consent.
    def write() -> Message:
        subjects = {
            "exemplar_consent": _("%(unit)s xin ý kiến của bạn về một bài điển hình tiên tiến"),
            "exemplar_sent": _("Bài điển hình tiên tiến của %(unit)s chờ duyệt"),
            "exemplar_declined": _("Một bài điển hình tiên tiến của %(unit)s không được đồng ý"),
            "exemplar_returned": _("Bài điển hình tiên tiến của %(unit)s bị trả lại"),
            "exemplar_published": _("Bài điển hình tiên tiến của %(unit)s đã đăng"),
            "exemplar_withdrawn": _("Bài điển hình tiên tiến của %(unit)s đã gỡ"),
        }
        return Message(subjects[kind] % {"unit": exemplar.unit}, exemplar.note)

    notify(
        accounts=list(dict.fromkeys(accounts)),
        kind=kind,
        about=f"exemplar:{exemplar.pk}",
        write=write,
        path=exemplar.get_absolute_url(),
        period=f"{exemplar.edition}-{exemplar.state_since:%Y%m%d%H%M%S%f}",
    )
