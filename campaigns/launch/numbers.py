"""Numbers as Vietnamese texts write them: "5", "1.250", "năm", "hai mươi mốt", "IV"."""

import re

UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "nhất": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}
SILENT = ("linh", "lẻ")
TEN = "mười"

WORD = "|".join(sorted((*UNITS, *SCALES, *SILENT, TEN), key=len, reverse=True))
# Nine words say every number that a launch text can hold ("một trăm hai mươi nghìn …").
IN_WORDS = rf"(?:{WORD})(?:\s(?:{WORD})){{0,8}}"
IN_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d{1,6}"

ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def number(text: str) -> int | None:
    """Value of a number in digits or in Vietnamese words, None for words that make no number."""
    if re.fullmatch(IN_DIGITS, text):
        return int(text.replace(".", ""))
    return number_in_words(text.lower().split())


def number_in_words(words: list[str]) -> int | None:
    """Value of Vietnamese number words: "hai mươi mốt" is 21; None where they make no number."""
    total, group, last = 0, 0, -1
    for word in words:
        if word in UNITS and last < 0:
            last = UNITS[word]
        elif word == TEN and last < 0 and group % 100 == 0:
            group += 10
        elif word in ("nghìn", "ngàn") and group + max(last, 0) > 0:
            total, group, last = total + (group + max(last, 0)) * 1000, 0, -1
        elif word in SCALES and last > 0 and group % (SCALES[word] * 10) == 0:
            group, last = group + last * SCALES[word], -1
        elif word not in SILENT:
            return None
    return total + group + max(last, 0) if words else None


def roman(text: str) -> int | None:
    """Value of a Roman number up to XXXIX, None for what is not one."""
    if not text or not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_VALUES[letter] for letter in text.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
