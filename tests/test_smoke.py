from tests.cast import day, launched_campaign


def test_office_can_launch(office):
    with day(2022, 1, 10):
        c = launched_campaign(office)
    assert c.state == "LAUNCHED"
    assert office.lan.notices.count() == 1


def test_login(client, office):
    assert client.get("/login").status_code == 200
