"""The register in the program: what enters it, what it tells, and that it only grows."""

import json
import re
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from awards.actions import issuing
from awards.actions.issuing import issue_decision
from awards.actions.register import publish_head
from awards.models import Decision, DecisionFile, RegisterEntry, RegisterHead
from awards.queries.register import Validity, proof_of, register_tree, standing_of
from awards.register.merkle import verify_consistency, verify_inclusion
from tests.awards.way import accepted, approved, decision_on
from tests.cast import day
from units import clock
from units.models import AuditEntry, Notice


def test_an_entry_says_what_was_issued_and_names_nobody(register):
    entry = register.entry(register.corrected)
    said = json.loads(entry.content)
    file = DecisionFile.objects.get(decision=register.corrected)
    assert (said["reference"], said["signed_on"], said["recipients"]) == (
        register.corrected.reference,
        "2022-11-15",
        2,
    )
    assert (said["sha256"], said["size"], said["code"]) == (file.sha256, file.size, entry.code)
    assert re.fullmatch("[2-9a-hjkmnp-z]{24}", entry.code)
    everything = "".join(RegisterEntry.objects.values_list("content", flat=True))
    assert not any(line.name in everything for line in register.corrected.recipients.all())
    amends = json.loads(register.entry(register.correction).content)["amends"]
    assert amends == {"reference": register.corrected.reference, "of": "2022-11-15"}
    hidden = register.entry(register.hidden).content
    assert re.fullmatch(r'\{"commitment":"[0-9a-f]{64}"\}', hidden)


def test_the_paper_bears_the_address_and_the_last_head(office, campaign, monkeypatch):
    seen = []
    monkeypatch.setattr(issuing, "render_decision", lambda paper: seen.append(paper) or b"%PDF-1.7")
    listed = [accepted(office, campaign, who, award="GKHEN") for who in ("mai", "dung")]
    for nomination, public in zip(listed, (True, False), strict=True):
        draft = decision_on(office, nomination)
        Decision.objects.filter(pk=draft.pk).update(is_public=public)
        draft = approved(office, draft)
        issue_decision(decision=draft, signed_on=clock.today(), actor=office.oanh)
        publish_head()
    first, second = seen
    assert first.page_url.endswith(f"/register/{RegisterEntry.objects.get(index=0).code}")
    assert (first.head, second.page_url) == ((), "")
    head = RegisterHead.objects.get()
    assert second.head == (
        "Bản chốt sổ đăng ký gần nhất, ngày 15/11/2022: 1 mục, mã băm",
        head.root[:32],
    )


def test_what_became_of_a_decision_and_the_proof_that_it_is_there(register):
    assert standing_of(register.corrected).validity == Validity.CORRECTED
    assert standing_of(register.corrected).amendments == [register.correction]
    assert standing_of(register.standing).validity == Validity.IN_FORCE
    entry = register.entry(register.standing)
    proof = proof_of(entry)
    path = [bytes.fromhex(one) for one in proof.path]
    leaf, root = bytes.fromhex(entry.leaf), bytes.fromhex(proof.head.root)
    assert verify_inclusion(leaf, entry.index, proof.head.size, path, root)


def test_a_head_a_day_and_only_when_the_register_has_grown(register, office, caplog):
    first, second = RegisterHead.objects.order_by("size")
    assert [(one.size, f"{one.day}") for one in (first, second)] == [
        (2, "2022-11-15"),
        (4, "2022-11-16"),
    ]
    with day(2022, 11, 17):
        assert publish_head() is None
    tree = register_tree()
    roots = [bytes.fromhex(one.root) for one in (first, second)]
    assert verify_consistency(2, roots[0], 4, roots[1], tree.consistency(2, 4))
    told = Notice.objects.filter(kind="register_head", period="2022-11-16")
    assert {one.account for one in told} == {office.oanh, office.phong}
    assert all(second.root in one.body for one in told)
    assert AuditEntry.objects.filter(action="publish_head").count() == 2
    # A register that was altered gets no further head.
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica;"
            "UPDATE awards_registerentry SET leaf = repeat('0', 64) WHERE index = 0;"
            "DELETE FROM awards_registerhead WHERE size = 4;"
            "SET LOCAL session_replication_role = origin"
        )
    with day(2022, 11, 18):
        assert publish_head() is None
    assert "published on 2022-11-15" in caplog.text


WAYS = {
    "change": "UPDATE {} SET made_at = now()",
    "delete": "DELETE FROM {}",
    "empty": "TRUNCATE {}",
}


def test_the_register_only_grows(register):
    for size, on in [(4, "2022-11-20"), (5, "2022-11-20"), (5, "2022-11-16")]:
        with pytest.raises(IntegrityError, match="more entries"), transaction.atomic():
            RegisterHead.objects.create(day=on, size=size, root="0" * 64, made_at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("awards_registerentry", "awards_registerhead"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER never_emptied")
            for way in WAYS.values():
                with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
                    cursor.execute(way.format(table))
            # The control: it is the triggers that refuse.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for way in WAYS.values():
                cursor.execute(way.format(table))


@pytest.mark.django_db(transaction=True)
def test_entries_made_at_once_have_no_gap_and_no_twin(office, campaign):
    drafts = [
        approved(office, decision_on(office, accepted(office, campaign, who, award="GKHEN")))
        for who in ("mai", "dung", "son", "binh")
    ]
    start = threading.Barrier(len(drafts))

    def issue(draft: Decision) -> None:
        start.wait(timeout=30)
        try:
            with transaction.atomic():
                issue_decision(decision=draft, signed_on=clock.today(), actor=office.oanh)
                if draft is drafts[0]:
                    transaction.set_rollback(True)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert list(RegisterEntry.objects.values_list("index", flat=True)) == [0, 1, 2]
