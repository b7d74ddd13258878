"""Write a scoring table, put it to use, replace it by a new version."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns import shipped
from campaigns.models import (
    Campaign,
    Criterion,
    CriterionGroup,
    Score,
    ScoringRound,
    ScoringTable,
)
from campaigns.queries.scoring_tables import (
    groups_of,
    problems_of,
    table_draft,
    table_in_use,
    unchanged,
)
from campaigns.scoring import Kind
from campaigns.workflow import CampaignState, TableState
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root

POINTS = ("total", "bonus_cap", "penalty_cap")


@dataclass(frozen=True)
class TableContent:
    """What was typed: the points of the whole, and groups with their rows of criteria."""

    points: dict[str, Decimal]
    groups: list[dict[str, Any]]


@transaction.atomic
def draft_table(
    *, campaign: Campaign, actor: Account, template: str = "", copied: ScoringTable | None = None
) -> ScoringTable:
    """Begin a version: from a template, from another table, or empty; the draft there is, if any.

    From another campaign's table, a criterion keeps its commitment where one has the same heading.
    """
    _require_standing(actor, campaign.agency)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    _require_open(campaign)
    if draft := table_draft(campaign):
        return draft
    latest = campaign.scoring_tables.first()
    table = ScoringTable.objects.create(
        campaign=campaign, version=latest.version + 1 if latest else 1
    )
    content, table.source = _begun(campaign, template, copied)
    _write(table, content)
    audit.record(
        actor=actor,
        action="draft_table",
        target=table,
        template=template,
        copied=copied.pk if copied else None,
    )
    return table


def _begun(
    campaign: Campaign, template: str, copied: ScoringTable | None
) -> tuple[TableContent, str]:
    if copied:
        source = _("bảng năm %(year)d, phiên bản %(version)d") % {
            "year": copied.campaign.year,
            "version": copied.version,
        }
        return _copied(campaign, copied), source
    if template:
        found = shipped.template(template)
        values = {"name": found.name, "day": f"{found.written_on:%d/%m/%Y}"}
        return _of_template(campaign, found), _("mẫu minh họa “%(name)s”, %(day)s") % values
    zero = Decimal(0)
    return TableContent({"total": Decimal(100), "bonus_cap": zero, "penalty_cap": zero}, []), ""


def _of_template(campaign: Campaign, template: shipped.Template) -> TableContent:
    commitments = {one.number: one.pk for one in campaign.commitments.all()}
    groups = [
        {
            "name": group.name,
            "nature": group.nature,
            "criteria": [
                {
                    "name": one.name,
                    "maximum": one.maximum,
                    "checked_by": one.checked_by,
                    "by_self": Kind.SELF in one.kinds,
                    "by_cross": Kind.CROSS in one.kinds,
                    "by_check": Kind.CHECK in one.kinds,
                    "commitment_id": commitments.get(one.commitment or 0),
                }
                for one in group.criteria
            ],
        }
        for group in template.groups
    ]
    return TableContent({name: getattr(template, name) for name in POINTS}, groups)


def _copied(campaign: Campaign, table: ScoringTable) -> TableContent:
    commitments = {one.heading: one.pk for one in campaign.commitments.all()}
    fields = ("name", "maximum", "checked_by", "by_self", "by_cross", "by_check")
    groups = [
        {
            "name": group.name,
            "nature": group.nature,
            "criteria": [
                {name: getattr(one, name) for name in fields}
                | {
                    "commitment_id": commitments.get(one.commitment.heading)
                    if one.commitment
                    else None
                }
                for one in group.criteria.all()
            ],
        }
        for group in groups_of(table)
    ]
    return TableContent({name: getattr(table, name) for name in POINTS}, groups)


@transaction.atomic
def save_table(
    *, table: ScoringTable, content: TableContent, edition: int, actor: Account
) -> ScoringTable:
    """Keep a draft as typed; `edition` is the one that the page was opened with."""
    table = _locked_draft(table, actor)
    if table.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bảng này. Phần bạn nhập chưa được lưu nhưng "
                "vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    _write(table, content)
    audit.record(
        actor=actor,
        action="save_table",
        target=table,
        edition=table.edition,
        criteria=sum(len(group["criteria"]) for group in content.groups),
    )
    return table


def _write(table: ScoringTable, content: TableContent) -> None:
    """Put the content in the place of what the draft held."""
    for name in POINTS:
        setattr(table, name, content.points[name])
    table.edition += 1
    table.save()
    table.groups.all().delete()
    for number, row in enumerate(content.groups, start=1):
        group = CriterionGroup.objects.create(
            table=table, number=number, name=row["name"], nature=row["nature"]
        )
        Criterion.objects.bulk_create(
            Criterion(group=group, number=place, **criterion)
            for place, criterion in enumerate(row["criteria"], start=1)
        )


@transaction.atomic
def use_table(*, table: ScoringTable, reason: str = "", actor: Account) -> ScoringTable:
    """Put a version to use; from here on it is never edited.

    It may replace another one until cross-scoring begins. Scores given so far go with the criteria
    that ask the same; the others are to be given anew, and stay on record with the old version.
    """
    table = _locked_draft(table, actor)
    if problems := problems_of(table):
        raise ActionRefused(
            _("Chưa áp dụng được: %(problems)s. Bản nháp vẫn còn nguyên.")
            % {"problems": "; ".join(problems)}
        )
    old = table_in_use(table.campaign)
    if old:
        _check_replaceable(table.campaign)
    if table.version > 1 and not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do thay phiên bản. Bản nháp vẫn còn nguyên."))
    if old:
        old.state = TableState.REPLACED
        old.save(update_fields=["state"])
    table.state, table.reason = TableState.IN_USE, reason.strip()
    table.used_by, table.used_at = actor, clock.now()
    table.save(update_fields=["state", "reason", "used_by", "used_at"])
    carried = _carry_scores(old, table) if old else 0
    audit.record(
        actor=actor, action="use_table", target=table, reason=table.reason, carried=carried
    )
    return table


def _check_replaceable(campaign: Campaign) -> None:
    begun = ScoringRound.objects.filter(campaign=campaign, cross_from__lte=clock.today())
    if begun.exists():
        raise ActionRefused(
            _(
                "Chấm chéo đã bắt đầu nên không thay bảng tiêu chí nữa. Bản nháp vẫn còn nguyên và "
                "có thể dùng cho năm sau."
            )
        )


def _carry_scores(old: ScoringTable, new: ScoringTable) -> int:
    """Give the scores of unchanged criteria to the new version."""
    same = unchanged(old, new)
    carried = Score.objects.bulk_create(
        Score(
            sheet_id=score.sheet_id,
            criterion_id=same[score.criterion_id],
            points=score.points,
            evidence=score.evidence,
            reason=score.reason,
        )
        for score in Score.objects.filter(criterion__in=same)
    )
    return len(carried)


@transaction.atomic
def discard_table(*, table: ScoringTable, actor: Account) -> None:
    """Throw a draft away."""
    table = _locked_draft(table, actor)
    audit.record(actor=actor, action="discard_table", target=table)
    table.delete()


def _locked_draft(table: ScoringTable, actor: Account) -> ScoringTable:
    _require_standing(actor, table.campaign.agency)
    table = (
        ScoringTable.objects.select_for_update(of=("self",))
        .select_related("campaign__agency")
        .get(pk=table.pk)
    )
    if table.state != TableState.DRAFT:
        raise ActionRefused(
            _(
                "Bảng này %(state)s nên không sửa được; nội dung bạn nhập chưa được lưu. Hãy lập "
                "phiên bản mới."
            )
            % {"state": table.get_state_display()}
        )
    return table


def _require_standing(actor: Account, agency: Agency) -> None:
    require(actor, agency_root(agency).pk, [Role.STANDING_BODY])


def _require_open(campaign: Campaign) -> None:
    if campaign.state != CampaignState.LAUNCHED:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không lập bảng tiêu chí. Không có gì thay đổi.")
            % {"state": campaign.get_state_display()}
        )
