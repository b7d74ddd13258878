"""What is read of the public register: entries, heads, proofs, and what became of a decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models import Decision, DecisionFile, Recipient, RegisterEntry, RegisterHead
from awards.register.content import canonical, leaf_of, sealed
from awards.register.merkle import Tree
from awards.workflow import DecisionState

Kind = Decision.Kind
BATCH = 500


def text_of(decision: Decision, file: DecisionFile, *, code: str, recipients: int) -> str:
    """What the register says of an issued decision: no free text, and nobody's name."""
    amended = decision.amends if decision.amends and decision.amends.is_public else None
    text = canonical(
        {
            "format": 1,
            "code": code,
            "reference": decision.reference,
            "signed_on": f"{decision.signed_on}",
            "authority": decision.authority,
            "kind": decision.kind,
            "award": decision.award,
            "year": decision.year,
            "recipients": recipients,
            "amends": amended and {"reference": amended.reference, "of": f"{amended.signed_on}"},
            "sha256": file.sha256,
            "size": file.size,
        }
    )
    return text if decision.is_public else sealed(text)


def public_address(code: str) -> str:
    """The whole address of an entry's page, as it is printed."""
    return f"{settings.SITE_URL}{reverse('register_entry', args=[code])}"


def latest_head() -> RegisterHead | None:
    """The head that was published last."""
    return RegisterHead.objects.order_by("-size").first()


def register_tree(size: int | None = None) -> Tree:
    """The tree over the first entries, over all by default."""
    leaves = RegisterEntry.objects.order_by("index").values_list("leaf", flat=True)[:size]
    return Tree([bytes.fromhex(leaf) for leaf in leaves])


def published_log() -> Iterator[dict[str, Any]]:
    """Every entry as it is published; `record` is the leaf that the record now comes to.

    Where the record was altered since, `record` is another than `leaf`; where it is gone, nothing.
    """
    counts = Recipient.objects.filter(decision=OuterRef("decision")).order_by().values("decision")
    entries = (
        RegisterEntry.objects.order_by("index")
        .select_related("decision__file", "decision__amends")
        .annotate(recipients=Subquery(counts.annotate(n=Count("pk")).values("n")))
    )
    for entry in entries.iterator(chunk_size=BATCH):
        yield {
            "index": entry.index,
            "leaf": entry.leaf,
            "content": entry.content,
            "record": _leaf_of_record(entry, entry.recipients or 0),
        }


def _leaf_of_record(entry: RegisterEntry, recipients: int) -> str | None:
    try:
        file = entry.decision.file
    except DecisionFile.DoesNotExist:
        return None
    return leaf_of(text_of(entry.decision, file, code=entry.code, recipients=recipients))


def published_heads() -> list[dict[str, Any]]:
    """Every head from the first on, each with the proof that it continues the one before."""
    heads = list(RegisterHead.objects.order_by("size"))
    tree = register_tree()
    found = []
    before = 0
    for head in heads:
        proves = 0 < before <= head.size <= len(tree)
        path = tree.consistency(before, head.size) if proves else []
        found.append(
            {
                "day": f"{head.day}",
                "size": head.size,
                "root": head.root,
                "consistency": [one.hex() for one in path],
            }
        )
        before = head.size
    return found


@dataclass(frozen=True)
class Proof:
    """That an entry is under a published head: the hashes from its leaf up to the root."""

    head: RegisterHead
    path: list[str]


def proof_of(entry: RegisterEntry) -> Proof | None:
    """Prove the entry under the last head; nothing as long as no head covers it."""
    head = latest_head()
    if head is None or entry.index >= head.size:
        return None
    path = register_tree(head.size).inclusion(entry.index, head.size)
    return Proof(head, [one.hex() for one in path])


class Validity(TextChoices):
    """Whether a decision still says what it said when it was signed."""

    IN_FORCE = "IN_FORCE", _("đang có hiệu lực")
    CORRECTED = "CORRECTED", _("đã được đính chính")
    PARTLY_REVOKED = "PARTLY_REVOKED", _("đã bị hủy bỏ một phần")
    REVOKED = "REVOKED", _("đã bị hủy bỏ")
    SUPERSEDED = "SUPERSEDED", _("đã được thay thế")


@dataclass(frozen=True)
class Standing:
    """What became of a decision, and the issued decisions that made it so."""

    validity: Validity
    amendments: list[Decision]


def standing_of(decision: Decision) -> Standing:
    """Whether a decision is in force; what ends it outweighs what corrects it."""
    issued = decision.amendments.filter(state=DecisionState.ISSUED)
    amendments = list(issued.select_related("entry").order_by("signed_on", "pk"))
    kinds = {one.kind for one in amendments}
    if Kind.REPLACEMENT in kinds:
        validity = Validity.SUPERSEDED
    elif Kind.REVOCATION in kinds:
        some = decision.recipients.in_force().exists()
        validity = Validity.PARTLY_REVOKED if some else Validity.REVOKED
    else:
        validity = Validity.CORRECTED if Kind.CORRECTION in kinds else Validity.IN_FORCE
    return Standing(validity, amendments)


def entry_of_file(entries: QuerySet[RegisterEntry], sha256: str) -> RegisterEntry | None:
    """The entry, among `entries`, whose archived PDF has this hash."""
    found = entries.filter(decision__file__sha256=sha256)
    return found.select_related("decision__agency").first()
