"""Post nominees for comment, extend it, withdraw a nominee; ask it of a file on its way."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from awards.law.posting import Posting
from awards.models import Consultation, ConsultationItem, Nomination
from awards.permissions.consultations import has_public_pages
from awards.queries.consultations import (
    blocked_by_complaint,
    posting_rules,
    postings_missing,
    rule_source,
    speakers,
    stands,
)
from awards.workflow import ConsultationPhase, NominationState
from units import audit, clock
from units.actions.inbox import Letter, Message, notify_each
from units.calendar import NoCalendarError
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root, main_postings


@transaction.atomic
def open_consultation(
    *,
    agency: Agency,
    title: str,
    audience: str,
    first_day: datetime.date,
    nominations: list[Nomination],
    actor: Account,
    last_day: datetime.date | None = None,
) -> Consultation:
    """Post accepted nominations from a day to a day, as they read now.

    Without `last_day` it ends on the first day that the law allows. A later one may be chosen,
    never an earlier one than a verified rule asks for.
    """
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])
    _check_opening(agency, audience, first_day)
    locked = _ready(agency, nominations, first_day)
    consultation = Consultation.objects.create(
        agency=agency,
        title=title,
        audience=audience,
        first_day=first_day,
        last_day=_last_day(locked, first_day, last_day),
        opened_by=actor,
        opened_at=clock.now(),
    )
    _post(consultation, locked)
    audit.record(
        actor=actor,
        action="open_consultation",
        target=consultation,
        audience=audience,
        days=[first_day, consultation.last_day],
        nominations=[nomination.pk for nomination in locked],
    )
    tell_nominees(consultation=consultation)
    return consultation


@transaction.atomic
def extend_consultation(
    *, consultation: Consultation, last_day: datetime.date, note: str, actor: Account
) -> Consultation:
    """Let it run longer, with a reason that everybody reads."""
    consultation = _not_over(consultation, actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do gia hạn. Chưa có gì thay đổi."))
    if last_day <= consultation.last_day:
        raise ActionRefused(
            _("Ngày cuối mới phải sau ngày %(day)s. Chưa có gì thay đổi.")
            % {"day": f"{consultation.last_day:%d/%m/%Y}"}
        )
    days = [consultation.last_day, last_day]
    consultation.last_day, consultation.extension_note = last_day, note.strip()
    consultation.save(update_fields=["last_day", "extension_note"])
    audit.record(
        actor=actor,
        action="extend_consultation",
        target=consultation,
        reason=consultation.extension_note,
        last_day=days,
    )
    return consultation


@transaction.atomic
def withdraw_posting(*, item: ConsultationItem, note: str, actor: Account) -> ConsultationItem:
    """Take one nominee off the page, with a reason that the standing body keeps."""
    _not_over(item.consultation, actor)
    item = ConsultationItem.objects.select_related("consultation__agency").get(pk=item.pk)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do rút. Chưa có gì thay đổi."))
    if item.withdrawn_at:
        raise ActionRefused(_("Người, tập thể này đã được rút từ trước. Không có gì thay đổi."))
    item.withdrawn_at, item.withdrawn_by = clock.now(), actor
    item.withdrawal_note = note.strip()
    item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_note"])
    audit.record(actor=actor, action="withdraw_posting", target=item, reason=item.withdrawal_note)
    return item


@transaction.atomic
def tell_nominees(*, consultation: Consultation) -> int:
    """Tell nominees, from the first day on, that they are posted; once each."""
    if consultation.phase(clock.today()) != ConsultationPhase.OPEN:
        return 0
    items = consultation.items.filter(stands()).select_related("consultation__agency", "nomination")
    accounts = speakers([item.nomination for item in items])
    letters = [
        Letter(
            accounts[item.nomination_id],
            f"consultation_item:{item.pk}",
            partial(_posted, item),
            item.get_absolute_url(),
        )
        for item in items
    ]
    return notify_each(kind="nominee_posted", period="once", letters=letters)


def require_posted_and_quiet(nominations: Iterable[Nomination], on: datetime.date) -> None:
    """Refuse files that the law wants posted first and were not, or with an open complaint.

    A rule that nobody has verified warns on the page, and stops nothing.
    """
    files = list(nominations)
    missing = [(one, rule) for one, rule in postings_missing(files, on) if rule.verified]
    if missing:
        raise ActionRefused(
            _(
                "Phải công khai lấy ý kiến xong trước khi Hội đồng xét, theo %(source)s: "
                "%(names)s. Chưa có gì thay đổi; hãy mở đợt lấy ý kiến hoặc chờ hết hạn."
            )
            % {
                "source": rule_source(missing[0][1]),
                "names": ", ".join(str(one) for one, _rule in missing),
            }
        )
    require_quiet(files)


def require_quiet(nominations: Iterable[Nomination]) -> None:
    """Refuse files with a complaint that is not settled.

    They stay locked, so that none comes in until the step that asks is done.
    """
    files = list(nominations)
    locked = Nomination.objects.select_for_update(no_key=True).order_by("pk")
    blocked = blocked_by_complaint(locked.filter(pk__in=[one.pk for one in files]))
    if blocked:
        raise ActionRefused(
            _(
                "Còn khiếu nại, phản ánh chưa giải quyết về %(names)s. Chưa có gì thay đổi; "
                "thường trực Hội đồng phải trả lời trước."
            )
            % {"names": ", ".join(str(one) for one in files if one.pk in blocked)}
        )


def require_never_posted(nomination: Nomination) -> None:
    """Refuse to throw away a file that everybody has read: what was said of it must stay."""
    if nomination.consultation_items.exists():
        raise ActionRefused(
            _("Hồ sơ đã được công khai lấy ý kiến nên không bỏ được. Hồ sơ vẫn còn nguyên.")
        )


def _check_opening(agency: Agency, audience: str, first_day: datetime.date) -> None:
    """Refuse a day that is over, and a public that has no page to read."""
    if first_day < clock.today():
        raise ActionRefused(_("Ngày đầu đã qua. Đợt lấy ý kiến chưa được mở."))
    if audience == Consultation.Audience.PUBLIC and not has_public_pages(agency):
        raise ActionRefused(
            _(
                "Cơ quan chưa mở trang công khai nên chỉ lấy ý kiến trong cơ quan được. "
                "Đợt lấy ý kiến chưa được mở."
            )
        )


def _ready(
    agency: Agency, nominations: list[Nomination], first_day: datetime.date
) -> list[Nomination]:
    """Lock the nominations; refuse unless all are accepted, and none is posted already."""
    keys = {nomination.pk for nomination in nominations}
    locked = list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, agency=agency, state=NominationState.ACCEPTED)
        .select_related("agency", "person", "collective")
        .order_by("pk")
    )
    if not locked or len(locked) != len(keys):
        raise ActionRefused(
            _(
                "Chỉ lấy ý kiến được về hồ sơ đủ điều kiện trình Hội đồng, ít nhất một hồ sơ. "
                "Đợt lấy ý kiến chưa được mở; hãy tải lại danh sách."
            )
        )
    posted = ConsultationItem.objects.filter(
        stands(), nomination__in=locked, consultation__last_day__gte=first_day
    )
    if names := [item.name for item in posted]:
        raise ActionRefused(
            _("Đang được lấy ý kiến ở đợt khác: %(names)s. Đợt lấy ý kiến chưa được mở.")
            % {"names": ", ".join(names)}
        )
    return locked


def _last_day(
    nominations: list[Nomination], first_day: datetime.date, asked: datetime.date | None
) -> datetime.date:
    """The day asked for, or the first that the law allows; refused where it is earlier."""
    rules = {rule.code: rule for _one, rule in posting_rules(nominations, first_day)}
    timed = [rule for rule in rules.values() if rule.verified and rule.days]
    longest = max(timed, key=lambda rule: rule.days or 0, default=None)
    if longest is None:
        if asked is None or asked < first_day:
            raise ActionRefused(
                _(
                    "Không có quy định về số ngày cho các hồ sơ này: hãy chọn ngày cuối, "
                    "không trước ngày đầu. Đợt lấy ý kiến chưa được mở."
                )
            )
        return asked
    least = _reckoned(longest, first_day)
    if asked and asked < least:
        raise ActionRefused(
            _(
                "Phải công khai ít nhất %(days)d ngày làm việc, không tính ngày đầu, tức đến hết "
                "%(day)s, theo %(source)s. Đợt lấy ý kiến chưa được mở."
            )
            % {"days": longest.days, "day": f"{least:%d/%m/%Y}", "source": rule_source(longest)}
        )
    return asked or least


def _reckoned(rule: Posting, first_day: datetime.date) -> datetime.date:
    try:
        return rule.last_day(first_day)
    except NoCalendarError as error:
        raise ActionRefused(
            _(
                "Chưa có lịch nghỉ lễ của năm mà đợt lấy ý kiến kéo tới nên không tính được ngày "
                "cuối. Đợt lấy ý kiến chưa được mở; hãy nhờ quản trị hệ thống bổ sung lịch."
            )
        ) from error


def _post(consultation: Consultation, nominations: list[Nomination]) -> None:
    """Keep what everybody reads: name, post and unit, award, year, achievement."""
    people = [one.person for one in nominations if one.person]
    postings = main_postings(people, consultation.first_day)
    items = []
    for nomination in nominations:
        posting = postings.get(nomination.person_id or 0)
        items.append(
            ConsultationItem(
                consultation=consultation,
                nomination=nomination,
                edition=nomination.edition,
                name=str(nomination.subject),
                place=f"{posting.title}, {posting.unit.name}" if posting else "",
                award=nomination.award,
                year=nomination.year,
                achievement=nomination.achievement,
            )
        )
    ConsultationItem.objects.bulk_create(items)


def _not_over(consultation: Consultation, actor: Account) -> Consultation:
    """Lock a consultation that still runs, or has not begun, for its standing body."""
    locked: QuerySet[Consultation] = Consultation.objects.select_for_update(of=("self",))
    consultation = locked.select_related("agency").get(pk=consultation.pk)
    require(actor, agency_root(consultation.agency).pk, [Role.STANDING_BODY])
    if consultation.phase(clock.today()) == ConsultationPhase.OVER:
        raise ActionRefused(
            _("Đợt lấy ý kiến đã kết thúc hết ngày %(day)s. Không có gì thay đổi.")
            % {"day": f"{consultation.last_day:%d/%m/%Y}"}
        )
    return consultation


def _posted(item: ConsultationItem) -> Message:
    return Message(
        _("%(award)s: bạn hoặc tập thể của bạn đang được công khai lấy ý kiến")
        % {"award": item.award_name},
        _("Đến hết ngày %(day)s. Bạn xem được các ý kiến và giải trình khi có khiếu nại.")
        % {"day": f"{item.consultation.last_day:%d/%m/%Y}"},
    )
