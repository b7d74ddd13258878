"""The program that recounts a board: right for what was published, wrong for what is altered."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from awards.models import Choice
from awards.queries.polls import board_of
from tests.awards.ballots.chamber import (
    cast,
    close,
    count,
    opened,
    sitting_council,
    take_off,
    voters,
)

PROGRAM = Path(settings.BASE_DIR) / "tools" / "verify_ballots.py"


def verified(tmp_path: Path, board: Any, *receipts: str) -> tuple[int, str]:
    """What the program says of a board, and how it ends; it sees nothing of this one's packages."""
    file = tmp_path / "board.json"
    file.write_text(json.dumps(board))
    run = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(file), *receipts],
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout


@pytest.fixture
def board(office, campaign) -> tuple[dict[str, Any], str]:
    """A counted poll of five members, one of whom does not vote; and a receipt."""
    review = sitting_council(office, campaign, 5)
    poll, codes = opened(office, review)
    choices = (Choice.AGREE, Choice.AGREE, Choice.DISAGREE, Choice.BLANK)
    receipts = [cast(poll, a, c)[0] for a, c in zip(voters(review), choices, strict=False)]
    count(office, take_off(office, close(office, poll), codes), codes)
    return board_of(poll, poll.items.all()), receipts[0]


def test_what_was_published_is_right_and_the_receipt_is_on_it(tmp_path, board):
    published, receipt = board
    ended, said = verified(tmp_path, published, receipt)
    assert (ended, said.splitlines()) == (
        0,
        ["Đặng Thị Mai, round 1: right", f"receipt {receipt}: on the board"],
    )
    assert verified(tmp_path, published, "0" * 12)[0] == 1


def test_whatever_is_altered_is_found(tmp_path, board):
    published, _receipt = board
    alterations = {
        "a ballot turned": lambda item: item["ballots"].update(AGREE=3, DISAGREE=0),
        "an envelope less": lambda item: item["envelopes"].pop(),
        "an envelope twice": lambda item: item["envelopes"].append(item["envelopes"][0]),
        "a figure": lambda item: item["result"].update(agreed=3),
        "the result": lambda item: item["result"].update(passed=True),
        "the rule": lambda item: item["definition"].update(percent=10),
        "a name on the roll": lambda item: item["definition"]["roll"].pop(),
        "a ballot of its own kind": lambda item: item["ballots"].update(MAYBE=1),
    }
    for name, alter in alterations.items():
        altered = copy.deepcopy(published)
        alter(altered["items"][0])
        assert verified(tmp_path, altered)[0] == 1, name
    assert verified(tmp_path, {"items": []})[0] == 1
    assert verified(tmp_path, ["no board"])[0] == 2
