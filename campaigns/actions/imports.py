"""Put the rows of a spreadsheet into a pledge: all of them, once."""

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.actions.editions import EditionConflict, is_latest
from campaigns.actions.pledge_rows import PledgeContent, write_content
from campaigns.actions.pledge_steps import stepped
from campaigns.models import Pledge, PledgeImport
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account


@transaction.atomic
def import_pledge(
    *, pledge: Pledge, content: PledgeContent, sha256: str, edition: int, actor: Account
) -> Pledge:
    """Let the draft say what a file says; the same file twice changes nothing and is told so."""
    pledge = stepped(pledge, "save", actor)
    kept, is_new = PledgeImport.objects.get_or_create(
        pledge=pledge,
        sha256=sha256,
        defaults={"imported_by": actor, "imported_at": clock.now()},
    )
    if not is_new:
        raise ActionRefused(imported_already(kept))
    if not is_latest(pledge, edition):
        raise EditionConflict(
            _(
                "Trong lúc bạn xem trước, người khác đã lưu bản đăng ký này. Chưa có gì được nhập; "
                "hãy chọn tệp lại để so với bản mới."
            )
        )
    pledge.edition += 1
    pledge.save(update_fields=["state", "edition"])
    write_content(pledge, content)
    audit.record(
        actor=actor,
        action="import_pledge",
        target=pledge,
        edition=pledge.edition,
        sha256=sha256,
        targets=len(content.targets),
        aims=len(content.aims),
    )
    return pledge


def imported_already(kept: PledgeImport) -> str:
    """When and by whom a file was imported before."""
    return _("Tệp này %(who)s đã nhập lúc %(at)s. Không có gì thay đổi.") % {
        "who": kept.imported_by,
        "at": f"{localtime(kept.imported_at):%d/%m/%Y %H:%M}",
    }
