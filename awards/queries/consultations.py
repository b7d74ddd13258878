"""What is read of consultations, and what they ask of a file on its way.

Who sent a confidential remark leaves this room for the standing body alone.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import get_language

from awards.law.citations import in_words
from awards.law.posting import Posting, posting
from awards.lawbook import agency_folder
from awards.models import Consultation, ConsultationItem, Nomination, Remark
from awards.queries.nominations import award_rank
from awards.workflow import POSTED, ConsultationPhase, RemarkState
from units import clock
from units.calendar import NoCalendarError
from units.models import Account, Role
from units.permissions import accounts_over

OPEN_COMPLAINT = {"kind": Remark.Kind.COMPLAINT, "state": RemarkState.WAITING}


def stands(path: str = "") -> Q:
    """Postings that nobody withdrew, of files that are still what was posted."""
    return Q(
        **{
            f"{path}withdrawn_at": None,
            f"{path}nomination__state__in": POSTED,
            f"{path}edition": F(f"{path}nomination__edition"),
        }
    )


def speakers(nominations: Collection[Nomination]) -> dict[int, list[Account]]:
    """Who speaks for each nominee: the person, or whoever heads the collective. By key."""
    people = [one.person_id for one in nominations if one.person_id]
    active = Account.objects.filter(person__in=people, is_active=True).select_related("person")
    own = {account.person_id: [account] for account in active}
    collectives = [one.collective_id for one in nominations if one.collective_id]
    heads = accounts_over(collectives, [Role.UNIT_HEAD], clock.today())
    return {
        one.pk: heads[one.collective_id] if one.collective_id else own.get(one.person_id, [])
        for one in nominations
    }


def consultation_board(
    consultations: QuerySet[Consultation], on: datetime.date
) -> QuerySet[Consultation]:
    """Consultations with `phase_now`, where they stand on a day, and `item_count`."""
    return consultations.annotate(
        phase_now=Case(
            When(first_day__gt=on, then=Value(ConsultationPhase.AHEAD)),
            When(last_day__lt=on, then=Value(ConsultationPhase.OVER)),
            default=Value(ConsultationPhase.OPEN),
        ),
        item_count=Count("items", filter=stands("items__")),
    )


def posted_items(items: QuerySet[ConsultationItem]) -> QuerySet[ConsultationItem]:
    """Posted nominees with what a page shows of them: the highest award first, then by name."""
    ranked = items.select_related("consultation__agency", "nomination")
    return ranked.order_by(award_rank("award"), "nomination__kind", "sort_key", "pk")


@dataclass(frozen=True)
class Said:
    """A remark as one reader sees it: `who` and `contact` are empty where kept from them."""

    remark: Remark
    who: str = ""
    contact: str = ""


def thread(remarks: QuerySet[Remark], account: Account, *, handles: bool) -> list[Said]:
    """Remarks on one nominee, with their senders as far as the reader may know them.

    Whoever `handles` the nominee knows all; others only names that nobody asked to keep.
    """
    found = remarks.select_related(
        "item__consultation__agency", "item__nomination", "sender__person", "answered_by__person"
    )
    return [_said(remark, account, handles=handles) for remark in found]


def _said(remark: Remark, account: Account, *, handles: bool) -> Said:
    name = str(remark.sender) if remark.sender else remark.name
    if handles:
        return Said(remark, name, remark.contact)
    own = remark.sender_id == account.pk
    return Said(remark, name if own or not remark.confidential else "")


def posting_rules(
    nominations: Iterable[Nomination], on: datetime.date
) -> list[tuple[Nomination, Posting]]:
    """Nominations whose award must be posted before the council meets, each with its rule."""
    found = [(one, posting(one.award, on, agency_folder())) for one in nominations]
    return [(nomination, rule) for nomination, rule in found if rule]


@dataclass(frozen=True)
class ToPost:
    """A nomination that may be posted, and what the law asks of that."""

    nomination: Nomination
    rule: Posting | None
    until: datetime.date | None

    @property
    def source(self) -> str:
        """The articles of the rule in words."""
        return rule_source(self.rule) if self.rule else ""


def to_post(nominations: Collection[Nomination], on: datetime.date) -> list[ToPost]:
    """Nominations, each with the first day on which a posting from `on` may end.

    The day is None where no rule counts days, and where the holidays are not known that far.
    """
    rules = {one.pk: rule for one, rule in posting_rules(nominations, on)}
    return [ToPost(one, rules.get(one.pk), _until(rules.get(one.pk), on)) for one in nominations]


def _until(rule: Posting | None, first_day: datetime.date) -> datetime.date | None:
    if rule is None or rule.days is None:
        return None
    try:
        return rule.last_day(first_day)
    except NoCalendarError:
        return None


def postings_missing(
    nominations: Iterable[Nomination], on: datetime.date
) -> list[tuple[Nomination, Posting]]:
    """Nominations that must have been posted in full before a day, and were not."""
    asked = posting_rules(nominations, on)
    held: dict[int, list[Consultation]] = {}
    items = ConsultationItem.objects.filter(
        stands(), nomination__in=[one.pk for one, _rule in asked], consultation__last_day__lt=on
    )
    for item in items.select_related("consultation"):
        held.setdefault(item.nomination_id, []).append(item.consultation)
    return [
        (one, rule)
        for one, rule in asked
        if not any(rule.last_day(c.first_day) <= c.last_day for c in held.get(one.pk, ()))
    ]


def posting_missing(nomination: Nomination, on: datetime.date) -> Posting | None:
    """The rule by which a nomination must have been posted before a day, where it was not."""
    missing = postings_missing([nomination], on)
    return missing[0][1] if missing else None


def rule_source(rule: Posting) -> str:
    """The articles of a rule in words."""
    return "; ".join(in_words(short, get_language() or "vi") for short in rule.cites)


def shorter_than_unverified(consultation: Consultation) -> list[Posting]:
    """Rules that nobody has verified yet, and that ask for a longer posting than this one."""
    codes = consultation.items.order_by().values_list("award", flat=True).distinct()
    rules = [posting(code, consultation.first_day, agency_folder()) for code in codes]
    doubtful = {rule.code: rule for rule in rules if rule and not rule.verified}
    return [
        rule
        for rule in doubtful.values()
        if rule.last_day(consultation.first_day) > consultation.last_day
    ]


def blocked_by_complaint(nominations: Iterable[Nomination]) -> set[int]:
    """Keys of the nominations on which a complaint is not settled yet."""
    keys = [nomination.pk for nomination in nominations]
    found = Remark.objects.filter(item__nomination__in=keys, **OPEN_COMPLAINT)
    return set(found.values_list("item__nomination", flat=True))


@dataclass(frozen=True)
class Held:
    """One posting of a nomination in figures, as the minutes quote it: no text and no name."""

    item: ConsultationItem
    is_standing: bool
    comments: int
    complaints: int
    upheld: int
    dismissed: int

    @property
    def consultation(self) -> Consultation:
        """Where it was posted: from when to when, for whom."""
        return self.item.consultation

    @property
    def waiting(self) -> int:
        """Complaints that are not settled yet."""
        return self.complaints - self.upheld - self.dismissed


def consultation_summary(nomination: Nomination) -> list[Held]:
    """Every posting of a nomination, the earliest first. One query."""
    complaint = Q(remarks__kind=Remark.Kind.COMPLAINT)
    items = (
        nomination.consultation_items.select_related("consultation__agency")
        .annotate(
            is_standing=Case(When(stands(), then=True), default=False),
            comments=Count("remarks", filter=Q(remarks__kind=Remark.Kind.COMMENT)),
            complaints=Count("remarks", filter=complaint),
            upheld=Count("remarks", filter=Q(remarks__state=RemarkState.UPHELD)),
            dismissed=Count("remarks", filter=Q(remarks__state=RemarkState.DISMISSED)),
        )
        .order_by("consultation__first_day", "pk")
    )
    return [
        Held(one, one.is_standing, one.comments, one.complaints, one.upheld, one.dismissed)
        for one in items
    ]
