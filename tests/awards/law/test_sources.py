"""What the law data cite: texts in force on the days of the record, and articles that were seen."""

import datetime
from collections import defaultdict

import pytest

from awards.law.asks import leaves
from awards.law.citations import parse
from awards.law.corpus import load
from awards.law.criteria import Question
from awards.law.facts import AwardFact, Facts, Rating
from awards.law.judge import judge
from awards.law.records import in_series
from awards.law.regimes import Regime
from awards.law.rules import Everywhere, Method, Rule, nodes, of_kind
from awards.law.sources import sources
from awards.lawbook import all_records

LAW = load()
R1, R2, R3, R4 = (
    datetime.date(*day) for day in ((2022, 12, 20), (2024, 12, 20), (2025, 12, 20), (2026, 12, 20))
)
FIRST, LAST = datetime.date(2017, 10, 1), datetime.date(2024, 1, 1)

# First day and end of the texts that the law of emulation stands in. The decree of 2014 was carried
# over by that of 2017; the circular of 2019 took up that of 2017.
IN_FORCE = {
    "L2003": (FIRST, LAST),
    "N65": (FIRST, LAST),
    "N91": (FIRST, LAST),
    "T08": (datetime.date(2017, 12, 15), LAST),
    "T12": (datetime.date(2019, 11, 4), LAST),
    "CV5007": (datetime.date(2023, 9, 5), None),
    "L2022": (LAST, None),
    "N98": (LAST, datetime.date(2025, 7, 1)),
    "T01": (datetime.date(2024, 2, 24), datetime.date(2025, 8, 5)),
    "NQ43": (datetime.date(2024, 2, 5), None),
    "N152": (datetime.date(2025, 7, 1), None),
    "QD638": (datetime.date(2025, 7, 1), None),
    "T15": (datetime.date(2025, 8, 5), None),
    "CV1168": (datetime.date(2026, 2, 6), None),
    "L2026": (datetime.date(2026, 10, 1), None),
}
# Texts beside it: holidays, salaries, the Party.
OTHER = {"BLLD", "LUONG", "N30", "N38", "N24", "N73", "N161", "HD56", "CV19780", "NQ44"}

# Articles and clauses that somebody saw, by text. None beside them may be printed: of a rule whose
# article is not verified the data name the text alone.
SEEN = {
    "L2003": "21 22 23 24.1 25 26 27 28 84",
    "L2022": (
        "5.2.c 21 22 23 24.1 25 26.1 27 28 43 44.1.e 44.1.g 71 73 73.1 74 74.1.d 75 84.1 84.2 84.5"
        " 85 93.2 94 95"
    ),
    "N65": "2.2 2.3 2.4 3 5.2 5.3 5.4 5.5 15 16 17 23 23.4 24 24.2 24.3 25",
    "N91": "9 9.2 9.3 10 11 12 38.1 45.10 49 51 55 68.2 70 73",
    "N98": "4 30.7 30.9 32.1.a 32.1.b 33 34.1 34.2 34.2.c 41 46.2 54 55 56 58.1.d",
    "N152": "4.1 4.3 4.4 4.5 4.6 4.7 6.2.c 9 21 44.2 49 49.2 50 51 52 54 60.3",
    "T01": "1",
    "T12": "2.2",
    "N73": "3.2",
    "BLLD": "112",
}


def cited():
    """Every record with the citations that it or one of its asks makes."""
    for record in all_records():
        asks = nodes(record) if isinstance(record, Rule | Everywhere) else ()
        inner = [cite for node in asks for leaf in leaves(node) for cite in leaf.cites]
        yield record, {*record.cites, *inner}


def test_no_article_is_cited_that_nobody_saw():
    found = defaultdict(set)
    for _, cites in cited():
        for cite in cites:
            text, _, article = cite.partition(" Đ")
            if article:
                found[text].add(article)
    assert {text: articles - set(SEEN[text].split()) for text, articles in found.items()} == {
        text: set() for text in SEEN
    }


def test_every_source_is_known_here():
    assert set(sources()) == set(IN_FORCE) | OTHER


def test_a_record_cites_texts_that_are_in_force_all_its_time():
    """K10, K11: sites still quote the decree of 2023 for the days after it."""
    wrong = []
    for record, cites in cited():
        if isinstance(record, Regime):  # names the circulars that followed one another in it
            continue
        for text in {parse(cite).source for cite in cites} - OTHER:
            first, end = IN_FORCE[text]
            if record.since < first or (end and (record.until is None or record.until > end)):
                wrong.append((record.code, text))
    assert wrong == []


@pytest.mark.parametrize("word", ["28/2025/TT-BTC", "66/2013", "47/2016", "47/2017", "72/2018"])
def test_what_nobody_verified_is_no_source(word):
    """K11: a circular that cites an ended decree; numbers of acts that were not seen."""
    assert [one for one in sources().values() if word in f"{one.name} {one.name_en}"] == []


def test_an_unverified_record_names_an_article_only_where_the_article_itself_was_seen():
    named = {
        record.code: sorted(cite for cite in record.cites if " Đ" in cite)
        for record in all_records()
        if not record.verified and any(" Đ" in cite for cite in record.cites)
    }
    assert named == {
        "CSTDB.R1": ["L2003 Đ22", "N91 Đ9.2"],
        "CO_BO.R1": ["L2003 Đ26", "N91 Đ12"],
        "BKB.TT.R1": ["N65 Đ24.2"],
    }


# --- how a day counts -----------------------------------------------------------------------------
def test_no_two_methods_of_a_name_hold_on_one_day():
    methods = of_kind(LAW.records, Method)
    for name in {one.name for one in methods}:
        in_series([one for one in methods if one.name == name], lambda _: "")


@pytest.mark.parametrize(
    ("on", "counted"),
    [
        ("2023-12-31", {"MATERNITY", "WOUND", "TRAINING"}),
        ("2024-01-01", {"MATERNITY"}),
        ("2024-02-23", {"MATERNITY"}),
        ("2024-02-24", {"MATERNITY", "WOUND"}),
        ("2025-06-30", {"MATERNITY", "WOUND"}),
        ("2025-07-01", {"MATERNITY", "WOUND"}),
        ("2025-08-04", {"MATERNITY", "WOUND"}),
        ("2025-08-05", {"MATERNITY"}),
    ],
)
def test_the_leave_that_counts_as_work(on, counted):
    """X08, X18: the circular of 2024 held on for five weeks beside the decree of 2025."""
    assert LAW.on(datetime.date.fromisoformat(on)).methods.leave_counts == counted


@pytest.mark.parametrize(("chosen", "answer"), [("YES", "yes"), ("NO", "no")])
def test_an_agency_reads_hoan_thanh_xuat_sac_as_a_way_of_its_own(tmp_path, chosen, answer):
    """The sentence of 2017 on CSTDCS is contested: strictly it speaks of merit in combat."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "own.toml").write_text(
        f"""
        [[method]]
        code = "OURS"
        name = "excellent_alone"
        value = "{chosen}"
        kinds = []
        from = 2017-10-01
        cites = ["N91 Đ9.3"]
        evidence = "found"
        checked = 2026-11-23
        """,
        encoding="utf-8",
    )
    facts = Facts(
        kind="INDIVIDUAL",
        ratings={2022: Rating.HTXS},
        awards=(AwardFact("LDTT", 2022, datetime.date(2022, 12, 10)),),
        initiatives=(),
    )
    assert judge(load(tmp_path), facts, Question("CSTDCS", 2022, R1)).answer == answer
    assert judge(LAW, facts, Question("CSTDCS", 2022, R1)).answer == "no"


# --- what decides nothing -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("award", "recipient", "type_", "on", "codes"),
    [
        ("BKTTG", "INDIVIDUAL", "CONG_TRANG", R1, "X02 X09 X11 X14"),
        ("BKTTG", "INDIVIDUAL", "CONG_TRANG", datetime.date(2017, 12, 14), "X02 X09 X11"),
        ("BKTTG", "INDIVIDUAL", "CONG_TRANG", R2, "X02 X03 X09"),
        ("BKTTG", "INDIVIDUAL", "CONG_TRANG", R3, "X02 X03 X07 X09"),
        ("BKB", "INDIVIDUAL", "CONG_TRANG", datetime.date(2026, 2, 5), "X02 X03 X07 X09"),
        ("BKB", "INDIVIDUAL", "CONG_TRANG", datetime.date(2026, 2, 6), "X02 X03 X07 X09 X16"),
        ("TTLDTT", "COLLECTIVE", "CONG_TRANG", datetime.date(2024, 2, 23), "X02 X03 X09 X21"),
        ("TTLDTT", "COLLECTIVE", "CONG_TRANG", R2, "X02 X03 X09 X19 X21"),
        ("TTLDTT", "COLLECTIVE", "CONG_TRANG", datetime.date(2025, 8, 4), "X02 X03 X07 X09 X19"),
        ("TTLDTT", "COLLECTIVE", "CONG_TRANG", datetime.date(2025, 8, 5), "X02 X03 X07 X09"),
        ("BKTTG", "HOUSEHOLD", "DOT_XUAT", R2, "SUDDEN X02 X03 X09"),
        ("BKB", "HOUSEHOLD", "DOT_XUAT", R2, "X02 X03 X09"),
        ("CO_CP", "COLLECTIVE", "CONG_TRANG", datetime.date(2023, 9, 5), "CO_CP X02 X09"),
        ("LDTT", "INDIVIDUAL", "CONG_TRANG", R1, "LDTT X02 X09 X11"),
        ("KNC", "INDIVIDUAL", "CONG_TRANG", R4, "KNC X02 X03 X07 X09"),
        ("HCLD3", "INDIVIDUAL", "CONG_HIEN", R1, "HCLD3 X02 X09 X10 X11 X14"),
        ("HCLD1", "INDIVIDUAL", "CONG_HIEN", R3, "CONG_HIEN X02 X03 X07 X09 X10"),
    ],
)
def test_the_notes_that_stand_beside_a_verdict(award, recipient, type_, on, codes):
    notes = LAW.on(on).route(award, recipient, type_).notes
    assert sorted({note.code.partition(".")[0] for note in notes}) == codes.split()
