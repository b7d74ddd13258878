#!/usr/bin/env python3
"""Check the public register of decisions from what it published, with nothing but Python.

    python3 tools/verify_register.py HEADS LOG [--kept HEADS …] [--head SIZE:ROOT …]
                                     [--file decision.pdf …]

HEADS and LOG are heads.json and log.json of the register, as files or as addresses (https://…);
take the heads first, for the log only grows. Only what you hold yourself shows a register that was
changed as a whole, with all that it publishes: an earlier heads.json, with --kept; or a head from a
letter or a printed decision, with --head, of whose root the first 32 digits will do.

It shares no code with the program that keeps the register. It checks that
  1. the entries are numbered from 0 without a gap;
  2. the leaf of every entry is the hash of its content (RFC 6962);
  3. the record still says what was entered;
  4. no two entries are of the same file or under the same code;
  5. the root of every head is that of the entries it covers, and continues the head before;
  6. every head that you hold is one of the register as it is now;
  7. every file that is given is the archived one of an entry.
It prints what it found, and ends with 0 if all is right, 1 if something is wrong, 2 if the data
cannot be read.
"""

import argparse
import hashlib
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

SHORTEST_ROOT = 32


def sha256(content: bytes) -> bytes:
    """Hash bytes."""
    return hashlib.sha256(content).digest()


def half_of(size: int) -> int:
    """The largest power of two below `size`: where the tree is cut in two."""
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def root_of(
    leaves: list[bytes], known: dict[tuple[int, int], bytes], start: int, end: int
) -> bytes:
    """The root over leaves from `start` to before `end`; `known` keeps what was hashed."""
    if end - start == 1:
        return leaves[start]
    if (start, end) not in known:
        cut = start + half_of(end - start)
        left, right = root_of(leaves, known, start, cut), root_of(leaves, known, cut, end)
        known[start, end] = sha256(b"\x01" + left + right)
    return known[start, end]


def both_roots(
    old: int, new: int, path: list[bytes], whole: bytes | None
) -> tuple[bytes, bytes] | None:
    """The roots of the old and the new tree that a proof of consistency leads to."""
    if old == new:
        begun = path if whole is None else [whole, *path]
        return (begun[0], begun[0]) if len(begun) == 1 else None
    if not path:
        return None
    half, beside = half_of(new), path[-1]
    if old <= half:
        found = both_roots(old, half, path[:-1], whole)
        return found and (found[0], sha256(b"\x01" + found[1] + beside))
    found = both_roots(old - half, new - half, path[:-1], None)
    return found and (sha256(b"\x01" + beside + found[0]), sha256(b"\x01" + beside + found[1]))


def said_by(entry: dict[str, Any]) -> dict[str, Any]:
    """The content of an entry as data; nothing where it is none."""
    try:
        content = json.loads(entry["content"])
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def faults_of_entries(entries: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the entries, each by itself and all together."""
    faults = []
    seen: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(entries):
        name = f"entry {entry['index']}"
        if entry["index"] != place:
            return [*faults, f"{name} stands where entry {place} ought to be"]
        content = said_by(entry)
        if not content:
            faults.append(f"{name}: the content is no data")
        if sha256(b"\x00" + entry["content"].encode()).hex() != entry["leaf"]:
            faults.append(f"{name}: the leaf is not the hash of the content")
        if entry["record"] is None:
            faults.append(f"{name}: its record or its file is gone")
        elif entry["record"] != entry["leaf"]:
            faults.append(f"{name}: the record no longer says what was entered")
        marks = [
            (key, str(content[key])) for key in ("code", "sha256", "commitment") if key in content
        ]
        faults += [f"{name} repeats entry {seen[mark]}" for mark in marks if mark in seen]
        seen |= dict.fromkeys(marks, place)
    return faults


def faults_of_heads(heads: list[dict[str, Any]], leaves: list[bytes]) -> list[str]:
    """What is wrong with the heads, against the entries and against each other."""
    faults = []
    known: dict[tuple[int, int], bytes] = {}
    before: dict[str, Any] | None = None
    for head in heads:
        name, size, root = f"head of {head['day']}", head["size"], bytes.fromhex(head["root"])
        if not 0 < size <= len(leaves):
            faults.append(f"{name} is over {size} entries, there are {len(leaves)}")
        elif root_of(leaves, known, 0, size) != root:
            faults.append(f"{name}: the root is not that of the first {size} entries")
        if before:
            old, path = before["size"], [bytes.fromhex(one) for one in head["consistency"]]
            first = bytes.fromhex(before["root"])
            if before["day"] >= head["day"] or old >= size:
                faults.append(f"{name} is not after that of {before['day']}")
            elif both_roots(old, size, path, first) != (first, root):
                faults.append(f"{name} does not continue that of {before['day']}")
        before = head
    return faults


def fault_of_held(held: str, heads: list[dict[str, Any]], leaves: list[bytes]) -> str:
    """What is wrong with a head that the reader holds; nothing if it is one of this register."""
    number, _, root = held.strip().partition(":")
    root = "".join(root.split()).lower()
    if not number.isdigit() or len(root) < SHORTEST_ROOT:
        return f"give SIZE:ROOT, with at least {SHORTEST_ROOT} digits of the root"
    size = int(number)
    if not 0 < size <= len(leaves):
        return f"it is over {size} entries, there are {len(leaves)}"
    if not root_of(leaves, {}, 0, size).hex().startswith(root):
        return "the register no longer begins as it did"
    return "" if size in {head["size"] for head in heads} else "it is no longer among the heads"


def faults_of_kept(kept: list[dict[str, Any]], heads: list[dict[str, Any]]) -> list[str]:
    """Which heads that the reader kept are no longer published as they were."""
    return [f"the head of {one['day']} is not the one you kept" for one in kept if one not in heads]


def read(place: str) -> Any:
    """JSON of a file or of an address."""
    if place.startswith(("http://", "https://")):
        with urllib.request.urlopen(place) as answer:  # noqa: S310
            return json.load(answer)
    return json.loads(Path(place).read_text(encoding="utf-8"))


def asked(arguments: list[str]) -> argparse.Namespace:
    """Read what is to be checked from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("heads", metavar="HEADS")
    parser.add_argument("log", metavar="LOG")
    parser.add_argument("--kept", action="append", default=[], metavar="HEADS")
    parser.add_argument("--head", action="append", default=[], metavar="SIZE:ROOT")
    parser.add_argument("--file", action="append", default=[], metavar="PDF")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Check the register, the heads and the files; write what was found."""
    wanted = asked(arguments)
    try:
        heads, entries = read(wanted.heads)["heads"], read(wanted.log)["entries"]
        leaves = [sha256(b"\x00" + entry["content"].encode()) for entry in entries]
        faults = faults_of_entries(entries) + faults_of_heads(heads, leaves)
        archived = {said_by(entry).get("sha256"): entry for entry in entries}
        for name in wanted.kept:
            faults += faults_of_kept(read(name)["heads"], heads)
        files = [(name, sha256(Path(name).read_bytes()).hex()) for name in wanted.file]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        sys.stdout.write(f"cannot be read as a register: {error!r}\n")
        return 2
    for held in wanted.head:
        fault = fault_of_held(held, heads, leaves)
        sys.stdout.write(f"your head {held}: {fault or 'right'}\n")
        faults += [fault] if fault else []
    for name, digest in files:
        entry = archived.get(digest)
        found = f"the archived file of entry {entry['index']}" if entry else "not an archived file"
        sys.stdout.write(f"{name}: {found}\n")
        faults += [] if entry else [name]
    sys.stdout.write(
        f"{len(entries)} entries, {len(heads)} heads: {'; '.join(faults) or 'right'}\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
