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
    return 0 <= index < size and _root_above(leaf, index, size, path) == root


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, path: Path) -> bool:
    """Whether `path` shows that the tree of `old` entries is the beginning of that of `new`."""
    return 0 < old <= new and _roots_above(old, new, path, old_root) == (old_root, new_root)


def _root_above(leaf: bytes, index: int, size: int, path: Path) -> bytes | None:
    """The root that the path leads to; None where it is too short or too long."""
    if size == 1 or not path:
        return leaf if size == 1 and not path else None
    *below, beside = path
    cut = _split(size)
    if index < cut:
        found = _root_above(leaf, index, cut, below)
        return found and node_hash(found, beside)
    found = _root_above(leaf, index - cut, size - cut, below)
    return found and node_hash(beside, found)


def _roots_above(old: int, new: int, path: Path, whole: bytes | None) -> tuple[bytes, bytes] | None:
    """Both roots that the path leads to; `whole` is the old one, as long as it is a subtree."""
    if old == new:
        begun = path if whole is None else [whole, *path]
        return (begun[0], begun[0]) if len(begun) == 1 else None
    if not path:
        return None
    *below, beside = path
    cut = _split(new)
    if old <= cut:
        found = _roots_above(old, cut, below, whole)
        return found and (found[0], node_hash(found[1], beside))
    found = _roots_above(old - cut, new - cut, below, None)
    return found and (node_hash(beside, found[0]), node_hash(beside, found[1]))
