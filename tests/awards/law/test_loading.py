"""What loading refuses, naming file and record; what an agency may and may not add."""

import datetime
import re
from pathlib import Path

import pytest

from awards.law.asks import leaves
from awards.law.corpus import FOLDER, load
from awards.law.criteria import Question
from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating, Scope
from awards.law.judge import judge
from awards.law.layers import check_folder
from awards.law.quotas import load as load_quotas
from awards.law.records import Dated, LawError, in_series, read
from awards.lawbook import all_records

RULE = """
[[rule]]
code = "OWN"
awards = ["KNC"]
recipients = ["INDIVIDUAL"]
types = ["CONG_TRANG"]
from = 2024-01-01
cites = ["NQ43"]
evidence = "found"
checked = 2026-11-23
asks = [{ kind = "rating", least = "HTT" }]
"""
EXTRA = RULE.replace("[[rule]]", "[[everywhere]]")
READING = """
[[method]]
code = "OURS"
name = "consecutive_ends"
value = "CURRENT"
kinds = []
from = 2017-10-01
cites = ["L2022"]
evidence = "found"
checked = 2026-11-23
"""
ON = datetime.date(2024, 12, 20)


def agency(tmp_path: Path, text: str) -> Path:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "own.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RULE + "colour = 1", r"own.toml, record 1 \(OWN\): unknown key colour"),
        (RULE.replace('code = "OWN"\n', ""), "own.toml, record 1: code is missing"),
        (RULE.replace("2024-01-01", '"soon"'), r"own.toml, record 1 \(OWN\): from: 'soon'"),
        (RULE.replace("NQ43", "XX"), r"\(OWN\): the citation 'XX' names no known text"),
        (RULE.replace('["NQ43"]', "[]"), r"\(OWN\): a citation is missing"),
        (RULE.replace("from", "until = 2023-01-01\nfrom"), "ends before it begins"),
        (RULE.replace('["KNC"]', '["XYZ"]'), "XYZ"),
        (RULE.replace('"rating"', '"mood"'), "own.toml, record OWN: unknown criterion kind 'mood'"),
        (RULE.replace('least = "HTT"', 'lest = "HTT"'), "own.toml, record OWN: unknown key lest"),
        (RULE.replace('least = "HTT"', 'least = "A"'), "own.toml, record OWN: least: 'A'"),
        (RULE.replace("asks = [{", "asks = 3 #"), "own.toml, record OWN"),
        (
            RULE.replace("asks = [{", "asks = [] #"),
            "own.toml, record OWN: asks nothing, and",
        ),
        (RULE.replace('recipients = ["INDIVIDUAL"]', ""), "own.toml, record OWN: names no award"),
        (RULE + RULE.replace("OWN", "TWO"), "own.toml, record TWO: overlaps OWN"),
        (READING + READING.replace("OURS", "TWO"), "own.toml, record TWO: overlaps OURS"),
        (
            RULE.replace("OWN", "LDTT.R2"),
            r"own.toml, record LDTT\.R2: national law has a record of",
        ),
        (RULE + RULE, "own.toml, record OWN: the code stands twice"),
        ("[[sonnet]]", "own.toml: unknown table sonnet"),
        ("[[rule", "own.toml: "),
    ],
)
def test_a_wrong_record_is_refused_by_file_and_name(tmp_path, text, said):
    with pytest.raises(LawError, match=said):
        load(agency(tmp_path, text))


def dated(code: str, since: int, until: int | None = None, gap: str = "") -> Dated:
    return Dated(
        code=code,
        since=datetime.date(since, 1, 1),
        until=datetime.date(until, 1, 1) if until else None,
        cites=("L2022",),
        evidence="found",
        checked=ON,
        after_gap=gap,
    )


def test_overlaps_and_undeclared_gaps_are_refused():
    with pytest.raises(LawError, match="record B: overlaps A, both hold on 2022-01-01"):
        in_series([dated("A", 2020, 2023), dated("B", 2022)], lambda _: "")
    with pytest.raises(LawError, match="record B: nothing holds from 2021-01-01 to 2022-01-01"):
        in_series([dated("A", 2020, 2021), dated("B", 2022)], lambda _: "")
    whole = [dated("A", 2020, 2021), dated("B", 2022, gap="no law then")]
    assert in_series(whole, lambda _: "") == whole


def test_every_record_says_when_it_was_checked_and_what_it_cites():
    records = all_records()
    assert len(records) > 200
    assert all(record.cites and record.checked for record in records)


def test_a_missing_file_field_names_the_file(tmp_path):
    path = tmp_path / "some.toml"
    path.write_text("[[thing]]\n", encoding="utf-8")
    with pytest.raises(LawError, match=r"some\.toml, record 1: "):
        read(path, "thing", Dated)


# --- the agency's layer ---------------------------------------------------------------------------
def person(**known) -> Facts:
    none = dict.fromkeys(("awards", "initiatives", "disciplines", "restrictions", "posts"), ())
    return Facts(kind="INDIVIDUAL", **(none | known))


def answer(folder: Path | None, award: str, facts: Facts) -> str:
    return judge(load(folder), facts, Question(award, ON.year, ON)).answer


def test_an_agency_fills_what_national_law_leaves_to_it(tmp_path):
    good = person(ratings={2024: Rating.HTT})
    assert answer(None, "KNC", good) == "unsure"
    folder = agency(tmp_path, RULE)
    assert answer(folder, "KNC", good) == "yes"
    assert answer(folder, "KNC", person(ratings={2024: Rating.HT})) == "no"


def test_an_agency_may_ask_for_more(tmp_path):
    folder = agency(tmp_path, EXTRA.replace("KNC", "LDTT").replace("HTT", "HTXS"))
    well = person(ratings={2024: Rating.HTT})
    assert (answer(None, "LDTT", well), answer(folder, "LDTT", well)) == ("yes", "no")


def test_an_agency_may_not_ask_for_less(tmp_path):
    weak = EXTRA.replace("KNC", "LDTT").replace('"HTT"', '"HT"')
    said = (
        "own.toml, record OWN: loosens national law: its rating asks less in least than LDTT.R2 ("
    )
    with pytest.raises(LawError, match=re.escape(said)):
        load(agency(tmp_path, weak))


def test_an_agency_may_not_rewrite_a_national_rule(tmp_path):
    with pytest.raises(
        LawError, match=r"own.toml, record OWN: loosens national law: LDTT\.R2 says"
    ):
        load(agency(tmp_path, RULE.replace("KNC", "LDTT")))


def test_an_agency_chooses_only_among_the_readings_that_are_open(tmp_path):
    row = tuple(AwardFact("CSTDCS", y, datetime.date(y, 12, 20)) for y in (2021, 2022, 2023))
    wide = (InitiativeFact(Scope.BO, datetime.date(2024, 6, 1)),)
    ended_before = person(awards=row, initiatives=wide)
    assert answer(None, "CSTDB", ended_before) == "yes"
    assert answer(agency(tmp_path, READING), "CSTDB", ended_before) == "no"
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(
        LawError, match=r"own\.toml, record OURS: national law leaves no choice 'ANY'"
    ):
        load(agency(other, READING.replace("CURRENT", "ANY")))


def test_what_an_agency_fills_stays_unknown_before_its_first_day(tmp_path):
    law = load(agency(tmp_path, RULE))
    before, after = datetime.date(2023, 12, 31), datetime.date(2024, 1, 1)
    rules = [law.on(day).route("KNC", "INDIVIDUAL", "CONG_TRANG").rule for day in (before, after)]
    assert [(rule.code, rule.unknown) for rule in rules] == [("KNC.R1", True), ("OWN", False)]


def test_a_reading_holds_from_its_own_first_day_and_is_cited(tmp_path):
    said = READING.replace("2017-10-01", "2024-01-01")
    said = said.replace("kinds = []", 'kinds = ["consecutive_awards"]').replace("L2022", "NQ43")
    law = load(agency(tmp_path, said))
    days = (datetime.date(2023, 12, 31), datetime.date(2024, 1, 1))
    assert [law.on(day).methods.consecutive_ends for day in days] == ["EITHER", "CURRENT"]
    asks = law.on(ON).route("CSTDB", "INDIVIDUAL", "CONG_TRANG").asks
    row = next(ask for ask in leaves(asks) if ask.criterion.kind == "consecutive_awards")
    assert row.cites[-1] == "NQ43"


def test_records_on_trial_stand_for_those_of_the_same_code(tmp_path):
    tried = tmp_path / "tried"
    tried.mkdir()
    agency(tried, RULE.replace("HTT", "HTXS"))
    folder = agency(tmp_path, RULE + EXTRA.replace("OWN", "MORE"))
    law = load(folder, trial=tried)
    own = [one for one in law.records if one.code in {"OWN", "MORE"}]
    assert [(one.code, one.asks[0]["least"]) for one in own] == [("MORE", "HTT"), ("OWN", "HTXS")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "quota.toml",
            r"quota\.toml: nobody reads it; known are criteria/\*\.toml, awards",
        ),
        ("salary.toml", r"salary\.toml: nobody reads it"),
        ("criteria/more/own.toml", r"criteria/more/own\.toml: nobody reads it"),
    ],
)
def test_a_file_that_nobody_would_read_is_refused(tmp_path, name, said):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    with pytest.raises(LawError, match=said):
        check_folder(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(LawError, match="nowhere: there is no such folder"):
        check_folder(tmp_path / "nowhere")


def test_an_agency_takes_no_code_of_a_national_number(tmp_path):
    (tmp_path / "quotas.toml").write_text(
        """
        [[quota]]
        code = "QUOTA_CSTDCS_R1"
        award = "CSTDCS"
        percent = 10
        of = "LDTT"
        from = 2024-01-01
        cites = ["L2022"]
        evidence = "found"
        checked = 2026-11-23
        """,
        encoding="utf-8",
    )
    said = r"quotas\.toml, record QUOTA_CSTDCS_R1: national law has a record of this code"
    with pytest.raises(LawError, match=said):
        load_quotas(tmp_path)
