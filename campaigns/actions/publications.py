"""Write news and documents, publish, correct and withdraw them, and confirm having read them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Publication, PublicationFile, PublicationVersion, Reading
from campaigns.permissions.publications import publications_addressed_to
from campaigns.queries.publications import MISSING, readers
from campaigns.workflow import PUBLICATION
from units import audit, clock
from units.actions.files import attach
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role, Unit
from units.permissions import require
from units.queries import agency_root


@dataclass(frozen=True)
class PublicationContent:
    """What is said, to which units with all below them, and by when reading is confirmed."""

    kind: str
    title: str
    body: str
    units: tuple[Unit, ...]
    confirm_by: datetime.date | None = None
    files: tuple[UploadedFile, ...] = ()


@transaction.atomic
def draft_publication(
    *, agency: Agency, content: PublicationContent, actor: Account
) -> Publication:
    """Begin a piece of news or a document."""
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    publication = Publication(agency=agency, created_by=actor)
    _fill(publication, content, actor)
    audit.record(actor=actor, action="draft_publication", target=publication)
    return publication


@transaction.atomic
def save_publication(
    *, publication: Publication, content: PublicationContent, edition: int, actor: Account
) -> Publication:
    """Keep a changed draft; refused when somebody else saved since the page was opened."""
    publication = _stepped(publication, "save", actor)
    _check_edition(publication, edition)
    _fill(publication, content, actor)
    audit.record(
        actor=actor, action="save_publication", target=publication, edition=publication.edition
    )
    return publication


@transaction.atomic
def remove_publication_file(*, file: PublicationFile, actor: Account) -> None:
    """Take a file off a draft."""
    publication = _stepped(file.publication, "save", actor)
    audit.record(actor=actor, action="remove_publication_file", target=publication, name=file.name)
    file.delete()


@transaction.atomic
def discard_publication(*, publication: Publication, actor: Account) -> None:
    """Throw a draft away."""
    publication = _stepped(publication, "save", actor)
    audit.record(actor=actor, action="discard_publication", target=publication)
    publication.delete()


@transaction.atomic
def publish_publication(*, publication: Publication, actor: Account) -> Publication:
    """Show it to its units; whoever is to confirm is told."""
    publication = _stepped(publication, "publish", actor)
    _check_day(publication)
    # A page of the draft that is still open must not pass for a correction.
    publication.edition += 1
    _new_version(publication, actor, asks_again=True)
    audit.record(actor=actor, action="publish_publication", target=publication)
    _tell_readers(publication)
    return publication


@transaction.atomic
def correct_publication(
    *,
    publication: Publication,
    content: PublicationContent,
    asks_again: bool,
    edition: int,
    actor: Account,
) -> Publication:
    """Publish a new version; the old one stays on record, and so do its confirmations.

    They go on counting, unless the editor `asks_again`.
    """
    publication = _stepped(publication, "correct", actor)
    _check_edition(publication, edition)
    _fill(publication, content, actor)
    _check_day(publication, must_be_ahead=asks_again)
    _new_version(publication, actor, asks_again=asks_again)
    audit.record(
        actor=actor,
        action="correct_publication",
        target=publication,
        version=publication.version,
        asks_again=asks_again,
    )
    _tell_readers(publication)
    return publication


@transaction.atomic
def withdraw_publication(*, publication: Publication, note: str, actor: Account) -> Publication:
    """Take it down, with a reason; only the standing body sees it from here on."""
    publication = _stepped(publication, "withdraw", actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do gỡ. Bài vẫn đang đăng."))
    publication.withdrawal = note.strip()
    publication.save(update_fields=["state", "withdrawal"])
    audit.record(
        actor=actor, action="withdraw_publication", target=publication, reason=note.strip()
    )
    return publication


@transaction.atomic
def confirm_reading(*, publication: Publication, version: int, actor: Account) -> Reading:
    """Confirm that the actor has read the version that the page showed; twice is once."""
    addressed = publications_addressed_to(actor, clock.today())
    found = addressed.select_for_update(of=("self",)).filter(pk=publication.pk).first()
    if found is None:
        raise NotAllowed(_("Bài này không gửi đến bạn hoặc đã gỡ. Chưa có gì được lưu."))
    if version < found.confirm_from or version > found.version:
        raise ActionRefused(
            _("Bài vừa có bản mới nên chưa ghi xác nhận. Hãy đọc bản mới rồi xác nhận.")
        )
    reading, created = Reading.objects.get_or_create(
        publication=found, account=actor, version=version, defaults={"confirmed_at": clock.now()}
    )
    if created:
        audit.record(actor=actor, action="confirm_reading", target=found, version=version)
    return reading


def remind_of_readings(*, publication: Publication) -> int:
    """Tell those who have not confirmed, once a version asked for; return how many were told."""
    return _tell(
        publication,
        "reading_due",
        list(readers(publication, clock.today()).filter(reading=MISSING)),
    )


def _stepped(publication: Publication, name: str, actor: Account) -> Publication:
    """Lock it, check actor and state, and set the new state without saving it."""
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=publication.pk)
    )
    step = PUBLICATION.step(name)
    require(actor, agency_root(publication.agency).pk, step.roles)
    if publication.state not in step.sources:
        raise ActionRefused(
            _(
                "Bài đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": publication.get_state_display()}
        )
    publication.state = step.target
    return publication


def _check_edition(publication: Publication, edition: int) -> None:
    if publication.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bài này. Phần bạn nhập chưa được lưu nhưng "
                "vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    publication.edition += 1


def _fill(publication: Publication, content: PublicationContent, actor: Account) -> None:
    if not content.units or any(u.agency_id != publication.agency_id for u in content.units):
        raise ActionRefused(_("Hãy chọn ít nhất một đơn vị của cơ quan. Bài chưa được lưu."))
    publication.kind, publication.title = content.kind, content.title
    publication.body, publication.confirm_by = content.body, content.confirm_by
    publication.save()
    publication.units.set(content.units)
    for upload in content.files:
        attach(to=PublicationFile, upload=upload, actor=actor, publication=publication)


def _check_day(publication: Publication, *, must_be_ahead: bool = True) -> None:
    due = publication.confirm_by
    if must_be_ahead and due and due < clock.today():
        raise ActionRefused(
            _("Hạn xác nhận đã qua. Bài chưa được đăng; hãy đặt hạn từ hôm nay trở đi.")
        )


def _new_version(publication: Publication, actor: Account, *, asks_again: bool) -> None:
    publication.version += 1
    if asks_again:
        publication.confirm_from = publication.version
    publication.published_at = publication.published_at or clock.now()
    publication.save()
    PublicationVersion.objects.create(
        publication=publication,
        number=publication.version,
        title=publication.title,
        body=publication.body,
        asks_again=asks_again,
        published_by=actor,
        published_at=clock.now(),
    )


def _tell_readers(publication: Publication) -> None:
    """Tell those who have yet to confirm, if it asks for that; each once a version asked for."""
    if publication.confirm_by:
        missing = readers(publication, clock.today()).filter(reading=MISSING)
        _tell(publication, "publication_published", list(missing))


def _tell(publication: Publication, kind: str, accounts: list[Account]) -> int:
    def write() -> Message:
        values: dict[str, Any] = {
            "title": publication.title[:150],
            "due": f"{publication.confirm_by:%d/%m/%Y}",
        }
        subjects = {
            "publication_published": _("Cần đọc và xác nhận: %(title)s") % values,
            "reading_due": _("Sắp hết hạn xác nhận đã đọc: %(title)s") % values,
        }
        return Message(subjects[kind], _("Hạn xác nhận đã đọc: hết ngày %(due)s.") % values)

    return notify(
        accounts=accounts,
        kind=kind,
        about=f"publication:{publication.pk}",
        write=write,
        path=publication.get_absolute_url(),
        period=f"v{publication.confirm_from}",
    )
