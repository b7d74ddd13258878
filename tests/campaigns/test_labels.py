"""Names of awards on a page."""

from django.utils.translation import override

from campaigns.labels import award_choices, award_label
from campaigns.models import Aim, AnnouncedAward
from campaigns.models.campaigns import Campaign
from campaigns.models.pledges import Pledge
from units.models import Agency


def test_names_follow_the_language_of_the_page() -> None:
    with override("vi"):
        assert award_label("LDTT") == "Lao động tiên tiến"
    with override("en"):
        assert award_label("LDTT") == "Advanced worker"


def test_an_agency_calls_its_own_awards_by_its_name() -> None:
    with override("vi"):
        assert award_label("CO_BO", "Văn phòng Quốc hội") == "Cờ thi đua của Văn phòng Quốc hội"


def test_choices_are_grouped_and_limited() -> None:
    from campaigns import catalogue

    among = [catalogue.award("LDTT"), catalogue.award("GKHEN")]
    with override("vi"):
        groups = award_choices("Văn phòng Quốc hội", among)
    assert [(group, [code for code, _name in rows]) for group, rows in groups] == [
        ("Danh hiệu thi đua", ["LDTT"]),
        ("Hình thức khen thưởng", ["GKHEN"]),
    ]


def test_rows_know_the_name_that_their_agency_uses() -> None:
    campaign = Campaign(agency=Agency(name="Văn phòng Quốc hội"))
    with override("vi"):
        announced = AnnouncedAward(campaign=campaign, award="CO_BO")
        aim = Aim(pledge=Pledge(campaign=campaign), award="CO_BO")
        assert announced.label == aim.label == "Cờ thi đua của Văn phòng Quốc hội"
        assert str(announced) == str(aim) == "Cờ thi đua của bộ, ban, ngành, tỉnh"
