"""The public register: enter what is issued, and publish a head a day."""

import logging
from collections.abc import Iterable

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.documents.context import DecisionPaper
from awards.documents.decisions import decision_paper
from awards.models import Decision, Recipient, RegisterEntry, RegisterHead
from awards.queries.register import content_of, latest_head, public_address, register_tree
from awards.register.content import new_code, new_secret
from units import audit, clock
from units.actions.inbox import Message, notify
from units.models import Account, Role, RoleGrant

logger = logging.getLogger(__name__)

# Who holds the heads of the register outside of it.
WITNESSES = (Role.LEADERSHIP, Role.DECISION_ADMIN)


def registered_paper(decision: Decision, recipients: Iterable[Recipient]) -> DecisionPaper:
    """The paper with the address of its page in the register, and the last head."""
    url = public_address(decision.code) if decision.is_public and decision.code else ""
    return decision_paper(decision, recipients, page_url=url, head=latest_head())


def enter_decision(decision: Decision) -> RegisterEntry:
    """Append the decision, as part of its issue; PostgreSQL gives the index and the leaf."""
    # Read anew: hashed is what is written.
    written = Decision.objects.select_related("file", "amends").get(pk=decision.pk)
    entry = RegisterEntry(
        decision=written,
        code=written.code or new_code(),
        secret=new_secret(),
        made_at=clock.now(),
    )
    entry.content = content_of(entry)
    entry.save()
    return entry


@transaction.atomic
def publish_head() -> RegisterHead | None:
    """Publish and mail the root over all entries, once a day and only if the register has grown.

    A register that no longer begins as its last head says gets no further head: the first one
    that anybody holds will show it.
    """
    with connection.cursor() as cursor:
        # The lock under which entries are numbered. No row can be it: nobody may change one here.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('awards_registerentry'))")
    last, today = latest_head(), clock.today()
    if last and last.day >= today:
        return None
    tree = register_tree()
    if len(tree) == (last.size if last else 0):
        return None
    if last and (last.size > len(tree) or tree.root(last.size).hex() != last.root):
        logger.error("The register is not the one whose head was published on %s", last.day)
        return None
    head = RegisterHead.objects.create(
        day=today, size=len(tree), root=tree.root(len(tree)).hex(), made_at=clock.now()
    )
    audit.record(actor=None, action="publish_head", target=head, size=head.size, root=head.root)
    _tell(head)
    return head


def _tell(head: RegisterHead) -> None:
    """Send the head to those who keep it outside; any of them can show a later change."""
    grants = RoleGrant.objects.filter(role__in=WITNESSES).on(head.day)
    accounts = Account.objects.filter(is_active=True, pk__in=grants.values("account"))

    def write() -> Message:
        subject = ngettext(
            "Sổ đăng ký quyết định ngày %(day)s: %(n)d mục",
            "Sổ đăng ký quyết định ngày %(day)s: %(n)d mục",
            head.size,
        ) % {"day": f"{head.day:%d/%m/%Y}", "n": head.size}
        body = _(
            "Mã băm gốc: %(root)s\nHãy giữ thư này: nếu sổ bị sửa, xóa hoặc quay lui sau đó, "
            "chương trình kiểm tra sẽ chỉ ra bằng bản chốt này."
        )
        return Message(subject, body % {"root": head.root})

    notify(
        accounts=list(accounts.select_related("person").order_by("pk")),
        kind="register_head",
        about="register",
        write=write,
        path=reverse("register"),
        period=f"{head.day}",
    )
