"""Uploads: what is too large is cut as it arrives, and the field says so."""

from django import forms
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from tests.units.bringing import upload
from tests.units.files.samples import docx, pdf, png
from units.files import IMAGES
from units.forms import FilesField

MB = 2**20


class EvidenceForm(forms.Form):
    files = FilesField(required=False)


def typed(*uploads) -> EvidenceForm:
    return EvidenceForm({}, MultiValueDict({"files": list(uploads)}))


def test_the_limits_stand_below_the_field_beforehand(settings):
    settings.FILE_MEGABYTES, settings.FILES_AT_ONCE = 7, 3
    text = str(EvidenceForm()["files"].help_text)
    assert text == (
        "Nhiều nhất 3 tệp, mỗi tệp không quá 7 MB: PDF, Word (.docx), Excel (.xlsx), JPEG, PNG. "
        "Không đưa tài liệu bí mật nhà nước vào hệ thống."
    )
    html = str(EvidenceForm()["files"])
    assert 'accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"' in html
    assert " multiple" in html


def test_several_sound_files_come_as_a_list():
    form = typed(upload("a.pdf"), upload("b.docx", docx()))
    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["files"]] == ["a.pdf", "b.docx"]
    assert typed().is_valid()
    assert typed().fields["files"].clean([]) == []


def test_every_refused_file_says_why_at_the_field():
    form = typed(upload(), upload("b.png"), upload("c.exe", b"MZ\0\0"))
    assert [error[:24] for error in form.errors["files"]] == [
        "Chưa lưu tệp “b.png”: đu",
        "Chưa lưu tệp “c.exe”: nộ",
    ]


def test_too_many_and_none_where_one_must_be(settings):
    settings.FILES_AT_ONCE = 1
    form = typed(upload(), upload("b.pdf"))
    assert form.errors["files"] == ["Chưa lưu tệp nào: chọn nhiều nhất 1 tệp một lần."]

    class Photo(forms.Form):
        files = FilesField(accept=IMAGES)

    assert "files" in Photo({}, MultiValueDict()).errors
    assert Photo({}, MultiValueDict({"files": [upload("a.png", png())]})).is_valid()


def test_what_is_too_large_is_cut_as_it_arrives_and_refused(settings):
    settings.FILE_MEGABYTES = 1
    sent = {"text": "còn đây", "files": [upload("a.pdf", b"x" * 9 * MB), upload("b.pdf")]}
    request = RequestFactory().post("/", sent)
    large, small = request.FILES.getlist("files")
    assert MB < large.size < 2 * MB
    assert small.read() == pdf()
    assert request.POST["text"] == "còn đây"
    form = EvidenceForm(request.POST, request.FILES)
    assert form.errors["files"] == [
        "Chưa lưu tệp “a.pdf”: tệp lớn hơn 1 MB. Hãy thu nhỏ rồi chọn lại."
    ]
