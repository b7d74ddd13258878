"""Passages that two texts share: word for word, marks kept, forms left out, never an opinion."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.actions.likeness import forget_text, keep_text
from campaigns.likeness import COMMON, SHINGLE, Text, passages, percent
from campaigns.models import ComparedText
from campaigns.queries.likeness import alike, kept_text
from tests.cast import Office

SHARED = "một bảng theo dõi dùng chung trên máy chủ nội bộ, mỗi việc một dòng có người phụ trách"
FORM = "Tôi xin báo cáo thành tích và chịu trách nhiệm trước pháp luật về nội dung đã nêu"


def between(one: str, other: str, **options) -> list[tuple[str, str, int]]:
    found = passages(Text.read(one), Text.read(other), **options)
    return [(passage.here, passage.there, passage.words) for passage in found]


def test_a_passage_is_shown_as_each_text_writes_it() -> None:
    one = f"Trước đây làm bằng tay. Nay có {SHARED}; hết."
    other = f"Đơn vị lập {SHARED.upper()}. Xong."
    ((here, there, words),) = between(one, other)
    assert (here, there) == (SHARED, SHARED.upper())
    assert words == len(SHARED.split())


def test_typing_and_punctuation_do_not_hide_it_but_marks_tell_words_apart() -> None:
    decomposed = unicodedata.normalize("NFD", SHARED).replace(",", " –\n")
    assert [words for _h, _t, words in between(SHARED, decomposed)] == [len(SHARED.split())]
    unmarked = SHARED.replace("bảng", "bang").replace("việc", "viếc").replace("nội", "nói")
    assert between(SHARED, unmarked) == []


def test_a_few_words_are_no_likeness() -> None:
    words = SHARED.split()
    for length, found in ((SHINGLE - 1, 0), (SHINGLE, 1)):
        piece = " ".join(words[:length])
        assert len(between(f"a b {piece} c d", f"x y {piece} z")) == found


def test_passages_stand_in_the_order_of_the_first_text() -> None:
    first, second = SHARED, "cuối tuần tự gửi danh sách những việc còn chậm cho từng phòng"
    found = between(f"{first} và nay {second}", f"{second} rồi thì {first}")
    assert [here for here, _there, _words in found] == [first, second]


def test_what_many_texts_share_is_left_out() -> None:
    form = frozenset(Text.read(FORM).marks)
    assert between(f"{FORM}. {SHARED}", f"{FORM}. Khác hẳn. {SHARED}", ignoring=form) == [
        (SHARED, SHARED, len(SHARED.split()))
    ]


def test_the_share_is_of_the_first_text() -> None:
    text = Text.read(f"{SHARED} {' '.join('abcdefghijklmnopqrs')}")
    found = list(passages(text, Text.read(SHARED)))
    assert percent(text, found) == 100 * len(SHARED.split()) // (len(SHARED.split()) + 19)
    assert percent(Text.read(""), []) == 0


@given(st.lists(st.sampled_from(["một", "hai", "ba"]), max_size=60), st.integers(0, 60))
def test_every_passage_stands_in_both(words: list[str], cut: int) -> None:
    one, other = " ".join(words), " ".join(words[cut:] + words[:cut])
    for here, there, length in between(one, other):
        assert here == there
        assert length == len(here.split()) >= SHINGLE
        assert here in one
        assert there in other


def test_a_text_that_repeats_itself_is_read_quickly() -> None:
    text = Text.read("việc " * 20_000)
    start = time.perf_counter()
    assert len(list(passages(text, text))) == 1
    assert time.perf_counter() - start < 5


def kept(office: Office, key: int, text: str, **changes) -> ComparedText:
    said = {"kind": "PROPOSAL", "title": f"Văn bản {key}", "year": 2022} | changes
    keep_text(key=key, agency=office.agency, text=text, **said)
    return kept_text(said["kind"], key)


def found(source: ComparedText) -> list[tuple[str, list[str], int]]:
    rows = alike(source, ComparedText.objects.all())
    return [(o.source.title, [p.there for p in o.passages], o.percent) for o in rows]


def test_the_most_alike_stand_first_with_their_source(office: Office) -> None:
    tail = "cuối tuần tự gửi danh sách những việc còn chậm cho từng phòng của đơn vị"
    mine = kept(office, 1, f"{SHARED}. {tail}.")
    kept(office, 2, f"Khác. {tail}.", year=2021)
    kept(office, 3, f"{SHARED} – {tail}", kind="NOMINATION", year=2020)
    kept(office, 4, "Không có gì giống với văn bản nào khác trong cơ quan này cả.")
    titles = [title for title, _passages, _percent in found(mine)]
    assert titles == ["Văn bản 3", "Văn bản 2"]
    assert found(mine)[0][2] == 100
    assert found(mine)[1][1] == [tail]


def test_a_form_that_many_fill_in_does_not_flood(office: Office) -> None:
    mine = kept(office, 100, f"{FORM}. {SHARED}.")
    for key in range(COMMON + 1):
        kept(office, key, f"{FORM}. Người thứ {key} làm việc riêng của người thứ {key}.")
    assert found(mine) == []
    kept(office, 99, f"{FORM}. {SHARED}")
    ((title, (passage,), _percent),) = found(mine)
    # At most the last words of the form come along: fewer than a shingle.
    assert (title, passage.endswith(SHARED)) == ("Văn bản 99", True)
    assert 0 <= len(passage.split()) - len(SHARED.split()) < SHINGLE


def test_a_text_is_kept_once_and_forgotten_with_its_row(office: Office) -> None:
    kept(office, 1, "cũ")
    again = kept(office, 1, SHARED)
    assert (ComparedText.objects.count(), again.text) == (1, SHARED)
    forget_text(kind="NOMINATION", key=1)
    forget_text(kind="PROPOSAL", key=1)
    assert kept_text("PROPOSAL", 1) is None


@pytest.mark.parametrize("others", [1, 3])
def test_two_queries_however_many_texts(office: Office, others, django_assert_num_queries) -> None:
    mine = kept(office, 100, SHARED)
    for key in range(others):
        kept(office, key, f"{SHARED} {key}")
    with django_assert_num_queries(2):
        assert len(alike(mine, ComparedText.objects.all())) == others
