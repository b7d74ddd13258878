"""What a nomination says now, what was sent, and what may be changed of it."""

from collections.abc import Iterable

from awards.checklist import asks_for_papers
from awards.models import Nomination, NominationReturn, NominationVersion
from awards.parts import Check, Content, Part, fingerprint, opened_by
from awards.queries.nominations import initiatives_named
from campaigns.models import Initiative
from units import clock
from units.models import Person, Unit
from units.queries import main_posting

ALL_PARTS = frozenset(Part.values)


def content_of(nomination: Nomination) -> Content:
    """What the nomination says now."""
    return content_with(
        award=nomination.award,
        type=nomination.type,
        subject=nomination.subject,
        initiatives=initiatives_named(nomination),
        achievement=nomination.achievement,
        papers=nomination.papers.values_list("pk", "name"),
    )


def content_with(
    *,
    award: str,
    type: str,  # noqa: A002
    subject: Person | Unit,
    initiatives: Iterable[Initiative],
    achievement: str,
    papers: Iterable[tuple[int, str]],
) -> Content:
    """What a nomination would say that is written so, with the subject's post of today."""
    is_person = isinstance(subject, Person)
    posting = main_posting(subject, clock.today()) if isinstance(subject, Person) else None
    return Content(
        award=award,
        type=type,
        subject=f"{'person' if is_person else 'unit'}:{subject.pk}",
        name=str(subject),
        post=f"{posting.title}, {posting.unit}" if posting else "",
        initiatives=tuple(sorted((one.pk, one.title) for one in initiatives)),
        achievement=achievement,
        papers=tuple(papers),
    )


def open_returns(nomination: Nomination) -> list[NominationReturn]:
    """Returns that the unit has not answered yet: the head's and the standing body's latest."""
    found = nomination.returns.filter(answered_at=None)
    return list(found.select_related("returned_by__person").prefetch_related("parts"))


def open_parts(returns: Iterable[NominationReturn]) -> frozenset[str]:
    """Parts that may be written under some open returns; all where none of them names any."""
    may = ALL_PARTS
    for one in returns:
        asked = frozenset(line.part for line in one.parts.all())
        if asked:
            may &= opened_by(asked)
    return may


def askable_parts(nomination: Nomination, returns: Iterable[NominationReturn]) -> list[Part]:
    """Parts for which it may be given back: what is closed already cannot be asked for."""
    open_now, without = open_parts(returns), _without(nomination)
    return [part for part in Part if part in open_now and part not in without]


def papers_open(nomination: Nomination) -> bool:
    """Whether the open returns let the unit change the papers of the dossier."""
    return Part.PAPERS in open_parts(open_returns(nomination))


def sent_versions(nomination: Nomination) -> list[NominationVersion]:
    """Versions as they were sent, the latest first."""
    return list(nomination.versions.select_related("sent_by__person").order_by("-number"))


def last_version(nomination: Nomination) -> NominationVersion | None:
    """What was sent last."""
    return nomination.versions.order_by("-number").first()


def checks_of(nomination: Nomination) -> list[Check]:
    """What there is to check of a nomination."""
    without = _without(nomination)
    return [check for check in Check if check not in without]


def unchecked_parts(nomination: Nomination) -> list[Check]:
    """What nobody of the standing body has checked as it reads now."""
    return unchecked_in(nomination, content_of(nomination))


def unchecked_in(nomination: Nomination, content: Content) -> list[Check]:
    """What nobody has checked of a content."""
    held = dict(nomination.checks.values_list("check_of", "fingerprint"))
    return [
        check for check in checks_of(nomination) if held.get(check) != fingerprint(content, check)
    ]


def _without(nomination: Nomination) -> set[str]:
    """Parts it does not have: initiatives of a collective, papers where law asks for none."""
    found: set[str] = set()
    if nomination.person_id is None:
        found.add(Part.INITIATIVES.value)
    if not asks_for_papers(nomination, clock.today()):
        found.add(Part.PAPERS.value)
    return found
