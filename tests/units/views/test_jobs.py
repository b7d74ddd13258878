import pytest

from units.actions.jobs import queue_job
from units.models import Job

HTMX = {"hx-request": "true"}


@pytest.fixture
def job(office):
    return queue_job(kind="tally", argument=1, path="/tallies", owner=office.thao)


def shown(client, job, **changes):
    Job.objects.filter(pk=job.pk).update(**changes)
    return client.get(f"/jobs/{job.pk}").content.decode()


def test_only_the_owner_sees_it(client, office, job):
    for name in ("lan", "quan", "phong"):
        client.force_login(getattr(office, name))
        assert client.get(f"/jobs/{job.pk}").status_code == 404
    client.force_login(office.thao)
    assert client.get(f"/jobs/{job.pk}").status_code == 200
    assert client.post(f"/jobs/{job.pk}").status_code == 405


def test_it_asks_again_until_it_is_over(client, office, job):
    client.force_login(office.thao)
    assert 'hx-trigger="every 2s"' in shown(client, job)
    running = shown(client, job, state=Job.State.RUNNING, done=2, total=5)
    assert "Đã làm 2 trong 5 phần" in running
    assert '<progress value="2" max="5"' in running
    over = shown(client, job, state=Job.State.DONE, done=5)
    assert "hx-trigger" not in over
    assert "Xem kết quả" in over
    assert 'href="/tallies"' in over


def test_a_failure_says_what_was_saved_and_what_to_do(client, office, job):
    client.force_login(office.thao)
    failed = shown(client, job, state=Job.State.FAILED, error="ValueError: thirteen")
    assert "Số liệu trước đó vẫn còn nguyên" in failed
    assert "ValueError: thirteen" in failed


def test_htmx_gets_the_piece_that_changes(client, office, job):
    client.force_login(office.thao)
    piece = client.get(f"/jobs/{job.pk}", headers=HTMX).content.decode()
    assert piece.lstrip().startswith('<div id="job"')
    assert "<html" not in piece
