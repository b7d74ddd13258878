"""From the bytes of a file to its text."""

import codecs

import pytest

from campaigns.launch import NotTextError, decode

TEXT = "Phát động phong trào thi đua"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_text(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("cp1258", errors="replace"),
        b"\xff\xfe\x00",
        b"PK\x03\x04\x14\x00\x06\x00",
        TEXT.encode("utf-16-le"),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)
