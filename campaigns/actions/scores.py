"""Declare how a campaign is scored, and give scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Criterion, Score, ScoreSheet, ScoringRound
from campaigns.queries.blocs import blocs_of
from campaigns.queries.scores import claimed_points
from campaigns.queries.scoring_tables import criteria_of, plain, table_in_use
from campaigns.scoring import Kind, needs_reason
from campaigns.workflow import CampaignState
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Role, Unit
from units.permissions import require
from units.queries import agency_root

RULES = ("self_weight", "cross_weight", "check_weight", "tie_rules", "first_places")


@dataclass(frozen=True)
class Entry:
    """What was typed beside a criterion; no points are no score, and zero is one."""

    points: Decimal | None
    evidence: str = ""
    reason: str = ""


@transaction.atomic
def set_round(
    *, campaign: Campaign, fields: Mapping[str, Any], reason: str = "", actor: Account
) -> ScoringRound:
    """Declare windows and rules of scoring, or change them with a reason once it has begun.

    The rules stay as they are from the day on which cross-scoring begins; windows may still move.
    """
    require(actor, agency_root(campaign.agency).pk, [Role.STANDING_BODY])
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.state != CampaignState.LAUNCHED:
        raise ActionRefused(_("Phong trào này không mở nên chưa có gì được lưu."))
    before = ScoringRound.objects.filter(campaign=campaign).first()
    if before and before.self_from <= clock.today() and not reason.strip():
        raise ActionRefused(
            _("Đợt chấm điểm đã bắt đầu; hãy ghi lý do thay đổi. Chưa có gì được lưu.")
        )
    if before and before.cross_from <= clock.today():
        _keep_rules(before, fields)
    old = {name: getattr(before, name) for name in fields} if before else {}
    round_, _created = ScoringRound.objects.update_or_create(campaign=campaign, defaults=fields)
    changes = {
        name: [old.get(name), value] for name, value in fields.items() if old.get(name) != value
    }
    audit.record(actor=actor, action="set_round", target=round_, reason=reason.strip(), **changes)
    return round_


def _keep_rules(before: ScoringRound, fields: Mapping[str, Any]) -> None:
    kept = (*RULES, "self_from", "self_until", "cross_from")
    if any(getattr(before, name) != fields.get(name, getattr(before, name)) for name in kept):
        raise ActionRefused(
            _(
                "Chấm chéo đã bắt đầu nên tỷ trọng, cách phân định và số đơn vị nhất khối không "
                "đổi nữa; chỉ lùi được ngày kết thúc. Chưa có gì được lưu."
            )
        )


@transaction.atomic
def save_scores(
    *,
    round_: ScoringRound,
    unit: Unit,
    kind: str,
    entries: Mapping[int, Entry],
    edition: int,
    actor: Account,
    scorer: Unit | None = None,
) -> ScoreSheet:
    """Give the scores of one sheet, by key of the criterion; what is left open is no score.

    `scorer` is the unit that cross-scores. A given score changes only with a written reason, and a
    checker who differs from what the unit claimed writes one too.
    """
    scorer = unit if kind == Kind.SELF else scorer if kind == Kind.CROSS else None
    _check_scorer(round_, unit, kind, scorer, actor)
    _check_window(round_, kind)
    sheet = _locked_sheet(round_, unit, kind, scorer, edition)
    criteria = _scored_on(round_, kind)
    given = {one.criterion_id: one for one in sheet.scores.filter(criterion__in=criteria)}
    claimed = claimed_points(round_, unit) if kind == Kind.CHECK else {}
    changes = {}
    for key, entry in entries.items():
        score = given.get(key)
        old = score.points if score else None
        _check_entry(criteria.get(key), entry, kind, old, claimed.get(key))
        if old != entry.points:
            changes[str(key)] = [old, entry.points, entry.reason]
    _write(sheet, entries, given)
    sheet.edition += 1
    sheet.saved_by, sheet.saved_at = actor, clock.now()
    sheet.save(update_fields=["edition", "saved_by", "saved_at"])
    audit.record(
        actor=actor, action="save_scores", target=sheet, edition=sheet.edition, scores=changes
    )
    return sheet


def _locked_sheet(
    round_: ScoringRound, unit: Unit, kind: str, scorer: Unit | None, edition: int
) -> ScoreSheet:
    """The sheet of a scorer on a unit, which nobody saved since the page was opened."""
    sheet, _created = ScoreSheet.objects.get_or_create(
        round=round_, unit=unit, kind=kind, scorer=scorer
    )
    # Scores that go along to a new table point at the sheet, and need not wait for this one.
    sheet = ScoreSheet.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.pk)
    if sheet.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu phiếu này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang; hãy mở phiếu mới ở một cửa sổ khác để so sánh."
            )
        )
    return sheet


def _check_scorer(
    round_: ScoringRound, unit: Unit, kind: str, scorer: Unit | None, actor: Account
) -> None:
    if kind == Kind.CHECK:
        require(actor, unit.pk, [Role.STANDING_BODY])
    elif scorer:
        require(actor, scorer.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    if kind == Kind.CROSS and (scorer is None or scorer.pk == unit.pk):
        raise ActionRefused(_("Đơn vị không chấm chéo cho chính mình. Chưa có gì được lưu."))
    blocs = blocs_of([unit.pk, scorer.pk if scorer else unit.pk], round_.campaign.year)
    if unit.pk not in blocs or len(set(blocs.values())) > 1 or (scorer and scorer.pk not in blocs):
        raise ActionRefused(
            _("Hai đơn vị không cùng khối thi đua trong năm này. Chưa có gì được lưu.")
            if kind == Kind.CROSS
            else _("Đơn vị này không thuộc khối nào trong năm này. Chưa có gì được lưu.")
        )


def _check_window(round_: ScoringRound, kind: str) -> None:
    if round_.is_open(kind, clock.today()):
        return
    first, last = round_.window(kind)
    raise ActionRefused(
        _(
            "Chỉ chấm được từ ngày %(first)s đến hết ngày %(last)s. Phần bạn nhập chưa được lưu "
            "nhưng vẫn còn trên trang."
        )
        % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    )


def _scored_on(round_: ScoringRound, kind: str) -> dict[int, Criterion]:
    """Criteria of the table in use that ask for scores of a kind."""
    table = table_in_use(round_.campaign)
    if table is None:
        raise ActionRefused(
            _("Chưa có bảng tiêu chí nào được áp dụng. Phần bạn nhập chưa được lưu.")
        )
    return {one.pk: one for one in criteria_of(table) if kind in one.kinds}


def _check_entry(
    criterion: Criterion | None,
    entry: Entry,
    kind: str,
    old: Decimal | None,
    claimed: Decimal | None,
) -> None:
    if criterion is None:
        raise _replaced()
    if entry.points is not None and not 0 <= entry.points <= criterion.maximum:
        raise ActionRefused(
            _("“%(name)s”: điểm phải từ 0 đến %(most)s. Chưa có gì được lưu.")
            % {"name": criterion.name, "most": plain(criterion.maximum)}
        )
    if needs_reason(kind, old, entry.points, claimed) and not entry.reason.strip():
        raise ActionRefused(
            _("“%(name)s”: hãy ghi lý do. Chưa có gì được lưu.") % {"name": criterion.name}
        )


def _replaced() -> ActionRefused:
    return ActionRefused(
        _(
            "Bảng tiêu chí đã có phiên bản mới. Phần bạn nhập chưa được lưu nhưng vẫn còn trên "
            "trang; hãy mở phiếu mới ở một cửa sổ khác."
        )
    )


def _write(sheet: ScoreSheet, entries: Mapping[int, Entry], given: Mapping[int, Score]) -> None:
    """Write a score where there are points, and leave no row where there are none.

    The reason of a score is that of its last change.
    """
    rows = []
    for key, entry in entries.items():
        if entry.points is None:
            continue
        before, reason = given.get(key), entry.reason.strip()
        if before and before.points == entry.points:
            reason = reason or before.reason
        row = Score(sheet=sheet, criterion_id=key, points=entry.points, reason=reason)
        row.evidence = entry.evidence.strip()
        rows.append(row)
    taken_back = [key for key, entry in entries.items() if entry.points is None]
    sheet.scores.filter(criterion__in=taken_back).delete()
    try:
        with transaction.atomic():
            Score.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["sheet", "criterion"],
                update_fields=["points", "evidence", "reason"],
            )
    except IntegrityError as late:
        # All else was checked above: the table was replaced since.
        raise _replaced() from late
