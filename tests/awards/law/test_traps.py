"""Every trap and every common rule has its cases or a named test; the last traps themselves."""

import datetime
import re
from pathlib import Path

import pytest

from awards.law.asks import leaves
from awards.law.cases import read_case
from awards.law.corpus import load
from awards.law.criteria import Speech
from awards.law.rules import Everywhere, Note, Rule, nodes, of_kind
from awards.law.words import lines
from campaigns import catalogue

HERE = Path(__file__).parent
CASES = HERE / "cases"
LAW = load()
ROW = re.compile(r"\| ([XK]\d+) \|.*\| (.*) \|")
PLACES = dict(ROW.findall((CASES / "README.md").read_text(encoding="utf-8")))


def stands(place: str) -> bool:
    """Whether a folder has a case, or a file the test that is named."""
    file, _, test = place.partition("::")
    if test:
        return f"def {test}(" in (HERE / file).read_text(encoding="utf-8")
    return any((CASES / place).glob("*.toml"))


def test_the_index_has_every_rule_and_every_trap():
    rules = {f"X{n:02}" for n in range(1, 22)}
    assert set(PLACES) == rules | {f"K{n}" for n in range(1, 13)}


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_rule_or_trap_has_its_cases(name):
    places = re.findall(r"`(.+?)`", PLACES[name])
    assert places
    assert [place for place in places if not stands(place)] == []


def test_every_folder_of_rules_and_traps_is_in_the_index():
    named = set(re.findall(r"`((?:rules|traps)/\w+)`", " ".join(PLACES.values())))
    folders = {
        f"{group}/{folder.name}"
        for group in ("rules", "traps")
        for folder in (CASES / group).iterdir()
    }
    assert folders == named


def test_no_registration_is_asked_for():
    """K2: the law of 2022 dropped registration; paraphrases still have it."""
    since = datetime.date(2024, 1, 1)
    words = [note.words for note in of_kind(LAW.records, Note)]
    for record in [*of_kind(LAW.records, Rule), *of_kind(LAW.records, Everywhere)]:
        asks = [leaf for node in nodes(record) for leaf in leaves(node)]
        if record.until is None or record.until > since:
            words += [ask.criterion.asked(Speech("vi")) for ask in asks]
    assert len(words) > 60
    assert [said for said in words if re.search("đăng ký", said, re.IGNORECASE)] == []


def test_a_disciplined_member_only_warns_since_2024():
    """K5: the clause of 2003 is not in the text of 2022 that was seen, and may still be law."""
    case = read_case(CASES / "traps" / "k05" / "first_day_of_r2.toml")
    said = case.judged(LAW)
    (warned,) = [line for line in lines(said, Speech("vi")) if line.state == "warning"]
    assert (said.answer, warned.verified) == ("yes", False)
    assert "kỷ luật" in warned.asked
    assert warned.cites == ("Luật Thi đua, khen thưởng số 06/2022/QH15",)


def test_the_government_decides_on_its_flag():
    """K7: so says the law, though procedures name the Prime Minister, who signs."""
    flag = catalogue.award("CO_CP")
    assert (flag.decided_by, flag.own_authority) == ("Chính phủ", False)
