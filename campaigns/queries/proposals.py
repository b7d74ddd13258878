"""What is read of proposals of initiatives."""

import datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from campaigns.models import Authorship, Proposal
from units.models import Account, Agency, Person, Role
from units.permissions import accounts_with
from units.queries import people_by_unit

MINE, UNITS = "MINE", "UNITS"


def proposal_rows(
    proposals: QuerySet[Proposal], *, mine: Q, unit_ids: frozenset[int]
) -> QuerySet[Proposal]:
    """Proposals with all that a list shows: `authors`, `authors_folded`, `whose`.

    `whose` holds MINE and UNITS as far as they apply.
    """
    names = _joined("person__full_name")
    folded = _joined("person__folded")
    whose = Concat(
        Case(When(mine, then=Value(f"{MINE} ")), default=Value("")),
        Case(When(unit__in=unit_ids, then=Value(UNITS)), default=Value("")),
    )
    return proposals.select_related("unit").annotate(
        authors=Subquery(names), authors_folded=Subquery(folded), whose=whose
    )


def _joined(field: str) -> QuerySet[Any]:
    """The values of a field of a proposal's authors, the largest share first."""
    rows = Authorship.objects.filter(proposal=OuterRef("pk")).order_by().values("proposal")
    ordered = (F("share").desc(), F("person__sort_key"))
    return rows.annotate(text=StringAgg(field, ", ", order_by=ordered)).values("text")


def authorships_of(proposal: Proposal) -> QuerySet[Authorship]:
    """Authors by share, each with their account."""
    return proposal.authorships.select_related("person__account")


def unconfirmed(proposal: Proposal) -> list[Authorship]:
    """Authors who still have to confirm their share; who cannot sign in need not."""
    waiting = authorships_of(proposal).filter(confirmed_at=None)
    return [one for one in waiting if _signs_in(one.person)]


def _signs_in(person: Person) -> bool:
    account: Account | None = getattr(person, "account", None)
    return account is not None and account.is_active


def gaps(proposal: Proposal, on: datetime.date) -> list[str]:
    """What keeps a proposal from being sent, in words."""
    wanted = {
        "problem": _("chưa nêu tình trạng trước khi có sáng kiến"),
        "solution": _("chưa nêu nội dung giải pháp"),
        "effect": _("chưa nêu hiệu quả"),
        "applied_where": _("chưa ghi nơi áp dụng"),
        "applied_since": _("chưa ghi ngày bắt đầu áp dụng"),
    }
    found = [said for name, said in wanted.items() if not getattr(proposal, name)]
    if proposal.effect and not any(char.isdigit() for char in proposal.effect):
        found.append(_("hiệu quả chưa có số liệu"))
    if proposal.applied_since and proposal.applied_since > on:
        found.append(_("ngày bắt đầu áp dụng ở tương lai"))
    total = proposal.authorships.aggregate(sum=Sum("share"))["sum"] or 0
    if total != 100:
        found.append(
            _("tỷ lệ đóng góp của các tác giả cộng lại là %(total)d %%, phải là 100 %%")
            % {"total": total}
        )
    if waiting := unconfirmed(proposal):
        names = ", ".join(str(one.person) for one in waiting)
        found.append(_("%(names)s chưa xác nhận tỷ lệ đóng góp") % {"names": names})
    return found


def heads_to_ask(proposal: Proposal, on: datetime.date) -> list[Account]:
    """Heads nearest above the proposal's unit, without those who are authors."""
    authors = set(proposal.authorships.values_list("person", flat=True))
    heads = accounts_with(Role.UNIT_HEAD, proposal.unit_id, on)
    return [head for head in heads if head.person_id not in authors]


def people_to_choose(
    agency: Agency, proposal: Proposal | None, on: datetime.date
) -> list[tuple[str, list[tuple[int, str]]]]:
    """People of the agency on a day for a select, grouped by unit, by given name.

    Whoever the proposal names already stays choosable after leaving the agency.
    """
    groups = people_by_unit(agency, on)
    if proposal:
        here = {key for people in groups.values() for key, _name in people}
        gone = Person.objects.filter(authorships__proposal=proposal).exclude(pk__in=here)
        if gone:
            groups[_("Đã rời đơn vị")] = [(person.pk, str(person)) for person in gone]
    return list(groups.items())
