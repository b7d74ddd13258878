"""Make known what came of a review: to the units, with the reasons, and to who saw the deeds."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.actions.deeds import tell_of_deeds
from awards.models import Nomination, Review
from awards.permissions.nominations import nominations_visible_to
from awards.workflow import NominationState, ReviewState
from units import audit, clock
from units.actions.inbox import Letter, Message, notify_each
from units.errors import ActionRefused
from units.models import Account, Role
from units.permissions import accounts_over, require
from units.queries import agency_root


@transaction.atomic
def announce_results(*, review: Review, actor: Account) -> Review:
    """Make the outcome known to everybody concerned, as standing body, once all is signed."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(actor, agency_root(review.agency).pk, [Role.STANDING_BODY])
    if review.state != ReviewState.SIGNED or review.announced_at:
        raise ActionRefused(_("Chỉ công bố một lần, sau khi ký biên bản. Không có gì thay đổi."))
    review.announced_at = clock.now()
    review.save(update_fields=["announced_at"])
    audit.record(actor=actor, action="announce_results", target=review)
    _tell_units(review)
    rejected = review.items.filter(passed=False).values_list("nomination", flat=True)
    tell_of_deeds("deed_rejected", rejected)
    return review


def _tell_units(review: Review) -> None:
    """Tell clerks and heads what came of those of their files that they may open."""
    files = Nomination.objects.filter(review_items__review=review)
    units = files.values_list("unit", flat=True).distinct()
    accounts: dict[int, Account] = {}
    for role in (Role.UNIT_CLERK, Role.UNIT_HEAD):
        for told in accounts_over(units, [role], clock.today()).values():
            accounts |= {account.pk: account for account in told}
    letters = [_letter(review, account) for account in accounts.values()]
    notify_each(
        kind="results_announced",
        period="once",
        letters=[letter for letter in letters if letter is not None],
    )


def _letter(review: Review, account: Account) -> Letter | None:
    files = list(
        nominations_visible_to(account)
        .filter(review_items__review=review)
        .select_related("agency", "person", "collective")
        .distinct()
    )
    if not files:
        return None
    passed = [one for one in files if one.state != NominationState.REJECTED]
    rejected = [one for one in files if one.state == NominationState.REJECTED]

    def write() -> Message:
        said = [
            ngettext(
                "Hội đồng thông qua %(n)d hồ sơ của đơn vị.",
                "Hội đồng thông qua %(n)d hồ sơ của đơn vị.",
                len(passed),
            )
            % {"n": len(passed)}
        ]
        if rejected:
            said.append(
                _("Không thông qua, có lý do trong hồ sơ: %(names)s.")
                % {"names": ", ".join(str(one.subject) for one in rejected)}
            )
        return Message(
            _("Kết quả xét của Hội đồng: %(title)s") % {"title": review.title}, " ".join(said)
        )

    path = files[0].get_absolute_url() if len(files) == 1 else reverse("nominations")
    return Letter([account], f"review:{review.pk}", write, path)
