"""Write what a pledge says: into its rows, or into the amendment that is being written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from campaigns.comparison import Content
from campaigns.models import Aim, Pledge, PledgeVersion, Target
from campaigns.queries.versions import (
    amendment_of,
    content_of,
    dropped_though_recorded,
    typed_content,
)
from units.errors import ActionRefused

# What a row of a target says; its `pk` names the target that it changes.
TARGET_FIELDS = ("commitment_id", "indicator", "value", "measure", "due_on", "person_id")


@dataclass(frozen=True)
class PledgeContent:
    """What a clerk typed: rows of targets and of titles aimed at, complete or not.

    A row with the `pk` of a target changes it; every other one is a new target.
    """

    targets: list[dict[str, Any]]
    aims: list[dict[str, Any]]


def rows_of(content: Content) -> PledgeContent:
    """A content as the rows that a clerk would have typed."""
    targets = [
        {"pk": line.key} | {name: getattr(line, name) for name in TARGET_FIELDS}
        for line in content.targets
    ]
    return PledgeContent(
        targets, [{"award": aim.award, "person_id": aim.person_id} for aim in content.aims]
    )


def write_content(pledge: Pledge, content: PledgeContent) -> None:
    """Make the pledge say what was typed; what was signed once is left until it is signed anew."""
    amendment = amendment_of(pledge)
    if amendment is None:
        write_rows(pledge, content)
        return
    typed = typed_content(pledge, content.targets, content.aims)
    if amendment.asked:
        _require_only_what_was_asked(amendment, content_of(pledge), typed)
    amendment.content = typed.as_json()
    amendment.save(update_fields=["content"])


def _require_only_what_was_asked(amendment: PledgeVersion, old: Content, new: Content) -> None:
    """Refuse a change beside the fields that the standing body named."""
    asked = {(key, name) for key, name in amendment.asked}
    before = {line.key: line for line in old.targets}
    same_rows = list(before) == [line.key for line in new.targets] and old.aims == new.aims
    others = [
        line
        for line in new.targets
        if line.key in before
        for name in TARGET_FIELDS
        if getattr(line, name) != getattr(before[line.key], name)
        and (line.key, name.removesuffix("_id")) not in asked
    ]
    if not same_rows or others:
        raise ActionRefused(
            _(
                "Thường trực Hội đồng chỉ yêu cầu sửa những ô được đánh dấu; các phần khác giữ "
                "nguyên. Chưa có gì được lưu."
            )
        )


def write_rows(pledge: Pledge, content: PledgeContent) -> None:
    """Make the rows of the pledge those that were typed."""
    _write_targets(pledge, content.targets)
    _write_aims(pledge, content.aims)


def _write_targets(pledge: Pledge, rows: Iterable[dict[str, Any]]) -> None:
    """Make the pledge's targets those of `rows`: one with the `pk` of a target changes that one.

    A target keeps its key for as long as it is pledged: its progress through the year hangs there.
    """
    stored = pledge.targets.in_bulk()
    kept, new = [], []
    for row in rows:
        values = {name: value for name, value in row.items() if name != "pk"}
        target = stored.pop(row.get("pk"), None)
        if target is None:
            new.append(Target(pledge=pledge, **values))
            continue
        for name, value in values.items():
            setattr(target, name, value)
        kept.append(target)
    _drop(stored.values())
    Target.objects.bulk_update(kept, TARGET_FIELDS)
    Target.objects.bulk_create(new)


def _drop(targets: Iterable[Target]) -> None:
    """Delete targets; refuse where something of the year is recorded for one."""
    for target in targets:
        try:
            target.delete()
        except ProtectedError as error:
            raise _recorded(target) from error


def require_droppable(pledge: Pledge) -> None:
    """Refuse an amendment that could never be signed, for it drops what the year is recorded of."""
    if target := dropped_though_recorded(pledge).first():
        raise _recorded(target)


def _recorded(target: Target) -> ActionRefused:
    return ActionRefused(
        _(
            "Chỉ tiêu “%(target)s” đã có tiến độ được ghi nhận hoặc có số liệu trong bản tự đánh "
            "giá nên không bỏ được. Chưa có gì thay đổi; có thể sửa số lượng hoặc thời hạn và nêu "
            "lý do."
        )
        % {"target": target}
    )


def _write_aims(pledge: Pledge, rows: Iterable[dict[str, Any]]) -> None:
    """Make the pledge's titles those of `rows`, leaving alone the ones that stay."""
    wanted = {(row["award"], row["person_id"]): row for row in rows}
    stored = {(aim.award, aim.person_id): aim.pk for aim in pledge.aims.all()}
    gone = [key for titled, key in stored.items() if titled not in wanted]
    pledge.aims.filter(pk__in=gone).delete()
    Aim.objects.bulk_create(
        Aim(pledge=pledge, **row) for titled, row in wanted.items() if titled not in stored
    )
