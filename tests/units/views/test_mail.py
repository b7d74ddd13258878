"""Pages of mail: the choice, the outbox, and addresses that refuse."""

import pytest
from django.urls import reverse

from units import clock
from units.actions.inbox import Message, notify
from units.models import Account, Bounce, Notice

QUERIES_OF_THE_OUTBOX = 11


@pytest.fixture
def held(office):
    def hold(*names):
        accounts = [getattr(office, name) for name in names]
        notify(
            accounts=accounts,
            kind="reminder",
            about="campaign:1",
            write=lambda: Message("Sắp đến hạn", "Còn ba ngày."),
            hold=True,
        )
        found = Notice.objects.filter(account__in=accounts).order_by("pk")
        return list(found.values_list("pk", flat=True))

    return hold


def test_a_person_chooses_how_mail_comes(client, office):
    client.force_login(office.lan)
    assert "Thư gửi tới lan@example.org" in client.get(reverse("mail")).content.decode()
    page = client.post(reverse("mail"), {"choice": "AT_ONCE"}, follow=True)
    assert "Đã lưu cách nhận thư." in page.content.decode()
    assert office.lan.mail_choice == Account.MailChoice.AT_ONCE
    page = client.post(reverse("mail"), {"choice": "PIGEON"})
    assert list(page.context["form"].errors) == ["choice"]


def test_the_outbox_shows_what_waits_and_lets_it_go(client, office, held):
    keys = held("lan", "mai")
    client.force_login(office.thao)
    page = client.get(reverse("outbox")).content.decode()
    assert "Sắp đến hạn" in page
    assert "mai@example.org" in page
    done = client.post(reverse("outbox_release"), {"notices": keys[:1]}, follow=True)
    assert "Đã cho gửi 1 thư." in done.content.decode()
    client.post(reverse("outbox_stop"), {"notices": keys[1:], "stop-note": "Đã gọi điện"})
    assert "Không có thư nào chờ" in client.get(reverse("outbox")).content.decode()
    assert list(Notice.objects.order_by("pk").values_list("held", "mail_due")) == [
        (False, True),
        (False, False),
    ]


def test_nothing_ticked_and_no_reason_change_nothing(client, office, held):
    keys = held("lan")
    client.force_login(office.thao)
    assert (
        "Chưa chọn thư nào" in client.post(reverse("outbox_release"), follow=True).content.decode()
    )
    page = client.post(reverse("outbox_stop"), {"notices": keys, "stop-note": ""})
    assert "Hãy ghi lý do" in page.content.decode()
    assert Notice.objects.get().held


def test_the_outbox_is_for_the_standing_body(client, office, held):
    held("lan")
    for name in ("lan", "hung", "khoa", "oanh", "phong", "quan", "roi"):
        client.force_login(getattr(office, name))
        assert client.get(reverse("outbox")).status_code == 404, name
        assert client.post(reverse("outbox_stop")).status_code == 404, name


def test_an_address_that_refuses_is_shown_and_tried_again(client, office):
    bounce = Bounce.objects.create(address="lan@example.org", reason="550", since=clock.now())
    client.force_login(office.lan)
    clear = reverse("bounce_clear", args=[bounce.pk])
    assert client.post(clear).status_code == 404
    client.force_login(office.thao)
    assert "lan@example.org" in client.get(reverse("outbox")).content.decode()
    client.post(clear)
    assert not Bounce.objects.exists()


def test_the_outbox_takes_the_same_queries_for_one_row_and_for_three(
    client, office, held, django_assert_num_queries
):
    client.force_login(office.thao)
    held("lan")
    client.get(reverse("outbox"))
    with django_assert_num_queries(QUERIES_OF_THE_OUTBOX):
        client.get(reverse("outbox"))
    held("mai", "hung")
    with django_assert_num_queries(QUERIES_OF_THE_OUTBOX):
        client.get(reverse("outbox"))
