"""What is read of nominations, reviews, decisions and tallies."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Lower, Replace
from django.utils.translation import pgettext

from awards.labels import NOMINATION_EVENTS
from awards.law.texts import texts_in_force
from awards.lawbook import agency_folder
from awards.models import (
    Decision,
    Nomination,
    Opinion,
    Recipient,
    Review,
    ReviewItem,
    ReviewMember,
    Tally,
)
from awards.models.subjects import RecipientKind
from awards.workflow import DecisionState, NominationState, TallyState
from campaigns import catalogue
from campaigns.catalogue import Family
from campaigns.models import Initiative
from campaigns.queries.registrations import is_registered
from units.models import Account, Agency, Person, Posting, Unit
from units.queries import history, subtree_ids

Groups = list[tuple[str, list[tuple[str, str]]]]


def legal_bases(on: datetime.date) -> list[str]:
    """The lines "Căn cứ …" of a decision on a day.

    The agency's own texts come last. A text that nobody compared with the gazette is left for the
    clerk to add by hand.
    """
    texts = [text.name for text in texts_in_force(on, agency_folder()) if text.verified]
    return [f"Căn cứ {name}" for name in texts]


def awards_of_person(person: Person) -> QuerySet[Recipient]:
    """The person's record of awards, the latest first."""
    return _issued().filter(person=person)


def awards_of_unit(unit: Unit) -> QuerySet[Recipient]:
    """The collective's own record of awards, the latest first."""
    return _issued().filter(collective=unit)


def awards_of_people_in(unit: Unit, since: int) -> QuerySet[Recipient]:
    """Awards that people of the unit itself received for a year from `since` on."""
    of_people = _issued().filter(unit=unit, person__isnull=False, decision__year__gte=since)
    return of_people.select_related("decision__agency", "person")


def recipients_of_year(
    agency: Agency, year: int, unit_ids: Iterable[int] | None = None
) -> QuerySet[Recipient]:
    """Everyone awarded for the achievements of a year, in the units or anywhere."""
    found = _issued().filter(decision__agency=agency, decision__year=year)
    return found if unit_ids is None else found.filter(unit__in=unit_ids)


def _issued() -> QuerySet[Recipient]:
    return (
        Recipient.objects.filter(decision__state=DecisionState.ISSUED)
        .select_related("decision__agency", "unit")
        .order_by("-decision__year", "-decision__signed_on", "ordinal")
    )


def subjects_to_choose(unit: Unit, on: datetime.date) -> Groups:
    """Whom a unit may nominate on a day, for a select: itself and those below it, then the people.

    The values are "unit:3" and "person:12"; people stand by unit and given name.
    """
    units = Unit.objects.filter(pk__in=subtree_ids(unit)).on(on)
    collectives = [(f"unit:{one.pk}", one.name) for one in units]
    postings = (
        Posting.objects.filter(unit__in=units)
        .on(on)
        .select_related("person", "unit")
        .order_by("unit__sort_key", "unit", "person__sort_key")
    )
    people = [
        (name, [(f"person:{p.person_id}", f"{p.person}, {p.title}") for p in posted])
        for name, posted in groupby(postings, key=lambda posting: posting.unit.name)
    ]
    return [(pgettext("list", "Tập thể"), collectives), *people]


def initiatives_to_name(
    person_id: int | None, nomination: Nomination | None, on: datetime.date
) -> QuerySet[Initiative]:
    """Initiatives of a person that a nomination may name: recognised, and of no other file."""
    free = Q(use=None)
    if nomination:
        free |= Q(use__nomination=nomination)
    return Initiative.objects.filter(free, authors=person_id, recognised_on__lte=on)


def initiatives_used_elsewhere(
    person_id: int | None, nomination: Nomination | None
) -> QuerySet[Initiative]:
    """Initiatives of a person that another nomination counts."""
    used = Initiative.objects.filter(authors=person_id, use__isnull=False)
    return used.exclude(use__nomination=nomination) if nomination else used


def initiatives_named(nomination: Nomination) -> QuerySet[Initiative]:
    """Initiatives that a nomination counts."""
    return Initiative.objects.filter(use__nomination=nomination)


def nomination_board(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with all that a list shows, and `subject_key` and `award_rank` to sort by.

    The highest award comes first, in it collectives, then people by given name.
    """
    return (
        nominations.select_related("person", "collective", "unit", "agency")
        .annotate(
            subject_key=Coalesce("person__sort_key", "collective__sort_key"),
            award_rank=_award_rank("award"),
        )
        .order_by("award_rank", "kind", "subject_key", "pk")
    )


@dataclass(frozen=True)
class DirectShare:
    """How many of the individuals in a list work directly, and do not lead."""

    direct: int
    individuals: int

    @property
    def percent(self) -> int:
        """The share in whole percent; the list has individuals."""
        return round(100 * self.direct / self.individuals)


def direct_share(nominations: QuerySet[Nomination]) -> DirectShare | None:
    """Count direct workers among the individuals of a list; None where it has none. One query.

    Everybody counts once, as they stood when the nomination came to where it is.
    """
    posting = Posting.objects.filter(person=OuterRef("person"), is_main=True).order_by("-since")
    then = posting.filter(since__lte=OuterRef("state_since"))
    ranked = nominations.order_by().annotate(rank=Subquery(then.values("rank")[:1]))
    share = DirectShare(
        **ranked.filter(rank__isnull=False).aggregate(
            direct=Count("person", distinct=True, filter=Q(rank=Posting.Rank.DIRECT)),
            individuals=Count("person", distinct=True),
        )
    )
    return share if share.individuals else None


def state_counts(nominations: QuerySet[Nomination]) -> list[tuple[str, str, int]]:
    """How many nominations stand where: (state, its name, how many), in the order of their way."""
    counts = dict(nominations.order_by().values_list("state").annotate(files=Count("pk")))
    return [(s, str(label), counts[s]) for s, label in NominationState.choices if s in counts]


def _award_rank(field: str) -> Case:
    """The catalogue's rank of an award, for the database to sort by."""
    ranks = [When(**{field: one.code}, then=Value(one.rank)) for one in catalogue.awards()]
    return Case(*ranks, output_field=IntegerField())


@dataclass(frozen=True)
class Event:
    """Something that happened to a nomination."""

    at: datetime.datetime
    what: str
    who: Account | None
    note: str = ""


def nomination_events(nomination: Nomination) -> list[Event]:
    """The history of a nomination, the oldest first: its own steps, its reviews, its decision."""
    events = [
        Event(e.at, str(NOMINATION_EVENTS.get(e.action, e.action)), e.actor, e.reason)
        for e in history(nomination)
    ]
    items = nomination.review_items.select_related(
        "review__opened_by__person", "review__closed_by__person"
    )
    for item in items:
        review = item.review
        put = pgettext("history", "Đưa ra Hội đồng")
        events.append(Event(review.opened_at, put, review.opened_by, review.title))
        if review.closed_at:
            passed = pgettext("history", "Hội đồng thông qua")
            rejected = pgettext("history", "Hội đồng không thông qua")
            outcome = passed if item.passed else rejected
            events.append(Event(review.closed_at, outcome, review.closed_by))
    decision = decision_of(nomination)
    if decision and decision.issued_at:
        said = pgettext("history", "Ban hành quyết định")
        events.append(Event(decision.issued_at, said, decision.issued_by, decision.reference))
    return sorted(events, key=lambda event: event.at)


def decision_of(nomination: Nomination) -> Decision | None:
    """The issued decision that a nomination led to."""
    return (
        Decision.objects.filter(recipients__nomination=nomination, state=DecisionState.ISSUED)
        .select_related("issued_by__person")
        .first()
    )


def awards_of_subject(nomination: Nomination) -> QuerySet[Recipient]:
    """The record of awards of whom a nomination is for, the latest first."""
    subject = nomination.subject
    return awards_of_person(subject) if isinstance(subject, Person) else awards_of_unit(subject)


def passed_without_decision(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the council passed and no decision draft has taken up yet."""
    return Nomination.objects.filter(
        agency=agency, state=NominationState.PASSED, recipient=None
    ).select_related("person", "collective", "unit", "agency")


def lacks_registration(nomination: Nomination) -> bool:
    """Whether a title is proposed that the agency wants registered first, and was not."""
    campaign = nomination.campaign
    if campaign is None or not campaign.titles_registered:
        return False
    if catalogue.award(nomination.award).family != Family.TITLE:
        return False
    return not is_registered(
        campaign,
        nomination.award,
        unit_id=nomination.collective_id,
        person_id=nomination.person_id,
    )


def ready_for_review(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the standing body found complete."""
    return Nomination.objects.filter(agency=agency, state=NominationState.ACCEPTED).select_related(
        "person", "collective", "unit", "agency"
    )


def review_board(reviews: QuerySet[Review], account: Account) -> QuerySet[Review]:
    """Reviews with `item_count`, nominations in them, and `given_count`, the account's opinions.

    The account's own nomination is not counted.
    """
    given = Opinion.objects.filter(item__review=OuterRef("pk"), member__account=account)
    return reviews.annotate(
        item_count=Count("items", filter=~Q(items__nomination__person=account.person_id)),
        given_count=Coalesce(
            Subquery(given.order_by().values("item__review").annotate(n=Count("pk")).values("n")), 0
        ),
        is_member=Exists(ReviewMember.objects.filter(review=OuterRef("pk"), account=account)),
    )


def items_with_my_opinion(items: QuerySet[ReviewItem], account: Account) -> list[ReviewItem]:
    """Items with `mine`, the account's own opinion or None: the highest award first."""
    found = list(
        items.select_related(
            "nomination__person", "nomination__collective", "nomination__agency", "nomination__unit"
        ).order_by(
            _award_rank("nomination__award"),
            Coalesce("nomination__person__sort_key", "nomination__collective__sort_key"),
            "pk",
        )
    )
    opinions = Opinion.objects.filter(item__in=found, member__account=account)
    mine = {opinion.item_id: opinion for opinion in opinions}
    for item in found:
        item.mine = mine.get(item.pk)
    return found


def next_undecided(items: list[ReviewItem], after: ReviewItem | None = None) -> ReviewItem | None:
    """The next item without the account's opinion, going on behind `after`, then from the start."""
    keys = [item.pk for item in items]
    start = keys.index(after.pk) + 1 if after else 0
    return next((item for item in items[start:] + items[:start] if item.mine is None), None)


def members_still_missing(review: Review) -> list[Account]:
    """Members who have not given an opinion on every nomination that is theirs to review."""
    total = review.items.count()
    of_people = review.items.filter(nomination__person__isnull=False)
    own = dict(of_people.order_by().values_list("nomination__person").annotate(files=Count("pk")))
    members = review.members.select_related("account__person").annotate(given=Count("opinions"))
    return [
        member.account
        for member in members
        if member.given < total - own.get(member.account.person_id, 0)
    ]


@dataclass(frozen=True)
class AwardCount:
    """How many recipients of one kind received one award."""

    award: str
    kind: str
    count: int

    @property
    def rank(self) -> tuple[int, str]:
        """Sort key: the highest award first, individuals before collectives."""
        return catalogue.award(self.award).rank, _KIND_ORDER[self.kind]


_KIND_ORDER: dict[str, str] = {RecipientKind.INDIVIDUAL: "0", RecipientKind.COLLECTIVE: "1"}


def award_counts(agency: Agency, year: int) -> list[AwardCount]:
    """Count a year's awards from the records, the highest award first."""
    rows = (
        recipients_of_year(agency, year)
        .order_by()
        .values_list("decision__award", "kind")
        .annotate(count=Count("pk"))
    )
    return sorted((AwardCount(*row) for row in rows), key=lambda line: line.rank)


def tally_counts(tally: Tally) -> list[AwardCount]:
    """The lines of a tally, summed over units, the highest award first."""
    sums: dict[tuple[str, str], int] = {}
    for award, kind, count in tally.lines.values_list("award", "kind", "count"):
        sums[award, kind] = sums.get((award, kind), 0) + count
    return sorted((AwardCount(*key, n) for key, n in sums.items()), key=lambda line: line.rank)


def year_counts(agency: Agency, year: int) -> list[AwardCount]:
    """A year's awards: as frozen, if the year's tally is, else counted from the records."""
    frozen = Tally.objects.filter(agency=agency, year=year, state=TallyState.FROZEN).first()
    return tally_counts(frozen) if frozen else award_counts(agency, year)


def decision_board(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with the number of their recipients, and `printed`, the reference to search in.

    `printed` is folded as `units.text.fold` folds what is searched for: "05/qd-vpqh".
    """
    number = Func(F("number"), Value("FM9999999900"), function="to_char", output_field=TextField())
    symbol = Replace(Lower("symbol"), Value("đ"), Value("d"))
    return decisions.select_related("agency").annotate(
        recipient_count=Count("recipients"),
        printed=Concat(number, Value("/"), symbol, output_field=CharField()),
        award_rank=_award_rank("award"),
    )


@dataclass(frozen=True)
class PassedGroup:
    """Passed nominations that one decision can take up: of one award and one year."""

    award: str
    year: int
    award_name: str
    decider: str
    nominations: list[Nomination]


def passed_groups(
    nominations: QuerySet[Nomination], language: str
) -> tuple[list[PassedGroup], list[PassedGroup]]:
    """Passed nominations by award and year: those that the agency decides, and the others."""
    ordered = sorted(nomination_board(nominations), key=lambda nomination: -nomination.year)
    own: list[PassedGroup] = []
    others: list[PassedGroup] = []
    for (year, code), group in groupby(ordered, key=lambda n: (n.year, n.award)):
        members = list(group)
        award = catalogue.award(code)
        (own if award.own_authority else others).append(
            PassedGroup(code, year, members[0].award_name, award.decider(language), members)
        )
    return own, others
