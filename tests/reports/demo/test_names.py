"""Invented names: the same for a seed, and nobody's whom the public knows."""

from pathlib import Path

import pytest

from reports.demo.names import FEMALE, GIVEN, MALE, MIDDLES, Names
from units.text import clean_person_name

ROOT = Path(__file__).resolve().parents[3]
FACTS = ROOT.parent / "shared" / "domain" / "seed_facts.md"
HOW_MANY = 600
# Given names that officials of the State bore in those years; none may be put together.
OFFICIALS = (
    "Cường Huệ Mẫn Thụ Định Hải Phương Tỵ Phóng Ngân Trọng Phúc Chính Lâm Thưởng Mai Tùng Thanh "
    "Dũng Hùng Minh Bình Sơn Giang Hưng Trí Nghĩa Trung Long Nga Anh Hà Vinh Tới Huy Thể Lan Trà "
    "Đạt Hoan Khái Thành Quang Đam Phớc Diên Tú Trạc Phong Xuân Thịnh Hoa Doan Bắc Thái"
)


def invented(seed: int, how_many: int = HOW_MANY) -> list[str]:
    names = Names(seed)
    return [names.invent().full_name for _person in range(how_many)]


def test_a_seed_gives_the_same_names_every_time():
    assert invented(7) == invented(7)


def test_another_seed_gives_other_names():
    assert invented(7, 20) != invented(8, 20)


def test_no_name_is_given_twice_in_an_office():
    names = invented(2022)
    assert len(set(names)) == HOW_MANY


@pytest.mark.parametrize("gender", [MALE, FEMALE])
def test_the_words_of_a_name_suit_the_sex(gender):
    names = Names(2022)
    people = [names.invent() for _person in range(HOW_MANY)]
    middles, given = MIDDLES[gender].split(", "), GIVEN[gender].split(", ")
    ours = [person.full_name for person in people if person.gender == gender]
    assert 0.4 < len(ours) / HOW_MANY < 0.6
    fitting = [
        name
        for name in ours
        if " ".join(name.split()[1:-1]) in middles and name.split()[-1] in given
    ]
    assert fitting == ours


def test_names_are_whole_and_composed():
    names = invented(2022)
    assert names == [clean_person_name(name) for name in names]
    assert {len(name.split()) for name in names} == {3, 4}


def test_no_given_name_is_that_of_an_official_of_the_state():
    given = {name for gender in (MALE, FEMALE) for name in GIVEN[gender].split(", ")}
    assert given & set(OFFICIALS.split()) == set()


@pytest.mark.skipif(not FACTS.exists(), reason="../shared/domain/seed_facts.md is not there")
def test_nobody_of_the_seed_facts_is_among_them():
    facts = FACTS.read_text(encoding="utf-8")
    assert [name for name in invented(2022, 2_000) if name in facts] == []
