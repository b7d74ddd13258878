"""Vietnamese text: one form of it, searching without marks, sorting, and numbers in words.

Everything here is pure. Letters are compared as the ICU collation "vi" compares them, in keys that
any database sorts rightly under collation C.
"""

import re
import unicodedata
from decimal import Decimal

# Each list in its order of the Vietnamese alphabet: huyền, hỏi, ngã, sắc, nặng; breve, hat, horn.
TONES = "\u0300\u0309\u0303\u0301\u0323"
SHAPES = "\u0306\u0302\u031b"
# They sort after every letter, so that "ăn" follows "az": a shaped letter is a letter of its own.
SHAPE_KEYS = dict(zip(SHAPES, "{|}", strict=True))

# A tone typed before the letter's hat never composes: e + ´ + ^ is no "ế" for Unicode.
TONE_BEFORE_HAT = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
# Eth and the African d, which look like Đ and come out of old spreadsheets.
LOOK_ALIKES = str.maketrans("ÐƉðɖ", "ĐĐđđ")
# What is no letter of ASCII with marks, and yet stands in Vietnamese texts.
VIETNAMESE_SIGNS = frozenset("đĐ–—‘’“”…")
PLAIN_D = str.maketrans("đðɖ", "ddd")

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
AFTER_TENS = {0: "", 1: "mốt", 4: "tư", 5: "lăm"}
BILLION = 10**9
SPOKEN_BELOW = BILLION**2


def nfc(text: str) -> str:
    """Give the one composed form of `text`, also where a tone was typed before the hat."""
    return unicodedata.normalize(
        "NFC", TONE_BEFORE_HAT.sub(r"\2\1", unicodedata.normalize("NFD", text))
    )


def fold(text: str) -> str:
    """Give `text` in lower case without any mark, đ as d: what a search box compares."""
    letters = unicodedata.normalize("NFD", text.lower().translate(PLAIN_D))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c)))


def clean_person_name(name: str) -> str:
    """Give a full name as typed, but composed, single-spaced, and without invisible characters.

    The spelling stays: where the tone stands (hòa, hoà) must match the identity card.
    """
    letters = nfc(name).translate(LOOK_ALIKES)
    return " ".join("".join(filter(_visible, letters)).split())


def _visible(char: str) -> bool:
    """Whether `char` shows, or parts words: not a control, zero-width or direction character."""
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf"}


def text_key(text: str) -> str:
    """Give the sort key of a title: its letters, then its tones; numbers in it by value."""
    words = re.findall(r"[^\W_]+", nfc(text).lower())
    letters, tones = "", ""
    for char in ".".join(words).replace("đ", "d{"):
        base, *marks = list(unicodedata.normalize("NFD", char))
        letters += base + "".join(SHAPE_KEYS.get(mark, "") for mark in marks)
        tones += str(max((TONES.find(mark) + 1 for mark in marks), default=0))
    letters = re.sub(r"[0-9]+", lambda number: number[0].zfill(9), letters)
    # A blank sorts before the dot between words, and the dot before digits and letters.
    return f"{letters} {tones.rstrip('0')}"


def name_key(full_name: str) -> str:
    """Give the sort key of a person: the given name, which stands last, then the rest."""
    *rest, given = clean_person_name(full_name).split() or [""]
    return f"{text_key(given)} {text_key(' '.join(rest))}"


def vn_number(value: int | Decimal) -> str:
    """Write a number as Vietnamese papers do: 1.234.567,89."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def name_sound(name: str) -> str:
    """Give a name as it is compared with another: wherever its tones stand, hòa and hoà are one.

    For comparing alone; nobody's name is written so.
    """
    words = unicodedata.normalize("NFD", clean_person_name(name).lower()).split()
    spoken = ("".join(sorted(word, key=TONES.__contains__)) for word in words)
    return unicodedata.normalize("NFC", " ".join(spoken))


def name_variants(name: str) -> list[str]:
    """Give the keys under which a name may stand without marks, i for y, its words turned round."""
    words = fold(clean_person_name(name)).replace("y", "i").split()
    turned = (words[start:] + words[:start] for start in range(len(words)))
    return [*dict.fromkeys(" ".join(one) for one in turned)]


def not_vietnamese(text: str) -> str:
    """Give the first character that Vietnamese is not written with; empty if there is none.

    Letters of the old one-byte fonts (TCVN3, VNI) betray themselves so: NguyÔn V¨n An.
    """
    for char in nfc(text):
        base, *marks = list(unicodedata.normalize("NFD", char))
        known = base.isascii() or base in VIETNAMESE_SIGNS
        if not known or not set(marks) <= {*TONES, *SHAPES}:
            return char
    return ""


def number_words_vi(number: int) -> str:
    """Say a whole number in the official northern form: 1005 is một nghìn không trăm linh năm.

    Raises ValueError from a billion billions on, where the spoken form becomes ambiguous.
    """
    if abs(number) >= SPOKEN_BELOW:
        raise ValueError(f"{number} is too large to be said in words.")
    if number < 0:
        return f"âm {number_words_vi(-number)}"
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, BILLION)
    said = [f"{number_words_vi(billions)} tỷ"] if billions else []
    for size, unit in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        if group := rest // size % 1000:
            said.append(f"{_three_digits(group, whole=bool(said))} {unit}".rstrip())
    return " ".join(said)


def dong_in_words(amount: int) -> str:
    """Say an amount of money as papers do: Hai triệu ba trăm bốn mươi nghìn đồng."""
    return f"{number_words_vi(amount)} đồng".capitalize()


def _three_digits(group: int, *, whole: bool) -> str:
    """Say 1 to 999; `whole` says the empty hundred too, as after a larger group."""
    hundreds, (tens, ones) = group // 100, divmod(group % 100, 10)
    hundred = [DIGITS[hundreds], "trăm"] if hundreds or whole else []
    match tens:
        case 0:
            below = (["linh"] if hundred else []) + [DIGITS[ones]] if ones else []
        case 1:
            below = ["mười", "lăm" if ones == 5 else DIGITS[ones] if ones else ""]
        case _:
            below = [DIGITS[tens], "mươi", AFTER_TENS.get(ones, DIGITS[ones])]
    return " ".join(filter(None, hundred + below))
