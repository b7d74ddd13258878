#!/usr/bin/env python3
"""Recount a poll of the council from its published board, with nothing but Python.

    python3 tools/verify_ballots.py board.json [receipt …]

It shares no code with the program that held the poll. Of every item it checks that
  1. the definition is the one whose hash stood on the ballot and in the minutes;
  2. the root is the hash over the envelopes on the board;
  3. there are as many ballots as envelopes, and no more than the roll allows;
  4. the figures are those of the ballots and of the written opinions;
  5. the result is what the rule of the definition makes of them;
and of every receipt that is given, that its envelope is on the board. It prints what it found, and
ends with 0 if all is right, 1 if something is wrong, 2 if the board cannot be read.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

FIGURES = {
    "AGREE": "agreed",
    "DISAGREE": "disagreed",
    "BLANK": "blank",
    "INVALID": "invalid",
}


def sha256(content: Any) -> str:
    """Hash plain data as the board does: canonical JSON in UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def counted(item: dict[str, Any]) -> dict[str, int]:
    """The figures that the ballots, the written opinions and the roll come to."""
    roll, ballots, written = item["definition"]["roll"], item["ballots"], item["written"]
    given, opinions = sum(ballots.values()), sum(written.values())
    recused = sum(1 for _entry, _name, is_recused in roll if is_recused)
    figures = {
        name: ballots.get(choice, 0) + written.get(choice, 0) for choice, name in FIGURES.items()
    }
    return figures | {
        "written": opinions,
        "recused": recused,
        "members": len(roll),
        "absent": len(roll) - recused - given - opinions,
    }


def faults_of(item: dict[str, Any]) -> list[str]:
    """What is wrong with one item of the board; nothing if all is right."""
    definition, figures = item["definition"], item["result"]
    if figures is None:
        return ["not counted yet"]
    ballots, written, envelopes = item["ballots"], item["written"], item["envelopes"]
    own, given = counted(item), sum(ballots.values())
    checks = [
        (sha256(definition) == item["definition_sha256"], "the definition is not the one hashed"),
        (sha256(sorted(envelopes)) == item["root"], "the root is not that of the envelopes"),
        (len(set(envelopes)) == len(envelopes), "an envelope is there twice"),
        (
            definition["method"] != "SECRET" or len(envelopes) == given,
            f"{len(envelopes)} envelopes, {given} ballots",
        ),
        (own["absent"] >= 0, "more ballots than the roll allows"),
        (min([0, *ballots.values(), *written.values()]) == 0, "a figure below nothing"),
        (set(ballots) | set(written) <= set(FIGURES), "a ballot says what no ballot may say"),
        (
            figures["passed"] == passes(own["agreed"], own["members"], definition),
            "the result is not what the rule makes of the figures",
        ),
    ]
    return [said for right, said in checks if not right] + [
        f"{name} is {figures.get(name)}, the ballots say {value}"
        for name, value in own.items()
        if figures.get(name) != value
    ]


def passes(agreed: int, members: int, definition: dict[str, Any]) -> bool:
    """The rule: so many per cent of all members, in whole numbers; without one, more than half."""
    if definition["percent"] is not None and definition["verified"]:
        return agreed * 100 >= definition["percent"] * members
    return agreed * 2 > members


def main(arguments: list[str]) -> int:
    """Check a board and some receipts; write what was found."""
    if not arguments:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    try:
        items = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))["items"]
        found = [(item["definition"], faults_of(item)) for item in items]
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stdout.write(f"{arguments[0]}: cannot be read as a board: {error!r}\n")
        return 2
    envelopes = {one for item in items for one in item["envelopes"]}
    missing = {code for code in arguments[1:] if not any(e.startswith(code) for e in envelopes)}
    for definition, faults in found:
        name = f"{definition['subject']}, round {definition['round']}"
        sys.stdout.write(f"{name}: {'; '.join(faults) or 'right'}\n")
    for code in arguments[1:]:
        sys.stdout.write(f"receipt {code}: {'not ' if code in missing else ''}on the board\n")
    return 1 if missing or not items or any(faults for _definition, faults in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
