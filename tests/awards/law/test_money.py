"""Prize money: the worked table cell by cell, rounding, and what an agency may set."""

import ast
import datetime
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from awards.law import money, records
from awards.law.money import prize
from awards.law.records import LawError
from awards.law.rounding import Rounding
from awards.law.salary import base_salaries, base_salary
from campaigns import catalogue

NONE, UP, NEAREST = Rounding.NONE, Rounding.CEIL_10K, Rounding.HALF_UP_10K
R1_149 = datetime.date(2022, 12, 31)
R1_180 = datetime.date(2023, 12, 31)
R2_180 = datetime.date(2024, 1, 1)
R2_234 = datetime.date(2024, 7, 1)
R3_234 = datetime.date(2025, 7, 1)
R3_253 = datetime.date(2026, 7, 1)
DAYS = {
    1_490_000: (R1_149,),
    1_800_000: (R1_180, R2_180),
    2_340_000: (R2_234, R3_234),
    2_530_000: (R3_253, datetime.date(2026, 10, 1)),
}
IND, COLL, HOUSE = "INDIVIDUAL", "COLLECTIVE", "HOUSEHOLD"

# award, recipient, coefficient; then by base salary: unrounded, up, nearest.
TABLE = [
    (
        "LDTT", IND, "0.3",
        (447_000, 450_000, 450_000), (540_000, 540_000, 540_000),
        (702_000, 710_000, 700_000), (759_000, 760_000, 760_000),
    ),
    (
        "CSTDCS", IND, "1",
        (1_490_000, 1_490_000, 1_490_000), (1_800_000, 1_800_000, 1_800_000),
        (2_340_000, 2_340_000, 2_340_000), (2_530_000, 2_530_000, 2_530_000),
    ),
    (
        "CSTDB", IND, "3",
        (4_470_000, 4_470_000, 4_470_000), (5_400_000, 5_400_000, 5_400_000),
        (7_020_000, 7_020_000, 7_020_000), (7_590_000, 7_590_000, 7_590_000),
    ),
    (
        "CSTDTQ", IND, "4.5",
        (6_705_000, 6_710_000, 6_710_000), (8_100_000, 8_100_000, 8_100_000),
        (10_530_000, 10_530_000, 10_530_000), (11_385_000, 11_390_000, 11_390_000),
    ),
    (
        "TTLDTT", COLL, "0.8",
        (1_192_000, 1_200_000, 1_190_000), (1_440_000, 1_440_000, 1_440_000),
        (1_872_000, 1_880_000, 1_870_000), (2_024_000, 2_030_000, 2_020_000),
    ),
    (
        "TTLDXS", COLL, "1.5",
        (2_235_000, 2_240_000, 2_240_000), (2_700_000, 2_700_000, 2_700_000),
        (3_510_000, 3_510_000, 3_510_000), (3_795_000, 3_800_000, 3_800_000),
    ),
    (
        "CO_BO", COLL, "8",
        (11_920_000, 11_920_000, 11_920_000), (14_400_000, 14_400_000, 14_400_000),
        (18_720_000, 18_720_000, 18_720_000), (20_240_000, 20_240_000, 20_240_000),
    ),
    (
        "CO_CP", COLL, "12",
        (17_880_000, 17_880_000, 17_880_000), (21_600_000, 21_600_000, 21_600_000),
        (28_080_000, 28_080_000, 28_080_000), (30_360_000, 30_360_000, 30_360_000),
    ),
    (
        "GKHEN", IND, "0.3",
        (447_000, 450_000, 450_000), (540_000, 540_000, 540_000),
        (702_000, 710_000, 700_000), (759_000, 760_000, 760_000),
    ),
    (
        "GKHEN", COLL, "0.6",
        (894_000, 900_000, 890_000), (1_080_000, 1_080_000, 1_080_000),
        (1_404_000, 1_410_000, 1_400_000), (1_518_000, 1_520_000, 1_520_000),
    ),
    (
        "BKTTG", IND, "3.5",
        (5_215_000, 5_220_000, 5_220_000), (6_300_000, 6_300_000, 6_300_000),
        (8_190_000, 8_190_000, 8_190_000), (8_855_000, 8_860_000, 8_860_000),
    ),
    (
        "BKTTG", COLL, "7",
        (10_430_000, 10_430_000, 10_430_000), (12_600_000, 12_600_000, 12_600_000),
        (16_380_000, 16_380_000, 16_380_000), (17_710_000, 17_710_000, 17_710_000),
    ),
    (
        "HCLD3", IND, "4.5",
        (6_705_000, 6_710_000, 6_710_000), (8_100_000, 8_100_000, 8_100_000),
        (10_530_000, 10_530_000, 10_530_000), (11_385_000, 11_390_000, 11_390_000),
    ),
    (
        "HCLD3", COLL, "9",
        (13_410_000, 13_410_000, 13_410_000), (16_200_000, 16_200_000, 16_200_000),
        (21_060_000, 21_060_000, 21_060_000), (22_770_000, 22_770_000, 22_770_000),
    ),
]  # fmt: skip
CELLS = [
    (award, recipient, coefficient, salary, on, cell)
    for award, recipient, coefficient, *row in TABLE
    for (salary, days), cell in zip(DAYS.items(), row, strict=True)
    for on in days
]
# The rows whose cells depend on the regime, not on the base salary alone.
OF_REGIME = [
    ("BKB", IND, "1", R1_149, (1_490_000, 1_490_000, 1_490_000)),
    ("BKB", IND, "1", R1_180, (1_800_000, 1_800_000, 1_800_000)),
    ("BKB", IND, "1.5", R2_180, (2_700_000, 2_700_000, 2_700_000)),
    ("BKB", IND, "1.5", R2_234, (3_510_000, 3_510_000, 3_510_000)),
    ("BKB", IND, "1.5", R3_234, (3_510_000, 3_510_000, 3_510_000)),
    ("BKB", IND, "1.5", R3_253, (3_795_000, 3_800_000, 3_800_000)),
    ("BKB", COLL, "3", R2_180, (5_400_000, 5_400_000, 5_400_000)),
    ("BKB", COLL, "3", R2_234, (7_020_000, 7_020_000, 7_020_000)),
    ("BKB", COLL, "3", R3_234, (7_020_000, 7_020_000, 7_020_000)),
    ("BKB", COLL, "3", R3_253, (7_590_000, 7_590_000, 7_590_000)),
]


def amounts(award, recipient, on):
    return tuple(prize(award, recipient, on, rounding=mode).amount for mode in (NONE, UP, NEAREST))


@pytest.mark.parametrize(("award", "recipient", "coefficient", "salary", "on", "cell"), CELLS)
def test_the_worked_table_cell_by_cell(award, recipient, coefficient, salary, on, cell):
    found = prize(award, recipient, on)
    assert found.base_salary == salary
    assert found.coefficient * found.multiplier == Fraction(coefficient)
    assert found.unrounded == cell[0]
    assert amounts(award, recipient, on) == cell


@pytest.mark.parametrize(("award", "recipient", "coefficient", "on", "cell"), OF_REGIME)
def test_the_rows_of_one_regime(award, recipient, coefficient, on, cell):
    found = prize(award, recipient, on)
    assert found.coefficient * found.multiplier == Fraction(coefficient)
    assert amounts(award, recipient, on) == cell


def test_the_empty_cells_stay_empty():
    """1.0 for a BKB ends with its decree, before 2.34m; 1.5 begins after 1.49m has ended."""
    first, last = datetime.date(2017, 10, 1), datetime.date(2027, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range((last - first).days)]
    seen = {(p.coefficient, p.base_salary) for p in (prize("BKB", IND, day) for day in days)}
    ones, mores = [{s for k, s in seen if k == Fraction(c)} for c in ("1", "1.5")]
    assert ones == {1_300_000, 1_390_000, 1_490_000, 1_800_000}
    assert mores == {1_800_000, 2_340_000, 2_530_000}


@pytest.mark.parametrize(
    ("on", "amount", "mode", "cited", "verified"),
    [
        (R1_149, 450_000, NEAREST, "N91 Đ68.2", True),
        (R2_234, 700_000, NEAREST, "N98", False),
        (datetime.date(2025, 6, 30), 700_000, NEAREST, "N98", False),
        (R3_234, 710_000, UP, "N152 Đ49.2", True),
        (R3_253, 760_000, UP, "N152 Đ49.2", True),
    ],
)
def test_the_day_of_the_decision_picks_the_rounding(on, amount, mode, cited, verified):
    found = prize("GKHEN", IND, on)
    assert (found.amount, found.rounding) == (amount, mode)
    assert cited in found.cites
    assert found.verified is verified


@pytest.mark.parametrize(
    ("mode", "amount", "paid"),
    [
        (NEAREST, "223500", 220_000),  # the example of the decree of 2017
        (NEAREST, "447000", 450_000),
        (NEAREST, "225000", 230_000),
        (NEAREST, "224999", 220_000),
        (UP, "220000", 220_000),
        (UP, "220001", 230_000),
        (NONE, "220001", 220_001),
        (NONE, "220000.5", 220_001),
    ],
)
def test_rounding(mode, amount, paid):
    assert mode.apply(Fraction(amount)) == paid


def test_a_prize_says_where_it_comes_from():
    found = prize("HCLD3", COLL, R3_253)
    assert (found.coefficient, found.multiplier) == (Fraction("4.5"), 2)
    assert found.cites == ("N152 Đ51", "N161", "N152 Đ49.2")
    assert found.verified
    chosen = prize("HCLD3", COLL, R3_253, rounding=NONE)
    assert chosen.cites == ("N152 Đ51", "N161")


def test_titles_of_the_first_regime_are_not_verified():
    found = prize("CSTDCS", IND, R1_149)
    assert (found.verified, found.cites[0]) == (False, "N91")


@pytest.mark.parametrize(
    ("award", "amount"), [("BKTTG", 12_290_000), ("BKB", 5_270_000), ("GKHEN", 1_060_000)]
)
def test_a_household_gets_one_and_a_half_from_2025_on(award, amount):
    """1.5 × 3.5 × 2,340,000 = 12,285,000, and so on, rounded up."""
    found = prize(award, HOUSE, R3_234)
    assert (found.amount, found.multiplier) == (amount, Fraction("1.5"))
    assert prize(award, HOUSE, R2_234) is None


@pytest.mark.parametrize(
    ("award", "recipient", "on", "variant"),
    [
        ("LDTT", COLL, R3_253, ""),
        ("CO_BO", IND, R3_253, ""),
        ("HCDDK", COLL, R3_253, ""),  # goes to individuals alone
        ("XA_TB", COLL, R1_149, ""),
        ("KNC", IND, R2_234, ""),
        ("CD_GMN", IND, R3_253, ""),
        ("HCHN", "FOREIGN_INDIVIDUAL", R3_253, ""),
        ("LDTT", IND, datetime.date(2017, 9, 30), ""),
        ("DANG_CO", COLL, datetime.date(2013, 6, 30), ""),
    ],
)
def test_no_sum_is_invented(award, recipient, on, variant):
    assert prize(award, recipient, on, variant) is None


@pytest.mark.parametrize(
    ("award", "variant", "coefficient"), [("KNC", "", "0.8"), ("KNC", "BO", "0.6")]
)
def test_a_medal_has_an_upper_bound(award, variant, coefficient):
    found = prize(award, IND, R3_253, variant)
    assert (found.coefficient, found.at_most) == (Fraction(coefficient), True)


@pytest.mark.parametrize(
    ("award", "recipient", "variant", "coefficient"),
    [
        ("DANG_GK_DV", IND, "", "0.3"),
        ("DANG_GK_DV", IND, "5_NAM", "1"),
        ("DANG_BK", IND, "", "1.5"),
        ("DANG_GK_CB", COLL, "", "0.6"),
        ("DANG_GK_CB", COLL, "5_NAM", "1.5"),
        ("DANG_GK_DBCS", COLL, "", "2"),
        ("DANG_BK", COLL, "", "5"),
        ("DANG_CO", COLL, "", "8"),
    ],
)
def test_awards_of_the_party(award, recipient, variant, coefficient):
    for on in (R1_149, R3_253):
        found = prize(award, recipient, on, variant)
        assert found.coefficient == Fraction(coefficient)
        assert (found.rounding, found.verified) == (NONE, False)


def test_the_cell_rate_of_the_party_was_confirmed():
    assert "HD56" in prize("DANG_GK_CB", COLL, datetime.date(2025, 12, 28)).cites
    assert "CV19780" in prize("DANG_GK_CB", COLL, datetime.date(2025, 12, 29)).cites


def test_base_salaries_follow_one_another():
    salaries = base_salaries()
    assert [one.until for one in salaries[:-1]] == [one.since for one in salaries[1:]]
    assert base_salary(datetime.date(2013, 6, 30)) is None
    assert base_salary(datetime.date(2019, 6, 30)).amount == 1_390_000
    assert base_salary(datetime.date(2019, 7, 1)).amount == 1_490_000


def test_every_coefficient_is_of_an_award_that_goes_to_somebody():
    for rates in money.load(None):
        for key in (*rates.individual, *rates.collective):
            kind = IND if key in rates.individual else COLL
            assert catalogue.award(key.partition("/")[0]).goes_to(kind), key


# --- the agency's layer ---

OWN = """
[[rates]]
code = "OWN"
from = 2026-01-01
cites = ["NQ43"]
evidence = "found"
checked = 2026-11-23
individual = { KNC = "0.4" }
"""


def test_an_agency_sets_what_the_law_leaves_open(tmp_path):
    (tmp_path / "prizes.toml").write_text(OWN, encoding="utf-8")
    found = prize("KNC", IND, R3_253, agency=tmp_path)
    assert (found.coefficient, found.at_most, found.cites[0]) == (Fraction("0.4"), False, "NQ43")
    assert prize("KNC", IND, datetime.date(2025, 12, 31), agency=tmp_path).at_most
    assert prize("LDTT", IND, R3_253, agency=tmp_path).cites[0] == "N152 Đ50"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('KNC = "0.9"', "record .*OWN.*: loosens national law: KNC is paid more than 4/5 times"),
        ('LDTT = "0.5"', "record .*OWN.*: loosens national law: the coefficient is fixed"),
        ("KNC = 0.4", "record .*OWN.*: individual: 0.4 is no Fraction"),
        ('UNHEARD = "1"', "record .*OWN.*: individual: .*UNHEARD"),
    ],
)
def test_an_agency_cannot_pay_otherwise(tmp_path, given, said):
    text = OWN.replace('KNC = "0.4"', given)
    (tmp_path / "prizes.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=f"prizes.toml, {said}"):
        money.load(tmp_path)


# --- whole numbers only ---

LAW = Path(records.__file__).parent


def values(found):
    if isinstance(found, dict | list):
        for inner in found.values() if isinstance(found, dict) else found:
            yield from values(inner)
    else:
        yield found


def test_no_number_of_the_law_data_is_inexact():
    paths = sorted(LAW.glob("data/**/*.toml"))
    assert len(paths) > 10
    for path in paths:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        assert [one for one in values(content) if isinstance(one, float)] == [], path.name


@pytest.mark.parametrize(
    "module",
    ["money", "rounding", "salary", "together", "quotas", "votes", "council", "limits", "posting"],
)
def test_no_line_of_the_sums_knows_floats(module):
    tree = ast.parse((LAW / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round", "Decimal"})
