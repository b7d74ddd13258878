"""The hash tree: the vectors of Certificate Transparency, and both proofs for trees of any size."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.register.merkle import Tree, leaf_hash, verify_consistency, verify_inclusion

ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LONGEST = 40


def tree_of(size: int) -> Tree:
    return Tree([leaf_hash(str(number).encode()) for number in range(size)])


TREE = tree_of(LONGEST)


def test_the_roots_are_those_of_the_known_vectors():
    tree = Tree([leaf_hash(bytes.fromhex(one)) for one in ENTRIES])
    assert [tree.root(size).hex() for size in range(9)] == ROOTS


def test_the_proofs_are_those_of_the_known_vectors():
    tree = Tree([leaf_hash(bytes.fromhex(one)) for one in ENTRIES])
    assert [one.hex()[:8] for one in tree.inclusion(0, 8)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [one.hex()[:8] for one in tree.inclusion(5, 8)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [one.hex()[:8] for one in tree.consistency(1, 8)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [one.hex()[:8] for one in tree.consistency(6, 8)] == ["0ebc5d34", "ca854ea1", "d37ee418"]


def test_an_entry_never_passes_for_a_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert Tree([left, right]).root(2) != leaf_hash(left + right)


@given(st.data())
def test_an_entry_is_proved_in_its_place_and_in_no_other(data: st.DataObject):
    size = data.draw(st.integers(1, LONGEST))
    index = data.draw(st.integers(0, size - 1))
    leaf, root, path = leaf_hash(str(index).encode()), TREE.root(size), TREE.inclusion(index, size)
    assert verify_inclusion(leaf, index, size, path, root)
    other = leaf_hash(b"another")
    assert not verify_inclusion(other, index, size, path, root)
    assert not verify_inclusion(leaf, size, size, path, root)
    assert not verify_inclusion(leaf, index, size, [*path, other], root)
    assert not verify_inclusion(leaf, index, size, path, other)
    if path:
        bent = data.draw(st.integers(0, len(path) - 1))
        assert not verify_inclusion(leaf, index, size, path[:-1], root)
        assert not verify_inclusion(
            leaf, index, size, [*path[:bent], other, *path[bent + 1 :]], root
        )


@given(st.data())
def test_a_register_is_proved_to_continue_the_earlier_one_only(data: st.DataObject):
    new = data.draw(st.integers(1, LONGEST))
    old = data.draw(st.integers(1, new))
    first, last, path = TREE.root(old), TREE.root(new), TREE.consistency(old, new)
    assert verify_consistency(old, first, new, last, path)
    other = leaf_hash(b"another")
    assert not verify_consistency(old, other, new, last, path)
    assert not verify_consistency(old, first, new, other, path)
    assert not verify_consistency(old, first, new, last, [*path, other])
    if path:
        bent = data.draw(st.integers(0, len(path) - 1))
        assert not verify_consistency(old, first, new, last, path[:-1])
        assert not verify_consistency(
            old, first, new, last, [*path[:bent], other, *path[bent + 1 :]]
        )


def test_there_is_no_proof_of_what_is_not_there():
    for index, size in [(3, 3), (-1, 3), (0, LONGEST + 1)]:
        with pytest.raises(IndexError):
            TREE.inclusion(index, size)
    for old, new in [(0, 3), (4, 3), (1, LONGEST + 1)]:
        with pytest.raises(IndexError):
            TREE.consistency(old, new)


def test_the_empty_tree_has_the_hash_of_nothing():
    assert Tree([]).root(0) == hashlib.sha256(b"").digest()
