"""The hash tree of RFC 6962, section 2.1: one hash for a whole list that only grows.

A proof of inclusion shows that an entry is in a list of a known root; a proof of consistency that
an earlier list is the beginning of a later one. Neither needs any other entry.
"""

import hashlib
from collections.abc import Sequence

Path = list[bytes]


def leaf_hash(entry: bytes) -> bytes:
    """Hash an entry; the prefix keeps it from ever passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`: where a tree is cut in two."""
    return 1 << (size - 1).bit_length() - 1


class Tree:
    """The tree over the hashes of all entries; each of its subtrees is hashed only once."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self._leaves = leaves
        self._known: dict[tuple[int, int], bytes] = {}

    def __len__(self) -> int:
        return len(self._leaves)

    def root(self, size: int) -> bytes:
        """The root over the first `size` entries."""
        return self._hash(0, self._within(size)) if size else hashlib.sha256().digest()

    def inclusion(self, index: int, size: int) -> Path:
        """Prove that the entry `index` is among the first `size`: hashes from the leaf upwards."""
        if not 0 <= index < self._within(size):
            raise IndexError(index)
        path: Path = []
        start, end = 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._hash(middle, end))
                end = middle
            else:
                path.append(self._hash(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int, new: int) -> Path:
        """Prove that the first `old` entries are still the beginning of the first `new`."""
        if not 0 < old <= self._within(new):
            raise IndexError(old)
        path: Path = []
        start, end = 0, new
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._hash(middle, end))
                end = middle
            else:
                path.append(self._hash(start, middle))
                start = middle
        # What is left is a whole subtree; the reader knows it already if it is the whole old tree.
        return ([self._hash(start, end)] if start else []) + path[::-1]

    def _within(self, size: int) -> int:
        if not 0 <= size <= len(self):
            raise IndexError(size)
        return size

    def _hash(self, start: int, end: int) -> bytes:
        if end - start == 1:
            return self._leaves[start]
        if (start, end) not in self._known:
            middle = start + _split(end - start)
            self._known[start, end] = node_hash(self._hash(start, middle), self._hash(middle, end))
        return self._known[start, end]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Path, root: bytes) -> bool:
    """Whether `path` leads from the leaf at `index` to the root over `size` entries."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for one in path:
        if not last:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return not last and found == root


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, path: Path) -> bool:
    """Whether `path` shows that the tree of `old` entries is the beginning of that of `new`."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    # A whole old tree is its own first node, and not repeated in the path.
    nodes = path if place else [old_root, *path]
    if not nodes:
        return False
    before = after = nodes[0]
    for one in nodes[1:]:
        if not last:
            return False
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    return not last and before == old_root and after == new_root
