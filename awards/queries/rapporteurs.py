"""Which member studies which dossier: evenly, without a conflict, and telling nothing."""

from collections.abc import Collection, Mapping

from awards.models import Recusal, ReviewItem

Kept = Mapping[int, frozenset[int]]


def share_out(
    kept_out: Kept, members: Mapping[int, int], fixed: Mapping[int, int]
) -> dict[int, int]:
    """Choose a member for each item: the least loaded of those not kept out of it.

    `kept_out` gives accounts by item, `members` the account of each member in the council's order,
    `fixed` what was chosen before. The same data always give the same choice.

    A load counts only items that everybody sees who sees this one: else whom an item went to
    would tell a recused member that there is another, hidden one. Equal loads go round.
    """
    places = {member: place for place, member in enumerate(members)}
    chosen = dict(fixed)
    for item in sorted(kept_out, key=lambda one: (len(kept_out[one]), one)):
        if item in chosen:
            continue
        told = [other for other in chosen if kept_out[other] <= kept_out[item]]
        loads = dict.fromkeys(members, 0)
        for other in told:
            loads[chosen[other]] += 1
        free = [one for one, account in members.items() if account not in kept_out[item]]
        if free:
            chosen[item] = min(
                free, key=lambda one: (loads[one], (places[one] - item) % len(members))
            )
    return chosen


def kept_out_of(items: Collection[ReviewItem]) -> dict[int, frozenset[int]]:
    """Accounts recused from each item, by key of the item."""
    found: dict[int, set[int]] = {item.pk: set() for item in items}
    for recusal in Recusal.objects.filter(item__in=found):
        found[recusal.item_id].add(recusal.account_id)
    return {key: frozenset(accounts) for key, accounts in found.items()}


def workload(items: Collection[ReviewItem]) -> dict[int, int]:
    """How many of some items each member studies, by key of the member."""
    loads: dict[int, int] = {}
    for item in items:
        if item.rapporteur_id is not None:
            loads[item.rapporteur_id] = loads.get(item.rapporteur_id, 0) + 1
    return loads
