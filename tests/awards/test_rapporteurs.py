"""Who studies which dossier: even, without conflicts, and telling nothing of hidden items."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from awards.queries.rapporteurs import share_out

MEMBERS = {place: 100 + place for place in range(1, 8)}
Kept = st.frozensets(st.sampled_from(sorted(MEMBERS.values())), max_size=6)
Items = st.dictionaries(st.integers(1, 40), Kept, max_size=15)


@given(st.integers(0, 40))
def test_without_conflicts_loads_differ_by_one_at_most(count):
    chosen = share_out({item: frozenset() for item in range(count)}, MEMBERS, {})
    loads = Counter(dict.fromkeys(MEMBERS, 0))
    loads.update(chosen.values())
    assert max(loads.values()) - min(loads.values()) <= 1


@given(Items)
def test_nobody_gets_a_dossier_from_which_they_are_kept(items):
    chosen = share_out(items, MEMBERS, {})
    assert set(chosen) == set(items)
    assert all(MEMBERS[member] not in items[item] for item, member in chosen.items())
    assert share_out(dict(reversed(items.items())), MEMBERS, {}) == chosen


@given(Items, st.sampled_from(sorted(MEMBERS.values())))
def test_what_a_member_sees_is_the_same_with_and_without_what_is_hidden(items, account):
    seen = {item: kept for item, kept in items.items() if account not in kept}
    chosen = share_out(items, MEMBERS, {})
    assert {item: chosen[item] for item in seen} == share_out(seen, MEMBERS, {})


def test_who_was_named_stays_and_counts():
    items = {1: frozenset[int](), 2: frozenset[int]()}
    assert share_out(items, {1: 101, 2: 102}, {2: 1}) == {1: 2, 2: 1}
    assert share_out({1: frozenset({101})}, {1: 101}, {}) == {}
