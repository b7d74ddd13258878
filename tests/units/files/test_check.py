"""Every sound file is told by its content; every hostile one is refused, quickly and in words."""

import time
import tracemalloc
from contextlib import suppress

import pytest

from tests.units.files.samples import (
    HOSTILE,
    SOUND,
    chunk,
    docx,
    exif,
    jpeg,
    packed,
    pdf,
    png,
    segment,
)
from units.errors import ActionRefused
from units.files import IMAGES, KINDS, FileRefused, check, kind_of, safe_name, shown
from units.files.kinds import JPEG, PDF, PNG

SECONDS = 2
MEMORY = 200 * 2**20


@pytest.mark.parametrize("what", SOUND)
def test_a_sound_file_is_told_by_its_content(what):
    name, made = SOUND[what]
    kind = check(name, made())
    assert safe_name(name).lower().rpartition(".")[2] in kind.extensions
    assert kind_of(kind.media_type) is kind


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_words(what):
    name, made, words = HOSTILE[what]
    content = made()
    began = time.process_time()
    with pytest.raises(FileRefused) as refused:
        check(name, content)
    assert time.process_time() - began < SECONDS
    text = str(refused.value)
    assert text.startswith(f"Chưa lưu tệp “{safe_name(name)}”: ")
    assert words in text
    assert text.count(". ") >= 1, "it says what to do as well"


def test_the_table_is_as_long_as_promised():
    assert len(HOSTILE) >= 60
    assert issubclass(FileRefused, ActionRefused)


@pytest.mark.parametrize("what", ["zip bomb", "pdf that swells", "zip that overlaps"])
def test_what_swells_takes_little_memory(what):
    name, made, _words = HOSTILE[what]
    content = made()
    tracemalloc.start()
    with pytest.raises(FileRefused):
        check(name, content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"<< /OpenAction <<" * 400_000),
        pdf(b"/OpenAction 9 0 R " + b"1 0 obj " * 800_000),
        pdf(b"<< /ObjStm /Filter stream\n" * 200_000),
        pdf(b"stream\n" * 800_000),
        pdf(b"#4a" * 3_000_000),
    ],
    ids=["openings", "objects", "packed", "streams", "escapes"],
)
def test_a_paper_made_to_be_slow_is_read_in_time(content):
    began = time.process_time()
    with pytest.raises(FileRefused):
        check("a.pdf", content + b"no end")
    with suppress(FileRefused):
        check("a.pdf", content)
    assert time.process_time() - began < SECONDS


def test_only_the_kinds_of_the_field_are_taken():
    assert check("a.png", png(), IMAGES) is PNG
    with pytest.raises(FileRefused, match=r"Các loại được nhận: JPEG, PNG\.$"):
        check("a.pdf", pdf(), IMAGES)
    with pytest.raises(FileRefused, match="PDF, Word"):
        check("a.odt", b"abc", KINDS)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\lan\\a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("gnp\u202efdp.exe", "gnpfdp.exe"),
        ("a\u200bb\x00c.pdf", "abc.pdf"),
        ("  a .pdf . ", "a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ('a"<b>|?*.pdf', "a__b____.pdf"),
        ("...", "tep"),
        ("", "tep"),
        (f"{'ă' * 300}.pdf", f"{'ă' * 116}.pdf"),
    ],
)
def test_a_name_is_shown_without_tricks(given, safe):
    assert safe_name(given) == safe


def test_a_shown_png_has_nothing_but_the_picture():
    bare = png()
    noted = png(2, 2, chunk(b"tEXt", b"Author\0Lan"), chunk(b"eXIf", b"MM\0*GPS"))
    assert check("a.png", noted) is PNG
    assert shown(PNG, noted) == bare


def test_a_shown_jpeg_has_no_place_and_stands_upright():
    noted = jpeg(8, 8, exif(6, b"GPS 21.03 105.83"), segment(0xFE, b"Lan"), tail=b"film")
    assert check("a.jpg", noted) is JPEG
    copy = shown(JPEG, noted)
    assert check("a.jpg", copy) is JPEG
    assert b"GPS" not in copy
    assert b"Lan" not in copy
    assert not copy.endswith(b"film")
    assert b"\x01\x12\0\x03\0\0\0\x01\0\x06" in copy
    assert shown(JPEG, copy) == copy
    assert shown(JPEG, jpeg(8, 8, exif(1, b"GPS"))) == jpeg()


def test_what_is_not_drawn_is_given_as_it_is():
    assert shown(PDF, pdf()) == pdf()


def test_controls_of_the_recipes():
    """Without what makes it hostile, each recipe is sound: it is refused for that alone."""
    assert check("a.pdf", pdf(packed(b"<< /S /GoTo >>"))) is PDF
    assert check("a.docx", docx(("word/a.xml", b"<a/>"))).label == "Word (.docx)"
    assert check("a.png", png(20_000, 5_000)) is PNG
