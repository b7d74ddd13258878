"""What the database has on record of a nominee, as the report of achievements words it.

The text is official Vietnamese in every language of the pages.
"""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import translation

from awards.documents.decisions import HONORIFICS
from awards.models import Recipient
from awards.prefill import Idea, Post, Record, Won
from awards.queries.dossiers import YEARS_BACK, background_of
from awards.queries.records import awards_of_person, awards_of_unit
from campaigns import catalogue
from campaigns.models import Initiative, Target
from units.models import Person, Unit


def record_of(
    subject: Person | Unit,
    *,
    year: int,
    on: datetime.date,
    initiatives: Iterable[Initiative] = (),
    among: QuerySet[Target] | None = None,
) -> Record:
    """Posts, ratings, results, initiatives and past awards by a day; `among` as for the results."""
    known = background_of(subject, year=year, on=on, among=among)
    if isinstance(subject, Person):
        past, honorific = awards_of_person(subject), HONORIFICS.get(subject.gender, "")
    else:
        past, honorific = awards_of_unit(subject), ""
    main = [one for one in known.posts if one.is_main]
    posts = [Post(one.title, one.unit.name, one.since, one.until) for one in main]
    with translation.override("vi"):
        return Record(
            name=str(subject),
            year=year,
            honorific=honorific,
            posts=tuple(posts),
            ratings=tuple((one.year, str(one.get_rating_display())) for one in known.ratings),
            results=tuple(known.results),
            ideas=tuple(
                Idea(one.title, str(one.get_scope_display()), one.recognised_on, one.certificate)
                for one in initiatives
            ),
            awards=tuple(_won(one) for one in past if one.decision.year > year - YEARS_BACK),
        )


def _won(recipient: Recipient) -> Won:
    decision = recipient.decision
    award = catalogue.award(decision.award).label("vi", decision.agency.name)
    return Won(award, decision.year, decision.reference, decision.signed_on)
