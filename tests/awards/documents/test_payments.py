"""Sums of money: lines, figures and words say the same; the payment list says all of it."""

import datetime
import random
from io import BytesIO

import pytest
from openpyxl import load_workbook

from awards.actions.amendments import draft_amendment
from awards.actions.issuing import issue_decision
from awards.documents.payments import payment_sheet, render_payments
from awards.law.money import prize
from awards.models import PrizeLine
from awards.queries.prizes import PrizeList, prize_list
from campaigns import catalogue
from tests.awards.documents.papers import pages
from tests.awards.way import accepted, approved, funded, issued
from units import clock
from units.text import dong_in_words, vn_number

DAYS = [datetime.date(*day) for day in ((2022, 12, 31), (2024, 7, 1), (2025, 7, 1), (2026, 7, 1))]
UNITS = {
    word: value
    for value, word in enumerate(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    )
} | {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def spoken(words: str) -> int:
    """The number that words say: read from the left, without a look at how they are made."""
    billions, below, group = 0, 0, 0
    digit = None
    for word in words.removesuffix(" đồng").lower().split():
        if word in UNITS:
            digit = UNITS[word]
            continue
        if word == "linh":
            continue
        match word:
            case "mười":
                group += 10
            case "mươi":
                group += 10 * (digit or 0)
            case "trăm":
                group += 100 * (digit or 0)
            case "tỷ":
                billions, below, group = below + group + (digit or 0), 0, 0
            case scale:
                below, group = below + (group + (digit or 0)) * SCALES[scale], 0
        digit = None
    return billions * 10**9 + below + group + (digit or 0)


def each_prize() -> list[int]:
    """What any award is worth to anybody, on days under each decree and base salary."""
    found = (
        prize(award.code, kind, on)
        for award in catalogue.awards()
        for kind in ("INDIVIDUAL", "COLLECTIVE")
        for on in DAYS
    )
    return [one.amount for one in found if one]


def differing(annexes: int, seed: int) -> int:
    """Of so many random annexes, those whose lines, figures and words do not agree."""
    chance, amounts = random.Random(seed), each_prize()
    wrong = 0
    for _annex in range(annexes):
        drawn = chance.choices(amounts, k=chance.randint(1, 40))
        listed = PrizeList([PrizeLine(amount=amount) for amount in drawn])
        figures = int(vn_number(listed.due).replace(".", ""))
        wrong += not sum(drawn) == listed.due == figures == spoken(dong_in_words(listed.due))
    return wrong


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (2_340_000, "Hai triệu ba trăm bốn mươi nghìn đồng"),
        (10_001, "Mười nghìn không trăm linh một đồng"),
        (1_200_000_005, "Một tỷ hai trăm triệu không trăm linh năm đồng"),
        (124_440_000, "Một trăm hai mươi tư triệu bốn trăm bốn mươi nghìn đồng"),
        (0, "Không đồng"),
    ],
)
def test_an_amount_in_words(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words
    assert spoken(words) == amount


def test_any_amount_is_heard_as_it_was_said() -> None:
    chance = random.Random(6)
    amounts = [chance.randrange(10 ** chance.randint(1, 17)) for _ in range(3_000)]
    assert [one for one in [*range(2_000), *amounts] if spoken(dong_in_words(one)) != one] == []


def test_lines_figures_and_words_agree() -> None:
    assert differing(1_000, seed=1) == 0


@pytest.mark.faults
def test_lines_figures_and_words_agree_in_100000_annexes() -> None:
    assert differing(100_000, seed=2) == 0


@pytest.fixture
def decision(office, campaign):
    funded(office)
    names = [accepted(office, campaign, who, award="GKHEN") for who in ("mai", "dung", office.a)]
    return issued(office, *names)


def cells(content: bytes) -> list[list[object]]:
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    return [[cell.value for cell in row if cell.value not in (None, "")] for row in sheet.rows]


def test_the_payment_list_names_each_unit_and_says_how_it_was_worked_out(decision) -> None:
    found = prize_list(decision)
    text = " ".join(pages(render_payments(decision, found)))
    for said in (
        "DANH SÁCH CHI TIỀN THƯỞNG (Quyết định số 01/QĐ-VPQH ngày 15/11/2022",
        "I. Cục Thu 450.000",
        "Hoàng Thị Dung Chuyên viên, Cục Thu 0,3 450.000",
        "II. Vụ Hạ 1.340.000",
        "Vụ Hạ 0,3 × 2 890.000 Tổng cộng 1.790.000",
        "Tổng cộng: 1.790.000 đồng.",
        "Bằng chữ: Một triệu bảy trăm chín mươi nghìn đồng.",
        "Mức lương cơ sở tại ngày ký: 1.490.000 đồng/tháng.",
        "Làm tròn đến hàng chục nghìn đồng gần nhất.",
        "Điều 73 Nghị định số 91/2017/NĐ-CP",
    ):
        assert said in text, said
    assert "chưa kiểm chứng" not in text
    assert render_payments(decision, found) == render_payments(decision, found)


def test_an_unverified_rule_is_said_on_the_list(office, campaign) -> None:
    title, flag = (
        issued(office, accepted(office, campaign, office.a, award=award))
        for award in ("TTLDTT", "CO_BO")
    )
    text = " ".join(pages(render_payments(title, prize_list(title))))
    assert "không chi: chỉ chi mức cao nhất, theo Quyết định số 02/QĐ-VPQH" in text
    assert "Không đồng" in text
    text = " ".join(pages(render_payments(flag, prize_list(flag))))
    assert "chỉ nhận mức tiền thưởng cao nhất (chưa kiểm chứng)" in text
    assert "Có căn cứ chưa kiểm chứng" in text


def test_the_sheet_says_the_same_and_takes_no_name_for_a_formula(office, decision) -> None:
    one = decision.recipients.get(name__endswith="Mai")
    draft = draft_amendment(
        decision=decision,
        kind="CORRECTION",
        ground="SAI_THE_THUC",
        reason="Nhầm tên",
        lines={one.pk: ("=HYPERLINK(1)", one.place)},
        actor=office.oanh,
    )
    issue_decision(decision=approved(office, draft), signed_on=clock.today(), actor=office.oanh)
    content = payment_sheet(decision, prize_list(decision))
    lines = cells(content)
    assert ["Tổng cộng", 1_790_000] in lines
    assert ["Bằng chữ", "Một triệu bảy trăm chín mươi nghìn đồng"] in lines
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    (risky,) = (c for row in sheet.rows for c in row if str(c.value).startswith("=HYPERLINK"))
    assert (risky.data_type, risky.quotePrefix) == ("s", True)
