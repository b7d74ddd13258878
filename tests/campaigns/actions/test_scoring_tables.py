"""Scoring tables: begun from something, written, put to use, replaced by a new version."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.scoring_tables import (
    TableContent,
    discard_table,
    draft_table,
    save_table,
    use_table,
)
from campaigns.models import Campaign, Criterion, CriterionGroup, Score, ScoringTable
from campaigns.queries.scoring_tables import (
    criteria_of,
    groups_of,
    problems_of,
    sums_of,
    table_in_use,
    uncovered,
)
from tests.campaigns import scoring_way as way
from tests.cast import Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def test_a_table_begins_from_the_template(office: Office, campaign: Campaign) -> None:
    table = draft_table(campaign=campaign, template="template_2022", actor=office.thao)
    assert (table.version, table.state, table.total) == (1, "DRAFT", 100)
    assert "mẫu minh họa" in table.source
    assert problems_of(table) == []
    served = {one.commitment.number for one in criteria_of(table) if one.commitment}
    assert served == {1, 2}  # the cast's campaign has no third content
    assert uncovered(table) == []
    assert sums_of(table, groups_of(table))[0].points == 100
    entry = AuditEntry.objects.get(action="draft_table")
    assert entry.changes == {"template": "template_2022", "copied": None}


def test_beginning_again_gives_the_draft_there_is(office: Office, campaign: Campaign) -> None:
    first = draft_table(campaign=campaign, actor=office.thao)
    assert draft_table(campaign=campaign, template="template_2022", actor=office.thao) == first
    assert not criteria_of(first).exists()


def test_last_years_table_keeps_the_commitments_that_are_called_the_same(
    office: Office, campaign: Campaign
) -> None:
    old = way.in_use(office, campaign)
    next_one = launched_campaign(office, year=2023)
    next_one.commitments.filter(number=2).update(heading="Việc khác")
    table = draft_table(campaign=next_one, copied=old, actor=office.thao)
    assert table.source == "bảng năm 2022, phiên bản 1"
    assert [(one.label, one.maximum, one.commitment) for one in criteria_of(table)] == [
        ("1.1. Đúng hạn", 60, next_one.commitments.get(number=1)),
        ("1.2. Cải tiến", 40, None),
        ("2.1. Đột xuất", 5, None),
        ("3.1. Nộp chậm", 10, None),
    ]
    assert [one.number for one in uncovered(table)] == [2]


def test_a_draft_is_saved_however_unfinished(office: Office, campaign: Campaign) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    content = way.content(campaign)
    content.groups[0]["criteria"].pop()
    saved = save_table(table=table, content=content, edition=table.edition, actor=office.thao)
    assert saved.edition == table.edition + 1
    assert problems_of(saved) == ["điểm các tiêu chí cộng lại là 60, chưa đủ tổng 100"]
    assert [group.maximum for group in groups_of(saved)] == [60, 5, 10]


def test_two_clerks_never_overwrite_each_other(office: Office, campaign: Campaign) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    content = way.content(campaign)
    save_table(table=table, content=content, edition=table.edition, actor=office.thao)
    with pytest.raises(ActionRefused, match="người khác đã lưu bảng này"):
        save_table(
            table=table,
            content=TableContent(content.points, []),
            edition=table.edition,
            actor=office.thao,
        )
    assert criteria_of(table).count() == 4


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"total": Decimal(99)}, "cộng lại là 100, vượt tổng 99"),
        ({"total": Decimal("100.5")}, "cộng lại là 100, chưa đủ tổng 100,5"),
        ({"bonus_cap": Decimal(4)}, "tiêu chí thưởng vượt mức"),
        ({"penalty_cap": Decimal(9)}, "tiêu chí trừ vượt mức"),
    ],
)
def test_points_may_not_exceed_the_total(office: Office, campaign, changes, because) -> None:
    table = way.drafted(office, campaign, **changes)
    with pytest.raises(ActionRefused, match=because):
        use_table(table=table, actor=office.thao)
    assert table_in_use(campaign) is None


def test_an_empty_table_is_not_used(office: Office, campaign: Campaign) -> None:
    table = draft_table(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="chưa có tiêu chí nào chấm điểm nội dung"):
        use_table(table=table, actor=office.thao)


def test_a_table_in_use_is_never_edited(office: Office, campaign: Campaign) -> None:
    table = way.in_use(office, campaign)
    content = way.content(campaign)
    for act in (
        lambda: save_table(table=table, content=content, edition=2, actor=office.thao),
        lambda: use_table(table=table, reason="Khác", actor=office.thao),
        lambda: discard_table(table=table, actor=office.thao),
    ):
        with pytest.raises(ActionRefused, match="đang áp dụng nên không sửa được"):
            act()
    for act in (
        lambda: ScoringTable.objects.update(total=1),
        lambda: ScoringTable.objects.update(state="DRAFT"),
        lambda: ScoringTable.objects.update(state="REPLACED", version=2),
        lambda: CriterionGroup.objects.update(name="Khác"),
        lambda: CriterionGroup.objects.create(table=table, number=9, name="?", nature="BONUS"),
        lambda: Criterion.objects.update(maximum=1),
        lambda: Criterion.objects.filter(name="Cải tiến").delete(),
    ):
        with pytest.raises(IntegrityError, match="in use"), transaction.atomic():
            act()


def test_a_new_version_says_why_and_takes_unchanged_scores_along(
    office: Office, campaign: Campaign
) -> None:
    round_ = way.opened(office, campaign)
    with day(2022, 11, 5):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50, "Cải tiến": 0}, office.lan)
        table = draft_table(campaign=campaign, copied=table_in_use(campaign), actor=office.thao)
        content = way.content(campaign)
        content.groups[0]["criteria"][0]["name"] = "Đúng hạn, đủ chất lượng"
        save_table(table=table, content=content, edition=table.edition, actor=office.thao)
        with pytest.raises(ActionRefused, match="ghi lý do thay phiên bản"):
            use_table(table=table, reason=" ", actor=office.thao)
        table = use_table(table=table, reason="Nói rõ chất lượng", actor=office.thao)
    assert [(one.version, one.state) for one in campaign.scoring_tables.all()] == [
        (2, "IN_USE"),
        (1, "REPLACED"),
    ]
    # Each score points at the criterion of its version; only the unchanged one was taken along.
    assert sorted(
        Score.objects.values_list("criterion__group__table__version", "criterion__name", "points")
    ) == [(1, "Cải tiến", 0), (1, "Đúng hạn", 50), (2, "Cải tiến", 0)]
    entry = AuditEntry.objects.filter(action="use_table").latest("pk")
    assert (entry.reason, entry.changes) == ("Nói rõ chất lượng", {"carried": 1})


def test_once_cross_scoring_begins_no_version_is_replaced(
    office: Office, campaign: Campaign
) -> None:
    way.opened(office, campaign)
    with day(2022, 11, 11):
        table = draft_table(campaign=campaign, copied=table_in_use(campaign), actor=office.thao)
        with pytest.raises(ActionRefused, match="Chấm chéo đã bắt đầu"):
            use_table(table=table, reason="Muộn", actor=office.thao)
    assert table_in_use(campaign).version == 1


def test_a_draft_is_thrown_away(office: Office, campaign: Campaign) -> None:
    table = way.drafted(office, campaign)
    discard_table(table=table, actor=office.thao)
    assert not ScoringTable.objects.exists()
    assert not Criterion.objects.exists()


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan"])
def test_only_the_standing_body_keeps_tables(office: Office, campaign: Campaign, who: str) -> None:
    table = way.drafted(office, campaign)
    actor = getattr(office, who)
    for act in (
        lambda: draft_table(campaign=campaign, actor=actor),
        lambda: save_table(
            table=table, content=way.content(campaign), edition=table.edition, actor=actor
        ),
        lambda: use_table(table=table, actor=actor),
        lambda: discard_table(table=table, actor=actor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert ScoringTable.objects.get().state == "DRAFT"


def test_a_closed_campaign_gets_no_table(office: Office, campaign: Campaign) -> None:
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã tổng kết nên không lập bảng"):
        draft_table(campaign=campaign, actor=office.thao)
