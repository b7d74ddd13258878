"""Numbers as Vietnamese texts write them."""

import pytest

from campaigns.launch.numbers import number, roman

WRITTEN = {
    "0": 0,
    "03": 3,
    "118": 118,
    "1.250": 1250,
    "một": 1,
    "năm": 5,
    "mười": 10,
    "mười một": 11,
    "mười lăm": 15,
    "hai mươi": 20,
    "hai mươi mốt": 21,
    "hai mươi tư": 24,
    "ba mươi lăm": 35,
    "chín mươi chín": 99,
    "một trăm": 100,
    "một trăm linh năm": 105,
    "một trăm lẻ tám": 108,
    "một trăm mười tám": 118,
    "hai trăm năm mươi": 250,
    "một nghìn": 1000,
    "một nghìn hai trăm năm mươi": 1250,
    "mười hai nghìn": 12000,
    "Hai Mươi": 20,
}


@pytest.mark.parametrize("text", WRITTEN)
def test_number(text: str) -> None:
    assert number(text) == WRITTEN[text]


@pytest.mark.parametrize("text", ["", "hai ba", "mươi", "trăm", "nghìn", "một cái", "mười mười"])
def test_words_that_make_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("I", 1), ("iv", 4), ("V", 5), ("IX", 9), ("XIV", 14), ("XXXIX", 39)],
)
def test_roman(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", ["", "IIII", "VV", "IC", "A"])
def test_no_roman(text: str) -> None:
    assert roman(text) is None
