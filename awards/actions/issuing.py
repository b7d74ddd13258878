"""Issue an approved decision: number, file and freezing in one transaction."""

import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.actions.amendments import require_in_force
from awards.actions.consultations import require_quiet
from awards.actions.decision_steps import stepped
from awards.actions.prizes import settle_money
from awards.actions.recipients import mark_decided, tell_recipients
from awards.actions.register import enter_decision, registered_paper
from awards.documents.kept import keep_pdf, read_file
from awards.documents.render import form_of_decision, render_decision
from awards.documents.signatures import stands
from awards.documents.to_sign import numbered
from awards.models import Decision, DecisionFile, NumberSeries, Recipient
from awards.queries.signings import signed_by_person
from awards.workflow import DecisionState
from units import audit, clock
from units.calendar import add_working_days
from units.errors import ActionRefused
from units.models import Account


@transaction.atomic
def issue_decision(*, decision: Decision, signed_on: datetime.date, actor: Account) -> Decision:
    """Give the approved decision its number, make its PDF, tell its recipients, freeze it all.

    Its prizes are set aside in the fund of the year, if there is one, or it is not issued. It is
    entered in the public register, and its PDF bears the code of that page.
    Numbers run without gap from 01 within the calendar year of signing, in the order of signing,
    under one lock in this transaction (Decree 30/2020/NĐ-CP, annex I).
    """
    decision = stepped(decision, "issue", actor)
    recipients = list(decision.recipients.select_related("nomination", "person", "amends"))
    require_quiet(one.nomination for one in recipients if one.nomination)
    require_in_force(decision, recipients)
    decision.number, decision.signed_on = _next_number(decision, signed_on), signed_on
    due = settle_money(decision, recipients, actor)
    pdf, form = _pdf(decision, recipients)
    keep_pdf(pdf, to=DecisionFile, form=form, decision=decision)
    freeze(decision, recipients, actor)
    enter_decision(decision)
    audit.record(
        actor=actor,
        action="issue_decision",
        target=decision,
        number=decision.number,
        sha256=decision.file.sha256,
        recipients=len(recipients),
        prizes=due,
    )
    tell_recipients(decision, recipients)
    return decision


def _pdf(decision: Decision, recipients: list[Recipient]) -> tuple[bytes, str]:
    """The paper with its number, and its form: what the leader signed, if signed digitally."""
    signed = signed_by_person(decision)
    if signed is None:
        paper = registered_paper(decision, recipients)
        return render_decision(paper), form_of_decision(paper)
    number, day = decision.number, decision.signed_on
    by_leader = localtime(signed.signed_at).date()
    if number is None or day is None or day < by_leader:
        raise ActionRefused(
            _(
                "Lãnh đạo ký số ngày %(day)s; ngày ký của quyết định không được trước ngày đó. "
                "Quyết định chưa được ban hành."
            )
            % {"day": f"{by_leader:%d/%m/%Y}"}
        )
    pdf = numbered(read_file(signed), number, day)
    if not stands(pdf):
        raise ActionRefused(
            _(
                "Chữ ký số của lãnh đạo không còn giá trị khi điền số và ngày. Quyết định chưa "
                "được ban hành; hãy trả lại dự thảo để ký lại."
            )
        )
    return pdf, signed.form


def freeze(decision: Decision, recipients: list[Recipient], actor: Account) -> None:
    """Issue: the last write that PostgreSQL lets through."""
    mark_decided(recipients)
    decision.issued_at, decision.issued_by = clock.now(), actor
    decision.state = DecisionState.ISSUED
    decision.save()


def _next_number(decision: Decision, signed_on: datetime.date) -> int:
    """Take the next number under the lock of its series; a rollback gives it back.

    What was signed on the last working day of a year may still be numbered, in the series of that
    year, until the end of the next working day. "Today" is read once the lock is held.
    """
    key = {"agency": decision.agency, "symbol": decision.symbol, "year": signed_on.year}
    NumberSeries.objects.bulk_create([NumberSeries(**key)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(**key)
    today = clock.today()
    late = signed_on.year < today.year and add_working_days(signed_on, 1) < today
    if signed_on > today or late:
        raise ActionRefused(
            _(
                "Ngày ký không được sau hôm nay; ngày ký của năm trước chỉ vào sổ được đến hết "
                "ngày làm việc tiếp theo. Quyết định chưa được ban hành."
            )
        )
    if series.last_signed_on and signed_on < series.last_signed_on:
        raise ActionRefused(
            _(
                "Số %(number)02d/%(symbol)s đã cấp cho ngày %(day)s; số sau không được ký trước "
                "ngày đó. Quyết định chưa được ban hành."
            )
            % {
                "number": series.last,
                "symbol": series.symbol,
                "day": f"{series.last_signed_on:%d/%m/%Y}",
            }
        )
    series.last, series.last_signed_on = series.last + 1, signed_on
    series.save(update_fields=["last", "last_signed_on"])
    return series.last
