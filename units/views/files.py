"""Give files out, after the page has found that the account may see them."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from units import files
from units.models import Attachment
from units.stored import whole


def handed_out(content: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file that the program made, under a name: to save or, `inline`, to look at."""
    response = HttpResponse(content, content_type=media_type)
    named = content_disposition_header(as_attachment=not inline, filename=name)
    response["Content-Disposition"] = named or "attachment"
    return response


def serve(attachment: Attachment, *, preview: bool = False) -> HttpResponse:
    """The file to save; or, of an image, a copy to look at, without what the camera noted.

    The bytes are the ones that were checked, or nothing: the hash is counted again. Whatever the
    browser makes of them, it makes in a box without scripts, forms and addresses.
    """
    content = whole(attachment.file)
    if content is None:
        return HttpResponse(
            _("Tệp này không còn nguyên vẹn trong kho. Hãy báo quản trị hệ thống."),
            status=503,
            content_type="text/plain; charset=utf-8",
        )
    kind = files.kind_of(attachment.file.media_type)
    inline = preview and kind in files.IMAGES
    response = HttpResponse(
        files.shown(kind, content) if kind and inline else content,
        content_type=kind.media_type if kind else "application/octet-stream",
    )
    named = content_disposition_header(as_attachment=not inline, filename=attachment.name)
    response["Content-Disposition"] = named or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
