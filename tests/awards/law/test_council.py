"""How a council counts: dated, and honest about what nobody has verified."""

import datetime

import pytest

from awards.law.council import OWN_MATTERS, Matter, allows, council_rules, load, quorum
from awards.law.records import LawError

IN_2022 = datetime.date(2022, 12, 15)
IN_2024 = datetime.date(2024, 12, 16)
IN_2026 = datetime.date(2026, 12, 15)


@pytest.mark.parametrize("on", [IN_2022, IN_2024, IN_2026])
def test_every_matter_is_settled_in_every_regime(on):
    rules = council_rules(on)
    assert list(rules) == [
        matter for matter in Matter if matter not in (*OWN_MATTERS, Matter.OWN_UNIT)
    ]
    assert {matter: rule.value for matter, rule in rules.items()} == {
        Matter.COUNTED: "ALL_MEMBERS",
        Matter.ABSENT: "WRITTEN_OPINION",
        Matter.SECRECY: "SECRET",
        Matter.QUORUM: "2/3",
        Matter.ROUNDS: "2",
        Matter.TIE: "CHAIR",
    }
    assert all(rule.label("vi") and rule.label("en") for rule in rules.values())


def test_who_is_counted_was_seen_in_the_decree_of_2023():
    seen = {matter for matter, rule in council_rules(IN_2024).items() if rule.verified}
    assert seen == {Matter.COUNTED, Matter.ABSENT}
    assert council_rules(IN_2024)[Matter.COUNTED].cites == ("N98 Đ30.7",)
    assert not any(rule.verified for rule in council_rules(IN_2022).values())


@pytest.mark.parametrize(("members", "least"), [(1, 1), (3, 2), (13, 9), (14, 10), (15, 10)])
def test_two_thirds_are_rounded_up(members, least):
    assert quorum(members, IN_2024) == least


def test_before_the_first_regime_no_quorum_is_known():
    assert quorum(15, datetime.date(2017, 9, 30)) is None


OWN = """
[[council]]
code = "OWN"
matter = "QUORUM"
value = "4/5"
words = "Hội đồng họp khi có ít nhất bốn phần năm số ủy viên dự."
words_en = "The council meets when at least four fifths of its members attend."
from = 2024-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""


def agency(folder, text):
    (folder / "council.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_agency_settles_a_matter_for_itself(tmp_path):
    own = agency(tmp_path, OWN)
    assert (quorum(15, IN_2024, own), quorum(15, IN_2022, own)) == (12, 10)
    assert council_rules(IN_2024, own)[Matter.QUORUM].code == "OWN"


@pytest.mark.parametrize("matter", OWN_MATTERS)
def test_what_no_text_settles_is_allowed_by_the_agency_alone(tmp_path, matter):
    assert not allows(matter, IN_2026)
    text = OWN.replace("QUORUM", matter).replace("4/5", "ALLOWED")
    own = agency(tmp_path, text)
    assert allows(matter, IN_2026, own)
    assert not allows(matter, IN_2022, own)
    assert not allows(next(one for one in OWN_MATTERS if one != matter), IN_2026, own)


@pytest.mark.parametrize(
    ("matter", "value"),
    [
        ("SUBSTITUTE", "MAYBE"),
        ("QUORUM", "0"),
        ("QUORUM", "most"),
        ("TIE", "LOT"),
        ("COUNTED", "PRESENT"),
    ],
)
def test_a_senseless_value_is_refused(tmp_path, matter, value):
    text = OWN.replace("QUORUM", matter).replace("4/5", value)
    with pytest.raises(LawError, match=r"council.toml, record 1 \(OWN\)"):
        load(agency(tmp_path, text))
