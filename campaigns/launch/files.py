"""From the bytes of a file to the text in it."""

import codecs

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class NotTextError(ValueError):
    """The bytes are no text in UTF-8, nor in UTF-16 with its byte order mark."""


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, or in UTF-16 with its mark; `NotTextError` for anything else."""
    marked = (name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark))
    try:
        text = data.decode(next(marked, "utf-8"))
    except UnicodeDecodeError as error:
        raise NotTextError("not a text in UTF-8 or UTF-16") from error
    if "\0" in text:
        raise NotTextError("not a text: it holds zero bytes")
    return text
