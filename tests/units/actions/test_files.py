"""Files are kept once, never half, never lost once acknowledged, and swept when unused."""

import datetime
import hashlib
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import IntegrityError, connection, transaction

from tests.cast import TODAY, build_office, day
from tests.units.bringing import bring, everything_kept, kept
from tests.units.files.samples import docx, pdf, png
from units import clock
from units.actions import files as actions
from units.actions.files import sweep_unused
from units.errors import ActionRefused
from units.files import IMAGES
from units.models import AuditEntry, StoredFile
from units.storage import WholeFileStorage
from units.tasks import sweep_files


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def bring_and_lose_power(actor):
    """The bytes are on the disk when the transaction is lost."""
    with transaction.atomic():
        bring(actor)
        raise RuntimeError("power cut")


def test_a_file_is_kept_under_its_hash(office):
    with day(2022, 3, 1):
        stored = bring(office.lan)
    digest = hashlib.sha256(pdf()).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (
        digest,
        len(pdf()),
        "application/pdf",
    )
    assert stored.path == f"kept/{digest[:2]}/{digest}"
    assert kept(stored) == pdf()
    entry = AuditEntry.objects.get(action="store_file")
    assert (entry.actor, entry.target_id) == (office.lan, stored.pk)
    assert entry.changes == {"name": "Báo cáo.pdf", "size": len(pdf())}


def test_the_same_bytes_are_kept_once(office, tmp_path):
    with day(2022, 3, 1):
        first = bring(office.lan)
    with day(2022, 3, 2):
        second = bring(office.binh, name="khac.pdf")
        assert second.pk == first.pk
        assert StoredFile.objects.get().kept_at == second.kept_at
        assert second.kept_at.date() == clock.today()
    assert everything_kept(tmp_path) == [first.sha256]
    assert AuditEntry.objects.filter(action="store_file").count() == 2


def test_a_refused_file_leaves_nothing(office, tmp_path):
    with pytest.raises(ActionRefused, match="Chưa lưu tệp “a"):
        bring(office.lan, pdf(), "a.png")
    with pytest.raises(ActionRefused, match="JPEG, PNG"):
        bring(office.lan, accept=IMAGES)
    assert not StoredFile.objects.exists()
    assert everything_kept(tmp_path) == []
    assert not AuditEntry.objects.filter(action="store_file").exists()


def test_limits_of_a_file_and_of_a_day(office, settings):
    settings.FILE_MEGABYTES = 0
    with pytest.raises(ActionRefused, match="tệp lớn hơn 0 MB"):
        bring(office.lan)
    settings.FILE_MEGABYTES, settings.FILE_MEGABYTES_A_DAY = 1, 1
    with day(2022, 3, 1):
        bring(office.lan, pdf(b"%" * 600_000))
        with pytest.raises(ActionRefused, match="hôm nay bạn đã tải lên gần đủ 1 MB"):
            bring(office.lan, pdf(b"%" * 600_001))
        assert bring(office.hung, pdf(b"%" * 600_002)).pk, "another account has a day of its own"
    with day(2022, 3, 2):
        assert bring(office.lan, pdf(b"%" * 600_001)).pk


def test_the_database_knows_a_hash(db):
    with pytest.raises(IntegrityError):
        StoredFile.objects.create(sha256="../../etc/passwd", size=1, kept_at=clock.now())


def test_a_crash_before_the_commit_leaves_no_row_and_the_next_upload_is_whole(office, tmp_path):
    with pytest.raises(RuntimeError):
        bring_and_lose_power(office.lan)
    assert everything_kept(tmp_path) == [hashlib.sha256(pdf()).hexdigest()]
    assert not StoredFile.objects.exists()
    assert kept(bring(office.lan)) == pdf()


@pytest.mark.parametrize("storage", [WholeFileStorage, FileSystemStorage])
def test_a_crash_while_writing_leaves_no_half_file(tmp_path, storage):
    class PowerCut(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        storage(location=tmp_path).save("kept/aa/name", PowerCut(b"half of it"))
    half = ["name"] if storage is FileSystemStorage else []
    # The control is Django's own storage, which does leave half a file under the name.
    assert everything_kept(tmp_path) == half


def test_half_a_file_of_old_is_replaced(office, tmp_path):
    stored = StoredFile(sha256=hashlib.sha256(pdf()).hexdigest(), size=3, kept_at=clock.now())
    default_storage.save(stored.path, ContentFile(b"%PD"))
    assert kept(bring(office.lan)) == pdf()
    assert everything_kept(tmp_path) == [stored.sha256]


def test_what_nothing_uses_is_swept_after_a_day(office, tmp_path):
    with day(2022, 3, 1):
        bring(office.lan)
        assert sweep_files() == 0
    with day(2022, 3, 2):
        bring(office.lan, png(), "a.png")
        assert sweep_files() == 1
        assert StoredFile.objects.get().media_type == "image/png"
        assert len(everything_kept(tmp_path)) == 1
        entry = AuditEntry.objects.get(action="sweep_file")
        assert entry.actor is None


def test_bytes_without_a_row_are_swept_a_day_after_they_were_found(office, tmp_path):
    stranger = tmp_path / "kept" / "notes.txt"
    with pytest.raises(RuntimeError):
        bring_and_lose_power(office.lan)
    stranger.write_text("not ours")
    with day(2022, 3, 1):
        assert sweep_unused() == 0
        assert StoredFile.objects.get().size == len(pdf())
    with day(2022, 3, 3):
        assert sweep_unused() == 1
    assert everything_kept(tmp_path) == ["notes.txt"]


def careless_removal(found: StoredFile) -> bool:
    """The control: the bytes go after the commit, when the name belongs to nobody."""
    with transaction.atomic():
        StoredFile.objects.filter(pk=found.pk).delete()
    default_storage.delete(found.path)
    return True


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("careful", [True, False], ids=["locked", "control"])
def test_an_upload_and_the_sweep_of_the_same_bytes(careful, monkeypatch):
    office = build_office()
    with clock.at(TODAY):
        stored = bring(office.lan)
    deleting, brought = threading.Event(), threading.Event()
    delete = default_storage.delete

    def slow_delete(path: str) -> None:
        deleting.set()
        brought.wait(0.5)
        delete(path)

    def upload() -> None:
        deleting.wait(5)
        bring(office.lan)
        brought.set()
        connection.close()

    monkeypatch.setattr(default_storage, "delete", slow_delete)
    if not careful:
        monkeypatch.setattr(actions, "_remove", careless_removal)
    uploading = threading.Thread(target=upload)
    uploading.start()
    with clock.at(TODAY + datetime.timedelta(days=2)):
        assert sweep_unused() == 1
    uploading.join()
    assert StoredFile.objects.get().sha256 == stored.sha256
    assert default_storage.exists(stored.path) is careful


def test_two_kinds_under_one_name_are_two_files(office):
    assert bring(office.lan).pk != bring(office.lan, docx(), "a.docx").pk
