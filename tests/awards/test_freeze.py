"""What is issued or frozen stays as it is, whoever asks, and by whatever way."""

import threading
from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from awards.actions.tallies import begin_tally, freeze_tally
from awards.models import Decision, DecisionFile, Recipient, Tally, TallyLine
from tests.awards.way import accepted, decision_on, issued, recorded
from tests.cast import Office
from units.actions.jobs import claim_job, run_job
from units.models import AuditEntry


@pytest.fixture
def decision(office: Office, campaign) -> Decision:
    return issued(office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung"))


@pytest.fixture
def tally(office: Office, decision) -> Tally:
    begin_tally(agency=office.agency, year=2022, actor=office.thao)
    run_job(job=claim_job())
    return freeze_tally(tally=Tally.objects.get(), actor=office.thao)


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


DECISION_WAYS = {
    "save": lambda: Decision.objects.get().save(),
    "bulk update": lambda: Decision.objects.update(subject="Khác"),
    "back to draft": lambda: Decision.objects.update(state="DRAFT"),
    "raw update": sql("UPDATE awards_decision SET number = number + 1"),
    "raw delete": sql("DELETE FROM awards_decision"),
    "change recipients": lambda: Recipient.objects.update(name="Khác"),
    "bulk update recipients": lambda: Recipient.objects.bulk_update(
        [Recipient(pk=r.pk, place="Khác") for r in Recipient.objects.all()], ["place"]
    ),
    "delete recipients": lambda: Recipient.objects.all()._raw_delete("default"),
    "raw delete of recipients": sql("DELETE FROM awards_recipient WHERE ordinal = 1"),
    "change the file": lambda: DecisionFile.objects.update(sha256="0" * 64),
    "delete the file": lambda: DecisionFile.objects.all().delete(),
    "raw change of the file": sql("UPDATE awards_decisionfile SET size = 0"),
}
TALLY_WAYS = {
    "save": lambda: Tally.objects.get().save(),
    "thaw": lambda: Tally.objects.update(state="COUNTED"),
    "raw update": sql("UPDATE awards_tally SET year = 2000"),
    "raw delete": sql("DELETE FROM awards_tally"),
    "change lines": lambda: TallyLine.objects.update(count=99),
    "delete lines": lambda: TallyLine.objects.all().delete(),
    "raw change of lines": sql("UPDATE awards_tallyline SET count = count + 1"),
}
TRAIL_WAYS = {
    "save": lambda: AuditEntry.objects.first().save(),
    "bulk update": lambda: AuditEntry.objects.update(reason="Khác"),
    "delete": lambda: AuditEntry.objects.all().delete(),
    "raw update": sql("UPDATE units_auditentry SET actor_id = NULL"),
    "raw delete": sql("DELETE FROM units_auditentry WHERE action = 'issue_decision'"),
}


def refused(act: Callable[[], object], because: str) -> None:
    with pytest.raises(IntegrityError, match=because), transaction.atomic():
        act()


def all_refused(ways: dict[str, Callable[[], object]], because: str, *models: type[Model]) -> None:
    """None of the ways leaves a trace in the rows of `models`."""
    before = [list(model.objects.values()) for model in models]
    for way, act in ways.items():
        refused(act, because)
        assert [list(model.objects.values()) for model in models] == before, way


def test_an_issued_decision_cannot_be_changed(decision):
    all_refused(DECISION_WAYS, "frozen|issued decision", Decision, Recipient, DecisionFile)


def test_no_recipient_joins_an_issued_decision(decision):
    def join() -> None:
        first = decision.recipients.first()
        first.pk, first.nomination, first.ordinal, first.person_id = None, None, 3, None
        first.save()

    refused(join, "issued decision")


def test_no_recipient_of_a_draft_moves_into_an_issued_decision(office, campaign, decision):
    draft = decision_on(office, accepted(office, campaign, "son", award="GKHEN"))
    refused(lambda: draft.recipients.update(decision=decision, ordinal=3), "issued decision")
    refused(lambda: decision.recipients.filter(ordinal=1).update(decision=draft), "issued")
    assert draft.recipients.count() == 1


def test_a_draft_may_be_changed_and_thrown_away(office, campaign):
    draft = decision_on(office, accepted(office, campaign, "mai"))
    Recipient.objects.update(place="Khác")
    Decision.objects.update(subject="Khác")
    draft.refresh_from_db()
    assert (draft.subject, draft.recipients.get().place) == ("Khác", "Khác")
    draft.delete()
    assert not Recipient.objects.exists()


def test_what_was_issued_before_gets_its_type_and_period(office, campaign):
    sudden = accepted(office, campaign, "mai", award="GKHEN", type="DOT_XUAT")
    issued(office, sudden, accepted(office, campaign, "dung", award="GKHEN"))
    recorded(office, "BKTTG", 2021, office.people["mai"])
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    sql("ALTER TABLE awards_recipient DISABLE TRIGGER stay_frozen")()
    Recipient.objects.update(type="CONG_TRANG", period_to=None)
    sql("ALTER TABLE awards_recipient ENABLE TRIGGER stay_frozen")()
    sql(import_module("awards.migrations.0003_initiative_use").FILL)()
    rows = Recipient.objects.order_by("decision__award", "sort_key")
    assert list(rows.values_list("decision__award", "name", "type", "period_to")) == [
        ("BKTTG", "Đặng Thị Mai", "CONG_TRANG", None),
        ("GKHEN", "Hoàng Thị Dung", "CONG_TRANG", 2022),
        ("GKHEN", "Đặng Thị Mai", "DOT_XUAT", 2022),
    ]
    refused(DECISION_WAYS["change recipients"], "issued decision")


def test_a_frozen_tally_cannot_be_changed(tally):
    all_refused(TALLY_WAYS, "frozen", Tally, TallyLine)


def test_no_line_joins_a_frozen_tally(tally, office):
    refused(
        lambda: TallyLine.objects.create(
            tally=tally, award="GKHEN", kind="COLLECTIVE", unit=office.a, count=1
        ),
        "frozen tally",
    )


def test_the_audit_trail_only_grows(decision):
    all_refused(TRAIL_WAYS, "never changed", AuditEntry)


def test_it_is_the_triggers_that_refuse(tally):
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    for table, way in {
        "awards_decision": DECISION_WAYS["bulk update"],
        "awards_recipient": DECISION_WAYS["change recipients"],
        "awards_decisionfile": DECISION_WAYS["change the file"],
        "awards_tally": TALLY_WAYS["raw update"],
        "awards_tallyline": TALLY_WAYS["change lines"],
        "units_auditentry": TRAIL_WAYS["bulk update"],
    }.items():
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")()
        way()
    assert set(Recipient.objects.values_list("name", flat=True)) == {"Khác"}
    assert set(TallyLine.objects.values_list("count", flat=True)) == {99}
    assert set(AuditEntry.objects.values_list("reason", flat=True)) == {"Khác"}
    changed = (Decision.objects.get().subject, DecisionFile.objects.get().sha256)
    assert (*changed, Tally.objects.get().year) == ("Khác", "0" * 64, 2000)


@pytest.mark.django_db(transaction=True)
def test_a_recipient_that_races_with_the_proposal_is_refused(office, campaign):
    draft = decision_on(office, accepted(office, campaign, "mai"))
    late = Recipient(
        decision=draft, ordinal=2, kind="COLLECTIVE", collective=office.b, unit=office.b, name="B"
    )
    outcome: list[str] = []

    def join() -> None:
        try:
            late.save()
            outcome.append("joined")
        except IntegrityError as error:
            outcome.append(str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=join)
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=draft.pk)
        thread.start()
        thread.join(timeout=1)
        assert outcome == []  # it waits for the outcome of the proposal
        locked.state = "PROPOSED"
        locked.save()
    thread.join(timeout=10)
    assert len(outcome) == 1
    assert "issued decision" in outcome[0]
