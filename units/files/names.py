"""Names of files as they are shown: never a path, never a trick of writing direction."""

import re
import unicodedata

from units.text import nfc

LONGEST = 120
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*]')
# What a system may run or a browser may draw when somebody opens it.
PROGRAM = re.compile(
    r"\.(apk|app|bat|bin|cmd|com|cpl|dll|elf|exe|gadget|hta|html?|iso|jar|jse?|jsp|lnk|mht|msi|msp"
    r"|php|phtml|pif|ps1|py|reg|scr|sh|shtml|svg|swf|url|vbe|vbs|wsf|xht|xhtml|xml)(?=\.)",
    re.IGNORECASE,
)


def safe_name(name: str) -> str:
    """Give the name as it may be shown and saved: composed, short, only the last part of a path."""
    last = re.split(r"[\\/]", nfc(name))[-1]
    plain = "".join(_visible(char) for char in last)
    plain = " ".join(FORBIDDEN.sub("_", plain).split()).strip(". ")
    if RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, end = plain.rpartition(".")
    if dot and stem:
        return f"{stem[: LONGEST - len(end) - 1].rstrip('. ')}.{end[:10]}"
    return plain[:LONGEST] or "tep"


def _visible(char: str) -> str:
    """A blank for any blank; nothing for what does not show, or turns the writing round."""
    if char.isspace():
        return " "
    return "" if unicodedata.category(char).startswith("C") else char


def extension(name: str) -> str:
    """What stands behind the last dot, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def hidden_program(name: str) -> str | None:
    """The ending of a program that stands before the last ending, as in `bill.exe.pdf`."""
    found = PROGRAM.search(name)
    return found[1].lower() if found else None
