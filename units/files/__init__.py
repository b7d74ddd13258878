"""What a file must be to be kept: name, content and structure agree, and nothing in it acts.

A pure room: bytes in; a kind of file out, or a refusal that says what to do. The program never
opens what it keeps; it reads just enough to know that nobody who downloads it is ambushed.
"""

from collections.abc import Iterable

from units.files import foreign
from units.files.kinds import IMAGES, KINDS, Kind, kind_of
from units.files.names import extension, hidden_program, safe_name
from units.files.refusal import Bad, FileRefused

__all__ = ["IMAGES", "KINDS", "FileRefused", "Kind", "check", "kind_of", "safe_name", "shown"]


def check(name: str, content: bytes, accept: Iterable[Kind] = KINDS) -> Kind:
    """Tell which of the accepted kinds a file is; raise `FileRefused` when it is none of them.

    The extension says what it claims to be, the first bytes and the whole structure what it is.
    """
    name, accept = safe_name(name), tuple(accept)
    try:
        kind = _claimed(name, content, accept)
        foreign.refuse_second_face(kind, content)
        kind.read(content)
    except Bad as bad:
        raise FileRefused(name, bad, accept) from None
    return kind


def _claimed(name: str, content: bytes, accept: tuple[Kind, ...]) -> Kind:
    if not content:
        raise Bad.empty()
    if program := hidden_program(name):
        raise Bad.double_extension(program)
    kind = next((one for one in accept if extension(name) in one.extensions), None)
    if kind is None:
        raise Bad.not_accepted(extension(name), foreign.looks_like(content))
    if not content.startswith(kind.magic):
        raise Bad.other_content(kind.label, foreign.looks_like(content))
    return kind


def shown(kind: Kind, content: bytes) -> bytes:
    """Give an image as others may see it: without place, camera, comments or anything behind it."""
    return kind.show(content) if kind.show else content
