"""What every step of a pledge begins and ends with: the lock and the checks, and who is told."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from campaigns.models import Campaign, Pledge
from campaigns.workflow import PLEDGE, CampaignState
from units import clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account
from units.permissions import require


def stepped(pledge: Pledge, name: str, actor: Account) -> Pledge:
    """Lock the pledge, check actor and state, and set the new state without saving it."""
    pledge = (
        Pledge.objects.select_for_update(of=("self",))
        .select_related("campaign", "unit", "sent_by__person", "signed_by__person")
        .get(pk=pledge.pk)
    )
    step = PLEDGE.step(name)
    require(actor, pledge.unit_id, step.roles)
    require_open(pledge.campaign)
    if pledge.state not in step.sources:
        raise ActionRefused(
            _(
                "Bản đăng ký đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": pledge.get_state_display()}
        )
    pledge.state = step.target
    return pledge


def require_open(campaign: Campaign) -> None:
    """Refuse whatever is done in a campaign that is not launched, or over."""
    if campaign.state != CampaignState.LAUNCHED:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không làm được việc này. Không có gì thay đổi.")
            % {"state": campaign.get_state_display()}
        )


def require_note(note: str) -> str:
    """Give a reason without the space around it; refuse an empty one."""
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do. Không có gì thay đổi."))
    return note.strip()


def tell(pledge: Pledge, kind: str, accounts: Iterable[Account | None], body: str = "") -> None:
    """Tell of what happened to the pledge, each account once."""

    def write() -> Message:
        values = {"unit": pledge.unit.name, "year": pledge.campaign.year}
        subjects = {
            "pledge_sent": _("Đăng ký thi đua %(year)d của %(unit)s chờ ký") % values,
            "pledge_signed": _("Đăng ký thi đua %(year)d của %(unit)s đã được ký") % values,
            "pledge_returned": _("Đăng ký thi đua %(year)d của %(unit)s bị trả lại") % values,
            "pledge_accepted": _("Đăng ký thi đua %(year)d của %(unit)s đã được tiếp nhận")
            % values,
        }
        return Message(subjects[kind], body)

    told = {account.pk: account for account in accounts if account}
    notify(
        accounts=list(told.values()),
        kind=kind,
        about=f"pledge:{pledge.pk}",
        write=write,
        path=pledge.get_absolute_url(),
        period=f"{pledge.edition}-{clock.now():%Y%m%d%H%M%S}",
    )
