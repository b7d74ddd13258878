"""The council at work: who agrees, who does not, who is late."""

from collections.abc import Collection

from awards.actions.reviews import close_review, give_opinion
from awards.models import Opinion, Review, ReviewItem, ReviewMember
from reports.demo.chance import chance
from reports.demo.texts import AGREEMENTS, DOUBTS

AGREE, DISAGREE = Opinion.View.AGREE, Opinion.View.DISAGREE
# How many members stand by a nomination that the council does not carry.
LOYAL = 3


def give_opinions(
    review: Review, *, doubted: Collection[int] = (), late: dict[str, int] | None = None
) -> None:
    """Let every member give the opinions still missing.

    `doubted` holds keys of nominations that most are against. `late` names members (by user name)
    who stop after that many items.
    """
    items = list(review.items.select_related("nomination"))
    given = set(Opinion.objects.filter(item__in=items).values_list("member", "item"))
    for rank, member in enumerate(review.members.select_related("account__person")):
        done = (late or {}).get(member.account.username, len(items))
        for item in items[:done]:
            if _is_own(item, member) or (member.pk, item.pk) in given:
                continue
            view, comment = _opinion(item, rank, doubted)
            give_opinion(item=item, view=view, comment=comment, actor=member.account)


def finish_review(review: Review, *, doubted: Collection[int] = ()) -> Review:
    """Let everyone who is missing give an opinion, then let the chair close."""
    give_opinions(review, doubted=doubted)
    chair = review.members.select_related("account").get(is_chair=True)
    return close_review(review=review, actor=chair.account)


def _is_own(item: ReviewItem, member: ReviewMember) -> bool:
    person = member.account.person_id
    return person is not None and item.nomination.person_id == person


def _opinion(item: ReviewItem, rank: int, doubted: Collection[int]) -> tuple[str, str]:
    """What the member of a rank in the council's list thinks, and says."""
    random = chance("opinion", item.nomination_id, rank)
    if item.nomination_id in doubted and rank >= LOYAL:
        return DISAGREE, random.choice(DOUBTS)
    return AGREE, random.choice(AGREEMENTS)
