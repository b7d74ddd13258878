"""The order of a meeting: low awards first, and whoever is kept out of items leaves once.

A pure room: no database. Where both cannot be had, fewer walks through the door go before the
order of the awards.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Block:
    """Items that are discussed together: of one award, with the same people out of the room."""

    rank: int
    kept_out: frozenset[int]
    items: tuple[int, ...]


def in_order(items: Collection[tuple[int, int, frozenset[int]]]) -> list[int]:
    """Keys of the items, each with its award's rank and who is kept out, in the order to discuss.

    A greater rank is a lower award. Blocks are put in one after the other, each where it sends the
    fewest people out; then each is moved to a better place for as long as there is one. Of two
    such orders, one begun with the low awards and one with the fullest corridor, the better wins.
    """
    together: dict[tuple[int, frozenset[int]], list[int]] = {}
    for key, rank, kept_out in items:
        together.setdefault((rank, kept_out), []).append(key)
    blocks = [Block(rank, kept_out, tuple(keys)) for (rank, kept_out), keys in together.items()]
    begun = (
        sorted(blocks, key=lambda one: (-one.rank, one.items)),
        sorted(blocks, key=lambda one: (-len(one.kept_out), -one.rank, one.items)),
    )
    order = min((_settled(one) for one in begun), key=_cost)
    return [key for block in order for key in block.items]


def leavings(kept_out: Sequence[frozenset[int]]) -> int:
    """How often somebody leaves the room, over the items in their order."""
    return sum(len(now - before) for before, now in pairwise([NOBODY, *kept_out]))


def _settled(blocks: list[Block]) -> list[Block]:
    order: list[Block] = []
    for block in blocks:
        order = _put(order, block)
    better = _moved(order)
    while _cost(better) < _cost(order):
        order, better = better, _moved(better)
    return order


def _moved(order: list[Block]) -> list[Block]:
    """The order after each block had the choice of a better place."""
    for block in order:
        order = _put([one for one in order if one != block], block)
    return order


def _put(order: list[Block], block: Block) -> list[Block]:
    """The order with one more block where it costs least; the last such place of several."""
    sets = [NOBODY, *(one.kept_out for one in order), NOBODY]
    turned, costs = sum(one.rank < block.rank for one in order), {}
    for at in range(len(order), -1, -1):
        before, after, own = sets[at], sets[at + 1], block.kept_out
        walks = len(own - before) + len(after - own) - len(after - before)
        costs[at] = (walks, turned)
        if at:
            turned += (order[at - 1].rank > block.rank) - (order[at - 1].rank < block.rank)
    best = min(costs, key=costs.__getitem__)
    return [*order[:best], block, *order[best:]]


def _cost(order: list[Block]) -> tuple[int, int]:
    """Walks through the door first, then pairs of awards the wrong way round."""
    ranks = [block.rank for block in order]
    turned = sum(rank < later for at, rank in enumerate(ranks) for later in ranks[at:])
    return leavings([block.kept_out for block in order]), turned
