"""Files made for tests: sound ones of every kind, and the hostile ones, each from a recipe."""

import io
import zipfile
import zlib
from collections.abc import Callable

Recipe = Callable[[], bytes]

WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)


def png(width: int = 2, height: int = 2, *more: bytes, tail: bytes = b"") -> bytes:
    """A grey picture; `more` are chunks before the pixels."""
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0"
    pixels = zlib.compress(b"\0" * (min(height, 9) * (min(width, 9) + 1)))
    chunks = [chunk(b"IHDR", header), *more, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + tail


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data


def exif(turned: int, secret: bytes = b"") -> bytes:
    entry = b"\x12\x01\x03\0\x01\0\0\0" + bytes([turned]) + b"\0\0\0"
    return segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0" + secret)


def jpeg(width: int = 8, height: int = 8, *more: bytes, tail: bytes = b"") -> bytes:
    """The bones of a picture: its frame and a scan; `more` are segments before them."""
    frame = b"\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\0"
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(more) + segment(0xC0, frame) + scan + b"\xff\xd9" + tail


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A one-page paper with more objects behind its own."""
    own = (b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
    own += (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",)
    bodies = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate((*own, *objects), 1))
    end = b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
    return b"%PDF-1.7\n" + bodies + end + tail


def packed(*objects: bytes, filtered: bytes = b"/FlateDecode") -> bytes:
    """Objects 10, 11, … packed away in an object stream."""
    places, body = b"", b""
    for number, one in enumerate(objects, 10):
        places += b"%d %d " % (number, len(body))
        body += one + b" "
    data = zlib.compress(places + body)
    head = b"<< /Type /ObjStm /N %d /First %d /Filter %s /Length %d >>"
    return (
        head % (len(objects), len(places), filtered, len(data))
        + b"\nstream\n"
        + data
        + (b"\nendstream")
    )


def archive(*parts: tuple[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return kept.getvalue()


def office(main: str, *parts: tuple[str, bytes]) -> bytes:
    listed = f'<Types><Override ContentType="{main}"/></Types>'.encode()
    return archive(("[Content_Types].xml", listed), *parts)


def docx(*parts: tuple[str, bytes], text: str = "Báo cáo") -> bytes:
    body = f"<w:document><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>".encode()
    return office(WORD_MAIN, ("word/document.xml", body), *parts)


def xlsx(*parts: tuple[str, bytes], cell: str = "95") -> bytes:
    shared = f"<sst><si><t>{cell}</t></si></sst>".encode()
    return office(EXCEL_MAIN, ("xl/sharedStrings.xml", shared), *parts)


def linked(kind: str) -> tuple[str, bytes]:
    """A relation of a Word document to an address outside."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Type="{base}/{kind}" Target="http://example.org/x" '
    return "word/_rels/document.xml.rels", f'{relation}TargetMode="External"/>'.encode()


def overlapping() -> bytes:
    """A document whose directory names the same bytes three times."""
    whole = bytearray(docx(("word/a.xml", b"a" * 99), ("word/b.xml", b"b" * 99)))
    with zipfile.ZipFile(io.BytesIO(whole)) as made:
        offset = made.getinfo("word/a.xml").header_offset
    entry = whole.rindex(b"word/b.xml") - 46
    whole[entry + 42 : entry + 46] = offset.to_bytes(4, "little")
    return bytes(whole)


def lying() -> bytes:
    """A document whose directory says that a large part is small."""
    whole = bytearray(docx(("word/a.xml", b"a" * 999_999)))
    entry = whole.rindex(b"word/a.xml") - 46
    whole[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(whole)


def locked_zip() -> bytes:
    whole = bytearray(docx(("word/a.xml", b"a")))
    whole[whole.rindex(b"word/a.xml") - 46 + 8] |= 1
    return bytes(whole)


BIG_XML = b"<a>" + b" " * (65 * 2**20)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"

SOUND: dict[str, tuple[str, Recipe]] = {
    "pdf": ("Báo cáo quý 1.2.2022.pdf", pdf),
    "pdf that opens at a page": ("a.pdf", lambda: pdf(b"<< /OpenAction [3 0 R /Fit] >>")),
    "pdf that jumps to a page": (
        "a.pdf",
        lambda: pdf(b"<< /OpenAction 5 0 R >>", b"<< /S /GoTo /D [3 0 R /Fit] >>"),
    ),
    "pdf with packed objects": ("a.pdf", lambda: pdf(packed(b"<< /Type /Page >>"))),
    "pdf with a link to click": (
        "a.pdf",
        lambda: pdf(b"<< /OpenAction [3 0 R] /A << /S /URI /URI (http://example.org) >> >>"),
    ),
    "docx": ("a.docx", docx),
    "docx with a link to click": ("a.docx", lambda: docx(linked("hyperlink"))),
    "docx with a chart": ("a.docx", lambda: docx(("word/embeddings/Sheet1.xlsx", xlsx()))),
    "docx that speaks of secrecy": ("a.docx", lambda: docx(text="Bảo vệ bí mật nhà nước")),
    "xlsx": ("a.XLSX", xlsx),
    "xlsx with a printer": (
        "a.xlsx",
        lambda: xlsx(("xl/printerSettings/printerSettings1.bin", b"\0\1")),
    ),
    "jpeg": ("a.jpeg", jpeg),
    "jpeg with a film behind it": ("a.jpg", lambda: jpeg(tail=b"\0\0\0\x18ftypmp42" * 9)),
    "png": ("a.png", png),
}

# What each is called, what is in it, and words that the refusal must have.
HOSTILE: dict[str, tuple[str, Recipe, str]] = {
    "empty": ("a.pdf", lambda: b"", "tệp rỗng"),
    "program": ("a.exe", lambda: b"MZ" + b"\0" * 99, "chương trình Windows"),
    "program as pdf": ("a.pdf", lambda: b"MZ" + b"\0" * 99, "chương trình Windows"),
    "script": ("a.sh", lambda: b"#!/bin/sh\n", "tập lệnh"),
    "elf as png": ("a.png", lambda: b"\x7fELF" + b"\0" * 99, "chương trình Linux"),
    "double extension": ("hoa-don.exe.pdf", pdf, ".exe"),
    "double extension, program last": ("a.pdf.exe", pdf, "nội dung là PDF"),
    "turned name": ("b\u202efdp.exe", pdf, "nội dung là PDF"),
    "no extension": ("baocao", lambda: b"abc", "không có đuôi"),
    "text": ("a.txt", lambda: b"abc", ".txt"),
    "html": ("a.html", lambda: HTML, "trang web"),
    "html as pdf": ("a.pdf", lambda: HTML, "trang web"),
    "html as png": ("a.png", lambda: HTML, "trang web"),
    "html as jpeg": ("a.jpg", lambda: HTML, "trang web"),
    "svg with script": ("a.svg", lambda: SVG, "SVG"),
    "svg as png": ("a.png", lambda: SVG, "SVG"),
    "php as jpeg": ("a.jpg", lambda: b"<?php system($_GET[0]);", "mã lệnh"),
    "gif": ("a.gif", lambda: b"GIF89a" + b"\0" * 99, "GIF"),
    "webp": ("a.webp", lambda: b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
    "heic as jpeg": ("a.jpg", lambda: b"\0\0\0\x18ftypheic", "HEIC"),
    "png as jpeg": ("a.jpg", png, "ảnh PNG"),
    "jpeg as png": ("a.png", jpeg, "ảnh JPEG"),
    "pdf as docx": ("a.docx", pdf, "nội dung là PDF"),
    "old word": ("a.doc", lambda: OLE, "Office đời cũ"),
    "docx with a password": ("a.docx", lambda: OLE, "có mật khẩu"),
    "rtf as docx": ("a.docx", lambda: b"{\\rtf1 \\object}", "RTF"),
    "rar": ("a.rar", lambda: b"Rar!\x1a\x07\0", "RAR"),
    "7z": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c", "7z"),
    "gzip": ("a.gz", lambda: b"\x1f\x8b\x08", "GZIP"),
    "zip": ("a.zip", lambda: archive(("a.txt", b"a")), "ZIP"),
    "zip as docx": ("a.docx", lambda: archive(("a.txt", b"a")), "tệp hỏng"),
    "xlsx as docx": ("a.docx", xlsx, "tệp hỏng"),
    # Two things at once.
    "pdf and zip": ("a.pdf", lambda: pdf(tail=archive(("a.txt", b"a"))), "một tệp nén"),
    "pdf and zip, end mended": (
        "a.pdf",
        lambda: pdf(tail=archive(("a.txt", b"a")) + b"\n%%EOF"),
        "một tệp nén",
    ),
    "pdf and html": ("a.pdf", lambda: b"%PDF-1.7\n" + HTML + pdf(), "trang web"),
    "pdf with a tail": ("a.pdf", lambda: pdf(tail=b"\nrm -rf /"), "tệp hỏng"),
    "png and zip": ("a.png", lambda: png(tail=archive(("a.txt", b"a"))), "một tệp nén"),
    "png and html": ("a.png", lambda: png(2, 2, chunk(b"tEXt", b"c\0" + HTML)), "mã lệnh"),
    "png with a tail": ("a.png", lambda: png(tail=b"abc"), "tệp hỏng"),
    "jpeg and zip": ("a.jpg", lambda: jpeg(tail=archive(("a.txt", b"a"))), "một tệp nén"),
    "jpeg and php": (
        "a.jpg",
        lambda: jpeg(8, 8, segment(0xFE, b"x" * 2000 + b"<?php 1;")),
        "mã lệnh",
    ),
    "jpeg and pdf": ("a.jpg", lambda: jpeg(8, 8, segment(0xFE, pdf())), "một tệp PDF"),
    # Papers that act.
    "pdf with javascript": ("a.pdf", lambda: pdf(JS), "JavaScript"),
    "pdf with javascript spelt oddly": (
        "a.pdf",
        lambda: pdf(JS.replace(b"Java", b"J#61va")),
        "JavaScript",
    ),
    "pdf with javascript packed": ("a.pdf", lambda: pdf(packed(JS)), "JavaScript"),
    "pdf with javascript packed oddly": (
        "a.pdf",
        lambda: pdf(packed(JS).replace(b"/ObjStm", b"/#4fbjStm")),
        "JavaScript",
    ),
    "pdf that launches": (
        "a.pdf",
        lambda: pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        "mở chương trình",
    ),
    "pdf with a file in it": ("a.pdf", lambda: pdf(b"<< /Type /EmbeddedFile >>"), "tệp đính kèm"),
    "pdf with a form of xfa": ("a.pdf", lambda: pdf(b"<< /XFA 9 0 R >>"), "XFA"),
    "pdf with media": ("a.pdf", lambda: pdf(b"<< /Subtype /RichMedia >>"), "đa phương tiện"),
    "pdf that sends": ("a.pdf", lambda: pdf(b"<< /S /SubmitForm >>"), "gửi hoặc nhận"),
    "pdf that opens an address": (
        "a.pdf",
        lambda: pdf(b"<< /OpenAction << /S /URI /URI (http://example.org) >> >>"),
        "liên kết tự mở",
    ),
    "pdf that opens an address elsewhere": (
        "a.pdf",
        lambda: pdf(b"<< /OpenAction 5 0 R >>", b"<< /S /URI /URI (http://example.org) >>"),
        "liên kết tự mở",
    ),
    "pdf that opens a packed address": (
        "a.pdf",
        lambda: pdf(b"<< /OpenAction 11 0 R >>", packed(b"<< >>", b"<< /S /GoToR /F (x) >>")),
        "liên kết tự mở",
    ),
    "pdf with a password": ("a.pdf", lambda: pdf(b"<< /Encrypt 9 0 R >>"), "mật khẩu"),
    "pdf without an end": ("a.pdf", lambda: pdf()[:-20], "tệp hỏng"),
    "pdf of endless pages": ("a.pdf", lambda: pdf(b"<< /Type /Page >>" * 5_001), "lớn bất thường"),
    "pdf that swells": ("a.pdf", lambda: pdf(packed(b" " * (65 * 2**20))), "lớn bất thường"),
    "pdf packed strangely": ("a.pdf", lambda: pdf(packed(JS, filtered=b"/LZWDecode")), "tệp hỏng"),
    # Documents that act.
    "docx with macros": ("a.docx", lambda: docx(("word/vbaProject.bin", OLE)), "macro"),
    "docm as docx": (
        "a.docx",
        lambda: office("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "tệp hỏng",
    ),
    "docm": ("a.docm", lambda: docx(("word/vbaProject.bin", OLE)), "không phải loại tệp được nhận"),
    "docx with an object": (
        "a.docx",
        lambda: docx(("word/embeddings/oleObject1.bin", OLE)),
        "nhúng",
    ),
    "xlsx with a control": ("a.xlsx", lambda: xlsx(("xl/activeX/activeX1.xml", b"<a/>")), "macro"),
    "xlsx with a macro sheet": ("a.xlsx", lambda: xlsx(("xl/macrosheets/1.xml", b"<a/>")), "macro"),
    "docx with entities": (
        "a.docx",
        lambda: docx(("word/a.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')),
        "thực thể XML",
    ),
    "docx with entities in utf-16": (
        "a.docx",
        lambda: docx(("word/a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>".encode("utf-16"))),
        "thực thể XML",
    ),
    "docx with a foreign template": ("a.docx", lambda: docx(linked("attachedTemplate")), "tự tải"),
    "docx with a foreign picture": ("a.docx", lambda: docx(linked("image")), "tự tải"),
    "docx with a foreign object, spelt oddly": (
        "a.docx",
        lambda: docx(
            (linked("")[0], linked("oleObject")[1].replace(b"External", b"Ext&#101;rnal"))
        ),
        "tự tải",
    ),
    "zip bombs behind many charts": (
        "a.docx",
        lambda: docx(
            *((f"word/embeddings/{n}.xlsx", xlsx(("xl/a.xml", b" " * 2**23))) for n in range(9))
        ),
        "lớn bất thường",
    ),
    "docx of endless links": (
        "a.docx",
        lambda: docx(("word/_rels/a.rels", b"<Relationship/>" * 2**17)),
        "lớn bất thường",
    ),
    "docx with dde": (
        "a.docx",
        lambda: docx(("word/a.xml", b"<w:instrText> DDEAUTO cmd</w:instrText>")),
        "DDE",
    ),
    "xlsx with dde": ("a.xlsx", lambda: xlsx(("xl/externalLinks/1.xml", b"<ddeLink/>")), "DDE"),
    "docx with a program": ("a.docx", lambda: docx(("word/media/a.png", b"MZ\0")), "chương trình"),
    "docx with an archive": (
        "a.docx",
        lambda: docx(("word/media/a.png", archive(("a", b"a")))),
        "một tệp nén",
    ),
    "docx within docx within docx": (
        "a.docx",
        lambda: docx(("word/embeddings/a.docx", docx(("word/embeddings/a.docx", docx())))),
        "lớn bất thường",
    ),
    "docx with a macro in a chart": (
        "a.docx",
        lambda: docx(("word/embeddings/a.xlsx", xlsx(("xl/vbaProject.bin", OLE)))),
        "macro",
    ),
    # Archives that swell or lie.
    "zip bomb": ("a.docx", lambda: docx(("word/a.xml", BIG_XML)), "lớn bất thường"),
    "zip bomb in a chart": (
        "a.docx",
        lambda: docx(("word/embeddings/a.xlsx", xlsx(("xl/a.xml", BIG_XML)))),
        "lớn bất thường",
    ),
    "zip of many parts": (
        "a.xlsx",
        lambda: xlsx(*((f"xl/{number}.xml", b"") for number in range(2_001))),
        "lớn bất thường",
    ),
    "zip that overlaps": ("a.docx", overlapping, "lớn bất thường"),
    "zip that lies": ("a.docx", lying, "tệp hỏng"),
    "zip with a password": ("a.docx", locked_zip, "mật khẩu"),
    "zip cut off": ("a.docx", lambda: docx()[:-9], "tệp hỏng"),
    "zip that climbs": ("a.docx", lambda: docx(("../../etc/cron.d/a", b"a")), "tệp hỏng"),
    "zip with a root": ("a.docx", lambda: docx(("/etc/cron.d/a", b"a")), "tệp hỏng"),
    "zip with a drive": ("a.docx", lambda: docx(("C:\\a.exe", b"a")), "tệp hỏng"),
    # Pictures that swell or are broken.
    "png of 50,000 by 50,000": ("a.png", lambda: png(50_000, 50_000), "lớn bất thường"),
    "png too long": ("a.png", lambda: png(1, 20_001), "lớn bất thường"),
    "png of no size": ("a.png", lambda: png(0, 9), "tệp hỏng"),
    "png that moves": ("a.png", lambda: png(2, 2, chunk(b"acTL", b"\0" * 8)), "lớn bất thường"),
    "png cut off": ("a.png", lambda: png()[:-9], "tệp hỏng"),
    "png with a false sum": ("a.png", lambda: png().replace(b"IDAT", b"IDAU"), "tệp hỏng"),
    "jpeg of 60,000 by 60,000": ("a.jpg", lambda: jpeg(60_000, 60_000), "lớn bất thường"),
    "jpeg of endless parts": (
        "a.jpg",
        lambda: jpeg(8, 8, *[segment(0xE0, b"")] * 10_000),
        "lớn bất thường",
    ),
    "jpeg cut off": ("a.jpg", lambda: jpeg()[:-2], "tệp hỏng"),
    "jpeg without a picture": ("a.jpg", lambda: b"\xff\xd8\xff\xd9", "tệp hỏng"),
    "jpeg whose part runs out": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\xff\xff", "tệp hỏng"),
    # State secrets.
    "docx marked secret": ("a.docx", lambda: docx(text="TUYỆT MẬT"), "bí mật nhà nước"),
    "xlsx marked secret": ("a.xlsx", lambda: xlsx(cell="Mật"), "bí mật nhà nước"),
}
