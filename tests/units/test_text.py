"""Vietnamese text: composition, folding, order, and numbers in words."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from units.text import clean_person_name, fold, name_key, nfc, number_words_vi, text_key, vn_number

# As ICU 72 sorts them under "vi": shaped letters after plain ones, tones as the last difference.
SYLLABLES = (
    "a à ả ã á ạ an ăn ân b ba bà bả bã bá bạ bầm bân bận bí bợ da Dũng dz đa Đức e é ê ế "
    "o on oz ô ơ ợ u ư ự y ỷ"
)
NAMES = (
    "Lê Văn An",
    "Nguyễn An",
    "Nguyễn Thị An",
    "Đỗ Thị Ánh",
    "Trần Ăn",
    "Bùi Ân",
    "Đặng Bình",
    "Cao Văn Dũng",
    "Đinh Đào",
    "Trần Thị Hoa",
    "Lê Thị Hòa",
    "Lê Thị Hóa",
    "Võ Huy",
    "Vũ Huy",
    "Ước",
    "Lý Thị Yến",
)
WORDS = {
    0: "không",
    1: "một",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    91: "chín mươi mốt",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    1_000: "một nghìn",
    1_005: "một nghìn không trăm linh năm",
    1_015: "một nghìn không trăm mười lăm",
    1_100: "một nghìn một trăm",
    10_001: "mười nghìn không trăm linh một",
    100_000: "một trăm nghìn",
    1_000_005: "một triệu không trăm linh năm",
    1_005_000: "một triệu không trăm linh năm nghìn",
    2_340_000: "hai triệu ba trăm bốn mươi nghìn",
    1_200_000_005: "một tỷ hai trăm triệu không trăm linh năm",
    1_000_000_000_000: "một nghìn tỷ",
    5_000_000_005_000: "năm nghìn tỷ không trăm linh năm nghìn",
    -21: "âm hai mươi mốt",
}


def shuffled(items: Iterable[str]) -> list[str]:
    """Every item, in an order that owes nothing to the one given."""
    return sorted(items, key=lambda text: text[::-1])


@pytest.mark.parametrize("word", ["Nguyễn", "Ước", "Đặng", "thuế", "ậ", "Hòa", "hoà", "ợ", "ẵ"])
def test_nfc_composes_what_was_typed_in_parts(word):
    parts = unicodedata.normalize("NFD", word)
    assert parts != word
    assert nfc(parts) == word


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("e\u0301\u0302", "ế"),
        ("a\u0300\u0306", "ằ"),
        ("o\u0303\u0302", "ỗ"),
        ("u\u0301\u031b", "ứ"),
    ],
)
def test_nfc_composes_a_tone_typed_before_the_hat(typed, letter):
    assert nfc(typed) == letter


def test_fold_drops_marks_and_the_stroke():
    assert fold("Đặng Thị Ước, ĐÁNH GIÁ") == "dang thi uoc, danh gia"


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoà"), ("THỦY", "thuỷ"), ("Ðông", "Đông")])
def test_fold_finds_the_other_spelling(one, other):
    assert fold(one) == fold(other)


@settings(deadline=None)
@given(st.text())
def test_fold_is_stable_under_form_and_repetition(text):
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_syllables_sort_as_icu_sorts_them():
    assert sorted(shuffled(SYLLABLES.split()), key=text_key) == SYLLABLES.split()


def test_letters_decide_before_tones():
    assert sorted(["Tòa soạn", "Toa xe", "Tòa án"], key=text_key) == [
        "Tòa án",
        "Tòa soạn",
        "Toa xe",
    ]


def test_numbers_in_titles_sort_by_value():
    blocs = ["Khối thi đua số 10", "Khối thi đua số 2", "Khối thi đua số 1"]
    assert sorted(blocs, key=text_key) == blocs[::-1]


def test_punctuation_and_case_do_not_matter_to_the_order_of_titles():
    assert text_key("Vụ Tổ chức - Cán bộ") == text_key("VỤ TỔ CHỨC  (CÁN BỘ)")


def test_foreign_letters_sort_beside_their_base():
    assert sorted(["Mz", "Müller", "Mu"], key=text_key) == ["Mu", "Müller", "Mz"]


def test_people_sort_by_given_name_then_the_rest():
    assert sorted(shuffled(NAMES), key=name_key) == list(NAMES)


@settings(deadline=None)
@given(st.text())
def test_keys_are_the_same_for_every_form_and_hold_no_control_character(text):
    for key in (text_key, name_key):
        made = key(text)
        assert made == key(unicodedata.normalize("NFD", text))
        assert not any(unicodedata.category(char) == "Cc" for char in made)


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_an_empty_name_has_a_key(name):
    assert name_key(name).strip() == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn\u00a0Văn \t An\n", "Nguyễn Văn An"),
        ("Nguy\u200bễn Văn An\u202e", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đặng Thị Ước"), "Đặng Thị Ước"),
        ("Ðặng Ɖức", "Đặng Đức"),
        ("Hoà", "Hoà"),
        ("Y Thông O'neil", "Y Thông O'neil"),
        ("\ufeff", ""),
        ("An \u200b Bình", "An Bình"),
    ],
)
def test_person_names_are_cleaned_but_not_rewritten(typed, kept):
    assert clean_person_name(typed) == kept


@pytest.mark.parametrize(("number", "words"), WORDS.items())
def test_numbers_in_words(number, words):
    assert number_words_vi(number) == words


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_no_two_numbers_sound_alike(number):
    assert number_words_vi(number) != number_words_vi(number + 1 if number < 10**18 - 1 else 0)
    assert "  " not in number_words_vi(number)


def test_a_number_too_large_to_say_is_refused():
    with pytest.raises(ValueError, match="too large"):
        number_words_vi(10**18)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (2_340_000, "2.340.000"),
        (Decimal("1234567.89"), "1.234.567,89"),
        (-1_000, "-1.000"),
    ],
)
def test_numbers_as_written(value, written):
    assert vn_number(value) == written
