"""Files that are refused before anything reads them."""

import io
import zipfile

import pytest
from django.utils.translation import override

from campaigns.sheets import SheetRefused, read_pledge
from campaigns.sheets.guard import LARGEST, LARGEST_UNPACKED, check_file
from tests.campaigns.sheets.filled import CHOICES, part, template, with_parts

WORKBOOK = b'<?xml version="1.0"?><workbook/>'
ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<sst><si><t>&b;</t></si></sst>"""
EXTERNAL = b"""<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>"""

HIDDEN = b'<?xml version="1.0" encoding="utf-7"?>' + EXTERNAL[21:].decode().encode("utf-7")
ACTS = "định nghĩa thực thể XML"


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def bomb() -> bytes:
    """Fifty megabytes of zeros in fifty kilobytes."""
    return with_parts(template(), xl__media__zeros=b"0" * 50_000_000)


def lying_bomb() -> bytes:
    """The same, but the file says that it is small."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old:
        size = old.getinfo("xl/media/zeros").file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))


def encrypted() -> bytes:
    data = bytearray(template())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


HOSTILE = {
    "nothing": (b"", "Tệp hỏng"),
    "a text": ("Đăng ký thi đua".encode(), "Tệp hỏng"),
    "a torn file": (template()[:2000], "Tệp hỏng"),
    "an old .xls, or a password": (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 100, "mật khẩu"),
    "another archive": (archive(**{"a.txt": b"x"}), "Tệp hỏng"),
    "too large": (b"x" * (LARGEST + 1), "lớn hơn 1 MB"),
    "a bomb": (bomb(), "lớn bất thường"),
    "a bomb that lies": (lying_bomb(), "Tệp hỏng|lớn bất thường"),
    "many parts": (
        with_parts(template(), **{f"xl__media__{number}": b"x" for number in range(2_000)}),
        "lớn bất thường",
    ),
    "entities": (
        with_parts(template(), **{"xl__sharedStrings.xml": ENTITIES}),
        ACTS,
    ),
    "an external entity": (
        with_parts(template(), **{"xl__sharedStrings.xml": EXTERNAL}),
        ACTS,
    ),
    "hidden behind UTF-16": (
        with_parts(template(), **{"xl__sharedStrings.xml": EXTERNAL.decode().encode("utf-16")}),
        ACTS,
    ),
    "hidden behind UTF-7": (
        with_parts(
            template(),
            **{"xl__sharedStrings.xml": HIDDEN},
        ),
        ACTS,
    ),
    "macros": (with_parts(template(), **{"xl__vbaProject.bin": b"x"}), "macro"),
    "a macro type": (
        with_parts(
            template(),
            **{
                "[Content_Types].xml": part(template(), "[Content_Types].xml").replace(
                    b"sheet.main", b"sheet.macroEnabled.main"
                )
            },
        ),
        "Tệp hỏng",
    ),
    "no workbook inside": (
        archive(**{"[Content_Types].xml": b"spreadsheetml.sheet.main+xml", "a.xml": WORKBOOK}),
        "Không đọc được bảng tính",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str):
    data, said = HOSTILE[name]
    with pytest.raises(SheetRefused, match=said):
        read_pledge(data, CHOICES)


def test_an_encrypted_part_is_refused():
    with pytest.raises(SheetRefused, match="Tệp có mật khẩu"):
        check_file(encrypted())


def test_the_template_itself_passes_and_is_far_below_the_limits():
    data = template()
    check_file(data)
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        assert sum(one.file_size for one in whole.infolist()) < LARGEST_UNPACKED / 50
    assert len(data) < LARGEST / 20
