"""What the law says about a person or a collective, for the pages that show it."""

import datetime

from awards.eligibility import facts_of
from awards.law.ahead import LADDER, Prospect, prospects
from awards.law.criteria import Question, Speech
from awards.law.judge import judge
from awards.lawbook import law
from awards.models.subjects import RecipientKind
from awards.permissions.nominations import nominations_hidden_from
from awards.verdicts import Shown, sees_private, show
from campaigns import catalogue
from units.models import Account, Person, Unit

# Awards that a person, or a collective, of a ministry-level body is asked about.
OF_PEOPLE = ("LDTT", "CSTDCS", "CSTDB", "CSTDTQ", "GKHEN", "BKB", "BKTTG", "HCLD3")
OF_COLLECTIVES = ("TTLDTT", "TTLDXS", "CO_BO", "CO_CP", "GKHEN", "BKB", "BKTTG", "HCLD3")


def asked_about(kind: str) -> tuple[str, ...]:
    """Awards that a kind of recipient is asked about: the common ones, then the agency's own."""
    common = OF_PEOPLE if kind == RecipientKind.INDIVIDUAL else OF_COLLECTIVES
    return (*common, *_own(kind))


def _own(kind: str) -> list[str]:
    return [award.code for award in catalogue.own_awards() if award.goes_to(kind)]


def verdicts_on(
    subject: Person | Unit, account: Account, say: Speech, *, year: int, on: datetime.date
) -> list[Shown]:
    """What the law says today to each common award for one subject, for a year."""
    facts = facts_of(subject, year=year, on=on, hidden=nominations_hidden_from(account))
    person = isinstance(subject, Person)
    awards = asked_about(RecipientKind.INDIVIDUAL if person else RecipientKind.COLLECTIVE)
    private = sees_private(account, subject)
    verdicts = (judge(law(), facts, Question(award, year, on)) for award in awards)
    return [show(subject, verdict, say, see_private=private) for verdict in verdicts]


def way_ahead(
    person: Person, account: Account, say: Speech, *, on: datetime.date
) -> list[Prospect]:
    """Awards within a person's reach in the five years that begin with this one."""
    facts = facts_of(person, year=on.year, on=on, hidden=nominations_hidden_from(account))
    awards = (*LADDER, *_own(RecipientKind.INDIVIDUAL))
    return prospects(law(), facts, year=on.year, on=on, say=say, awards=awards)
