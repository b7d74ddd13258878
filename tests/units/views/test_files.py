"""A served file is the one that was checked, in a box, under a name that plays no tricks."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.units.bringing import bring
from tests.units.files.samples import exif, jpeg
from units.views.files import serve


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def attached(actor, content, name):
    return SimpleNamespace(file=bring(actor, content, name), name=name)


def test_a_paper_is_saved_not_opened(office):
    paper = attached(office.lan, None, "Báo cáo.pdf")
    for preview in (False, True):
        response = serve(paper, preview=preview)
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == (
            "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o.pdf"
        )
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "private, no-store"


def test_an_image_is_shown_without_its_notes_and_saved_with_them(office):
    photo = jpeg(8, 8, exif(1, b"GPS 21.03"))
    picture = attached(office.lan, photo, "anh.jpg")
    preview = serve(picture, preview=True)
    assert preview["Content-Disposition"] == 'inline; filename="anh.jpg"'
    assert preview["Content-Type"] == "image/jpeg"
    assert preview.content == jpeg()
    assert serve(picture).content == photo
    assert serve(picture)["Content-Disposition"] == 'attachment; filename="anh.jpg"'


def test_altered_or_missing_bytes_are_not_served(office):
    paper = attached(office.lan, None, "a.pdf")
    default_storage.save(paper.file.path, ContentFile(b"<script>"))
    response = serve(paper)
    assert (response.status_code, response["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert "không còn nguyên vẹn" in response.content.decode()
    default_storage.delete(paper.file.path)
    assert serve(paper).status_code == 503


def test_no_address_leads_to_the_folder(client, office, settings):
    paper = attached(office.lan, None, "a.pdf")
    client.force_login(office.lan)
    for address in (
        f"/{paper.file.path}",
        f"/media/{paper.file.path}",
        f"/files/{paper.file.path}",
    ):
        assert client.get(address).status_code == 404
    assert settings.MEDIA_URL == "/"
