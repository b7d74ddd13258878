"""A year lived day by day, held against what the test reckons for itself.

The days on which offices work, when a reminder falls due, who misses what, and the ranking are all
reckoned here anew, from rows alone.
"""

import datetime
from collections import Counter, defaultdict
from fractions import Fraction

import pytest

from awards.models import Decision, Nomination, Opinion, Review, TallyLine
from campaigns.models import (
    Assessment,
    BlocResult,
    Campaign,
    Criterion,
    Exemplar,
    Initiative,
    Pledge,
    Publication,
    Ranking,
    Reading,
    Score,
)
from reports.simulation.year import live_year
from tests.cast import LAUNCH, Office
from tests.reports.simulation.office import build_large_office
from units.models import Account, Mail, Notice, Unit

DAY = datetime.timedelta(days=1)
# Weekdays of 2022 on which public offices were closed.
OFF = {
    datetime.date(2022, month, day)
    for month, days in {
        1: (3, 31),
        2: (1, 2, 3, 4),
        4: (11,),
        5: (2, 3),
        9: (1, 2),
    }.items()
    for day in days
}
BEFORE, AFTER, ABOVE_FROM = (10, 5, 2, 1, 0), (1, 3, 5), 3
REMINDERS = ("_due_", "_late_", "opinions_due", "reading_due")

Told = tuple[str, str, str, str]


def worked(day: datetime.date) -> bool:
    return day.weekday() < 5 and day not in OFF


def workdays(first: datetime.date, last: datetime.date) -> int:
    """Working days after `first` up to `last`."""
    days = (last - first).days
    return sum(worked(first + number * DAY) for number in range(1, days + 1))


def reached(day: datetime.date, due: datetime.date) -> tuple[str, bool] | None:
    """The reminder that falls on a day, and whether those above hear as well."""
    if not worked(day):
        return None
    if day <= due:
        passed = [days for days in BEFORE if workdays(day, due) <= days]
        return (str(min(passed)), False) if passed else None
    passed = [days for days in AFTER if workdays(due, day) >= days]
    return (f"late-{max(passed)}", max(passed) >= ABOVE_FROM) if passed else None


class Ledger:
    """Who is to be told what, reckoned every evening from the rows of that evening."""

    def __init__(self, office: Office) -> None:
        self.expected: set[Told] = set()
        self.units = list(Unit.objects.filter(pledges=True, parent=office.root))
        self.clerks, self.heads = self._holders("UNIT_CLERK"), self._holders("UNIT_HEAD")
        self.standing_body = office.thao.username

    def _holders(self, role: str) -> dict[int, str]:
        grants = Account.objects.filter(grants__role=role).values_list("grants__unit", "username")
        return dict(grants)

    def look(self, campaign: Campaign, day: datetime.date) -> None:
        self.pledges = {one.unit_id: one for one in Pledge.objects.filter(campaign=campaign)}
        self._pledges(campaign, day)
        for name, kind, due in (
            ("midyear", "MIDYEAR", campaign.midyear_on),
            ("yearend", "YEAREND", campaign.yearend_on),
        ):
            self._assessments(campaign, day, name, kind, due)
        self._scores(campaign, day)
        self._nominations(campaign, day)
        self._opinions(day)
        self._readings(day)

    def _owes(self, campaign, day, due, name, clerks, heads=()) -> None:
        """Put down clerks and heads of units that miss something, and those above when it lasts."""
        found = reached(day, due)
        if found is None:
            return
        period, above = found
        for unit in clerks:
            about = f"campaign:{campaign.pk}:unit:{unit}"
            self.expected.add((self.clerks[unit], f"{name}_due_unit_clerk", about, period))
            if above:
                self.expected.add((self.heads[unit], f"{name}_late_unit_clerk", about, period))
        for unit in heads:
            about = f"campaign:{campaign.pk}:unit:{unit}"
            self.expected.add((self.heads[unit], f"{name}_due_unit_head", about, period))
            if above:
                self.expected.add((self.standing_body, f"{name}_late_unit_head", about, period))

    def _pledges(self, campaign, day) -> None:
        unsigned = [
            unit.pk
            for unit in self.units
            if unit.pk not in self.pledges or self.pledges[unit.pk].signed_at is None
        ]
        sent = [
            unit for unit in unsigned if unit in self.pledges and self.pledges[unit].state == "SENT"
        ]
        clerks = [unit for unit in unsigned if unit not in sent]
        self._owes(campaign, day, campaign.pledges_due, "pledge", clerks, sent)

    def _assessments(self, campaign, day, name, kind, due) -> None:
        signed = [unit for unit, one in self.pledges.items() if one.signed_at]
        states = dict(
            Assessment.objects.filter(pledge__campaign=campaign, kind=kind).values_list(
                "pledge__unit", "state"
            )
        )
        heads = [unit for unit in signed if states.get(unit) == "WITH_HEAD"]
        done = [unit for unit in signed if states.get(unit) in {"SENT", "READ"}]
        clerks = [unit for unit in signed if unit not in heads and unit not in done]
        self._owes(campaign, day, due, name, clerks, heads)

    def _scores(self, campaign, day) -> None:
        asked = Criterion.objects.filter(group__table__campaign=campaign)
        given = Counter(Score.objects.values_list("sheet__unit", "sheet__kind", "sheet__scorer"))
        blocs = defaultdict(list)
        for unit in self.units:
            blocs[unit.bloc_memberships.get().bloc_id].append(unit.pk)
        wanted = {"SELF": asked.filter(by_self=True), "CROSS": asked.filter(by_cross=True)}
        wanted = {kind: rows.count() for kind, rows in wanted.items()}
        round_ = getattr(campaign, "scoring_round", None)
        if round_ is None:
            campaign.refresh_from_db()
            return
        for kind, first, last in (
            ("SELF", round_.self_from, round_.self_until),
            ("CROSS", round_.cross_from, round_.cross_until),
        ):
            if day < first:
                continue
            owing = set()
            for members in blocs.values():
                for scorer in members:
                    scored = [scorer] if kind == "SELF" else [u for u in members if u != scorer]
                    if any(given[unit, kind, scorer] < wanted[kind] for unit in scored):
                        owing.add(scorer)
            self._owes(campaign, day, last, f"{kind.lower()}_score", owing)

    def _nominations(self, campaign, day) -> None:
        states = defaultdict(set)
        for unit, state in Nomination.objects.filter(campaign=campaign).values_list(
            "unit", "state"
        ):
            states[unit].add(state)
        clerks = [unit.pk for unit in self.units if not states[unit.pk] - {"DRAFT", "RETURNED"}]
        heads = [unit.pk for unit in self.units if "WITH_HEAD" in states[unit.pk]]
        self._owes(campaign, day, campaign.nominations_due, "nomination", clerks, heads)

    def _opinions(self, day) -> None:
        for review in Review.objects.filter(state="OPEN"):
            found = reached(day, review.due_on)
            for member in (
                review.members.filter(votes=True).select_related("account") if found else ()
            ):
                own = review.items.filter(nomination__person=member.account.person_id).count()
                owed = review.items.count() - own
                if Opinion.objects.filter(member=member).count() < owed:
                    told = (member.account.username, "opinions_due", f"review:{review.pk}")
                    self.expected.add((*told, found[0]))

    def _readings(self, day) -> None:
        for news in Publication.objects.filter(state="PUBLISHED", confirm_by__isnull=False):
            if news.confirm_by - DAY <= day <= news.confirm_by + 7 * DAY:
                read = Reading.objects.filter(publication=news).values("account")
                for account in Account.objects.exclude(pk__in=read):
                    self.expected.add((account.username, "reading_due", "", ""))


def told() -> Counter[Told]:
    rows = Notice.objects.values_list("account__username", "kind", "about", "period")
    return Counter(
        (who, kind, "", "") if kind == "reading_due" else (who, kind, about, period)
        for who, kind, about, period in rows
        if any(part in kind for part in REMINDERS)
    )


def ranks_of(ranking: Ranking) -> dict[int, int]:
    """The ranking of a bloc, reckoned from its scores by the rules that the round declares."""
    round_, units = ranking.round, ranking.lines.values_list("unit", flat=True)
    points: dict[int, Fraction] = {}
    parts: dict[int, tuple[Fraction, Fraction]] = {}
    table = Criterion.objects.get_queryset().filter(
        group__table__campaign=round_.campaign, group__table__state="IN_USE"
    )
    first = table.select_related("group__table").first().group.table
    for unit in units:
        sums = {"REGULAR": Fraction(0), "BONUS": Fraction(0), "PENALTY": Fraction(0)}
        checked = Fraction(0)
        for one in table.select_related("group"):
            rows = Score.objects.filter(criterion=one, sheet__unit=unit)
            by = {
                kind: [Fraction(row.points) for row in rows.filter(sheet__kind=kind)]
                for kind in ("SELF", "CROSS", "CHECK")
            }
            weights = {"SELF": 0, "CROSS": 50, "CHECK": 50}
            asked = {k: w for k, w in weights.items() if getattr(one, f"by_{k.lower()}")}
            if not any(asked.values()):
                asked = dict.fromkeys(asked, 1)
            total = sum(w * sum(by[k]) / len(by[k]) for k, w in asked.items() if w)
            sums[one.group.nature] += Fraction(total) / sum(asked.values())
            sign = -1 if one.group.nature == "PENALTY" else 1
            checked += sign * sum(by["CHECK"])
        penalty = min(sums["PENALTY"], Fraction(first.penalty_cap))
        whole = sums["REGULAR"] + min(sums["BONUS"], Fraction(first.bonus_cap)) - penalty
        points[unit] = Fraction(int(max(whole, 0) * 100 + Fraction(1, 2)), 100)
        parts[unit] = (-penalty, checked)
    order = sorted(units, key=lambda unit: (points[unit], *parts[unit]), reverse=True)
    keys = [(points[unit], *parts[unit]) for unit in order]
    return {unit: keys.index(key) + 1 for unit, key in zip(order, keys, strict=True)}


@pytest.fixture
def lived(db) -> tuple[Office, Campaign, Ledger]:
    office = build_large_office()
    ledger = Ledger(office)
    campaign = live_year(office.agency, LAUNCH, year=2022, seed=3, watch=ledger.look)
    return office, campaign, ledger


def test_a_year_goes_by_and_everybody_hears_of_what_they_miss_once(lived):
    office, campaign, ledger = lived
    # Reminders: exactly those who missed something, exactly once.
    assert told() == Counter(ledger.expected)
    assert len(ledger.expected) > 100
    kinds = {kind for _who, kind, _about, _period in ledger.expected}
    assert {"pledge_late_unit_clerk", "yearend_due_unit_head", "opinions_due"} <= kinds
    # Whatever was told left by mail as well, once each, on working days alone.
    assert not Notice.objects.filter(mail=None, mail_due=True, created_at__date__lt="2022-12-30")
    digests = Mail.objects.filter(digest=True).values_list("account", "day")
    assert max(Counter(digests).values()) == 1
    assert all(worked(day) for _account, day in digests)
    # The ranking is what the test reckons, and what the law reads of it.
    for ranking in Ranking.objects.select_related("round__campaign", "bloc"):
        reckoned = ranks_of(ranking)
        assert dict(ranking.lines.values_list("unit", "rank")) == reckoned
        results = BlocResult.objects.filter(bloc=ranking.bloc, year=2022)
        assert dict(results.values_list("unit", "rank")) == reckoned
    assert Ranking.objects.count() == office.agency.blocs.count() == 3
    # Pledges: all but the unit that forgot; one was questioned and one amended.
    states = Counter(campaign.pledges.values_list("state", flat=True))
    assert states == {"ACCEPTED": 7}
    versions = Counter(campaign.pledges.values_list("versions__number", flat=True))
    assert versions in ({1: 7, 2: 1, 3: 1}, {1: 7, 2: 2})
    # What else a year brings.
    numbers = Initiative.objects.filter(recognised_on__year=2022).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]
    assert Exemplar.objects.get().state == "PUBLISHED"
    decided = Decision.objects.get(state="ISSUED").recipients.count()
    assert sum(TallyLine.objects.values_list("count", flat=True)) == decided == 7
    _one_too_many_or_too_few_would_be_found(ledger)


def _one_too_many_or_too_few_would_be_found(ledger: Ledger) -> None:
    """Control: one reminder too many, or too few, and the ledger no longer agrees."""
    extra = Notice.objects.filter(kind="pledge_due_unit_clerk").first()
    extra.pk, extra.period = None, "7"
    extra.save()
    assert told() != Counter(ledger.expected)
    extra.delete()
    Notice.objects.filter(kind="opinions_due").first().delete()
    assert told() != Counter(ledger.expected)
