"""Any text is read: however it was pasted, whatever it holds, and in time that grows with it."""

import html
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns import catalogue
from campaigns.launch import Launch, Note, read_launch
from campaigns.launch.notes import SENTENCES

TEXT = """Phát động phong trào thi đua “Kỷ cương, sáng tạo”

31/12/2021 23:32

Chiều 31/12, Chủ nhiệm Trần Văn Mẫu phát động phong trào với chủ đề “Kỷ cương, sáng tạo”. \
Cơ quan kêu gọi:

Một là, nâng cao nhận thức.

Toàn cảnh hội nghị

Hai là, đổi mới cách làm.

Thủ trưởng đề nghị Công đoàn vận động đoàn viên hưởng ứng.

Cơ quan trao Bằng khen của Thủ tướng Chính phủ cho 1 đơn vị và 2 cá nhân."""


def as_html(text: str) -> str:
    paragraphs = "\n".join(f'<p class="x">{html.escape(p)}</p>' for p in text.split("\n\n"))
    return f"<script>var a = '1. b';</script><style>p {{}}</style><div>{paragraphs}</div>"


PASTED: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r"),
    "Unicode line ends": lambda text: text.replace("\n", "\u2028"),
    "letters apart from their marks": lambda text: unicodedata.normalize("NFD", text),
    "spaces that do not break": lambda text: text.replace(" ", "\xa0"),
    "many spaces": lambda text: text.replace(" ", "  \t "),
    "spaces around lines": lambda text: text.replace("\n", " \n  "),
    "a byte order mark": lambda text: "\ufeff" + text,
    "invisible characters": lambda text: text.replace("a", "\u200ba\u00ad"),
    "one line feed a paragraph": lambda text: text.replace("\n\n", "\n"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "HTML": as_html,
    "HTML with breaks": lambda text: text.replace("\n\n", "<br/><BR>"),
    "HTML with entities": lambda text: (
        as_html(text).replace(" ", "&nbsp;").replace("p&nbsp;", "p ")
    ),
}


@pytest.mark.parametrize("way", PASTED)
def test_the_same_however_it_was_pasted(way: str) -> None:
    pasted, plain = read_launch(PASTED[way](TEXT)), read_launch(TEXT)
    straight = str.maketrans("“”", '""')
    assert repr(pasted).translate(straight) == repr(plain).translate(straight)


def test_the_text_that_is_pasted_is_read_whole() -> None:
    launch = read_launch(TEXT)
    assert (launch.theme, launch.launcher) == ("Kỷ cương, sáng tạo", "Trần Văn Mẫu")
    assert [one.text for one in launch.commitments] == ["nâng cao nhận thức.", "đổi mới cách làm."]
    assert [one.individuals for one in launch.awards] == [2]


PIECES = (
    "Một là, |Hai là |thứ ba, |1. |2) |(3) |IV. |- |• |kêu gọi: |phát động |chủ đề “|”. |31/12 |"
    "31/12/2021|ngày 31 tháng 2 |Nguyễn Văn A |đồng chí |Bằng khen |Giấy khen |cho |năm |"
    "hai mươi mốt |118 |cá nhân |tập thể |đảng viên |; |. |\n|\n\n|<p>|</p>|&#55296;|\u0301|được |"
    "Công đoàn |đề nghị |Huân chương Lao động hạng Ba |NỘI DUNG |mục đích|: |và |, |İ|ß|\ud800"
)
WORDS = PIECES.split("|")


def assert_sound(launch: Launch) -> None:
    assert [one.number for one in launch.commitments] == list(range(1, len(launch.commitments) + 1))
    assert all(len(one.heading) <= 120 for one in launch.commitments)
    assert all(one.individuals + one.collectives > 0 for one in launch.awards)
    assert [catalogue.award(one.award).code for one in launch.awards] == [
        one.award for one in launch.awards
    ]
    assert all(note.sentence("en") and note.sentence() for note in launch.notes)
    repr(launch).encode()


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=400))
def test_no_text_is_refused(text: str) -> None:
    assert_sound(read_launch(text))


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_no_heap_of_its_own_words_is_refused(text: str) -> None:
    assert_sound(read_launch(text))


REPEATED = {
    "the text itself": TEXT,
    "marks on a letter": "a\u0301\u0316",
    "opened tags": "<a ",
    "opened scripts": "<p><script>",
    "numbers in words": "hai mươi một ",
    "numbers in a line": "một là, hai là; ",
    "numbered lines": "1. a\n2. b\n",
    "bullets": "- kêu gọi nội dung:\n",
    "sections": "I. nội dung:\n1. a\n2. b\nII. mục đích\n",
    "quotes": "chủ đề “a",
    "verbs": "phát động ",
    "names": "Nguyễn Văn ",
    "awards": "3 bằng khen 3 cá nhân ",
    "captions": "Trao Bằng khen cho 3 cá nhân\n",
    "dates": "ngày 31/12 ",
    "sentences": ". ",
    "no space at all": "x",
}


@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_the_text(name: str) -> None:
    """Ten times the text may take 25 times as long: a square would take a hundred."""
    unit = REPEATED[name]
    short, long = (unit * (size // len(unit) + 1) for size in (8_000, 80_000))
    assert fastest(long) < 25 * max(fastest(short), 0.004)


def fastest(text: str) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        read_launch(text)
        times.append(time.process_time() - began)
    return min(times)


def test_a_megabyte_is_read() -> None:
    launch = read_launch(TEXT + "\n\nCơ quan triển khai công việc năm mới." * 25_000)
    assert len(launch.commitments) == 2


def test_every_note_has_its_sentence_in_both_languages() -> None:
    for code in SENTENCES:
        note = Note(code, "đây")
        assert note.sentence() != note.sentence("en")
        assert "{" not in note.sentence() + note.sentence("en")
        assert str(note) == note.sentence("vi")
