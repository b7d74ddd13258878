"""Keep texts to be compared with later ones: part of the actions that send them on their way."""

from campaigns.likeness import Text
from campaigns.models import ComparedText, Proposal
from units.models import Agency, Person


def keep_text(
    *,
    kind: str,
    key: int,
    agency: Agency,
    title: str,
    year: int,
    text: str,
    person: Person | None = None,
) -> None:
    """Keep the text of a row in place of an earlier one. The caller holds the transaction."""
    ComparedText.objects.update_or_create(
        kind=kind,
        key=key,
        defaults={
            "agency": agency,
            "title": title[:500],
            "year": year,
            "person": person,
            "text": text,
            "marks": sorted(set(Text.read(text).marks)),
        },
    )


def keep_proposal(proposal: Proposal, year: int) -> None:
    """Keep what the authors of a proposal say."""
    keep_text(
        kind=ComparedText.Kind.PROPOSAL,
        key=proposal.pk,
        agency=proposal.agency,
        title=proposal.title,
        year=year,
        text=proposal.text,
    )


def forget_text(*, kind: str, key: int) -> None:
    """Forget the text of a row that is thrown away."""
    ComparedText.objects.filter(kind=kind, key=key).delete()
