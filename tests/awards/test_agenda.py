"""The order of a meeting."""

import random
from itertools import permutations

from awards.agenda import in_order, leavings

FREE: frozenset[int] = frozenset()


def test_low_awards_come_first_where_nobody_leaves():
    assert in_order([(1, 10, FREE), (2, 30, FREE), (3, 20, FREE), (4, 30, FREE)]) == [2, 4, 3, 1]


def test_a_member_leaves_once_although_the_awards_would_have_it_twice():
    items = [(1, 30, frozenset({7})), (2, 20, FREE), (3, 10, frozenset({7}))]
    assert in_order(items) in ([1, 3, 2], [2, 1, 3])


def test_two_who_share_an_item_leave_once_each():
    items = [
        (1, 10, frozenset({7})),
        (2, 10, frozenset({8})),
        (3, 10, frozenset({7, 8})),
        (4, 10, FREE),
    ]
    kept_out = {key: out for key, _rank, out in items}
    assert leavings([kept_out[key] for key in in_order(items)]) == 2


def test_whoever_could_leave_once_does_in_nearly_every_meeting():
    chance, possible, once = random.Random(2022), 0, 0
    for _meeting in range(400):
        items = [
            (key, chance.choice([10, 20]), frozenset(m for m in range(5) if chance.random() < 0.3))
            for key in range(5)
        ]
        kept_out = {key: out for key, _rank, out in items}
        least = len(frozenset().union(*kept_out.values()))
        if any(leavings([kept_out[key] for key in way]) == least for way in permutations(kept_out)):
            possible += 1
            once += leavings([kept_out[key] for key in in_order(items)]) == least
    assert possible > 300
    assert once == possible


def test_the_order_is_found_at_once_for_a_long_meeting():
    chance = random.Random(1)
    items = [
        (key, key % 5, frozenset(m for m in range(15) if chance.random() < 0.05))
        for key in range(150)
    ]
    assert sorted(in_order(items)) == list(range(150))
