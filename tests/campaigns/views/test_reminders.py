"""The page of the reminder rules."""

from django.urls import reverse

from campaigns.models import Duty, ReminderRule

URL = reverse("reminders")


def filled(**changes):
    usual = {
        f"{duty}-{name}": value
        for duty in (duty.lower() for duty in Duty)
        for name, value in {
            "before": "10, 5, 2, 1, 0",
            "after": "1, 3, 5",
            "escalate_after": "3",
        }.items()
    }
    return usual | changes


def test_the_page_shows_the_usual_days(client, office):
    client.force_login(office.thao)
    page = client.get(URL).content.decode()
    assert page.count('value="10, 5, 2, 1, 0"') == len(Duty)
    assert "Đăng ký thi đua" in page


def test_only_what_was_changed_is_saved(client, office):
    client.force_login(office.thao)
    changed = {"pledge-before": "7; 3 0", "pledge-escalate_after": "", "pledge-hold": "on"}
    page = client.post(URL, filled(**changed), follow=True)
    assert "Đã lưu lịch nhắc việc." in page.content.decode()
    rule = ReminderRule.objects.get()
    assert (rule.duty, rule.before, rule.after) == ("PLEDGE", [7, 3, 0], [1, 3, 5])
    assert (rule.escalate_after, rule.hold) == (None, True)


def test_what_is_no_number_of_days_is_named_and_nothing_is_saved(client, office):
    client.force_login(office.thao)
    page = client.post(URL, filled(**{"pledge-before": "ba", "nomination-after": "61"}))
    said = page.content.decode()
    assert "“ba” không phải số ngày từ 0 đến 60" in said
    assert "“61” không phải số ngày" in said
    assert 'value="ba"' in said
    assert not ReminderRule.objects.exists()


def test_no_day_at_all_is_refused(client, office):
    client.force_login(office.thao)
    changed = {"opinion-before": "", "opinion-after": "", "pledge-before": "4"}
    page = client.post(URL, filled(**changed))
    assert "ít nhất một ngày" in page.content.decode()
    assert not ReminderRule.objects.exists()


def test_it_is_the_standing_body_s_page(client, office):
    for name in ("lan", "hung", "khoa", "oanh", "phong", "quan", "roi"):
        client.force_login(getattr(office, name))
        assert client.get(URL).status_code == 404, name
