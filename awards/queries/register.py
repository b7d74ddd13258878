"""What is read of the public register: entries, heads, proofs, and what became of a decision."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models import Decision, DecisionFile, RegisterEntry, RegisterHead, SignedFile
from awards.register.content import canonical, leaf_of, sealed
from awards.register.merkle import Tree
from awards.workflow import DecisionState

Kind = Decision.Kind
BATCH = 100
# Columns of a decision and of a line of its list that are not published.
FROZEN = (
    *("agency_id", "origin", "ground", "reason", "subject", "bases", "signer_office"),
    *("signer_name", "state", "amends_id", "created_by_id", "worded_by_id", "proposed_by_id"),
    *("approved_by_id", "issued_by_id"),
)
LINE = (
    *("ordinal", "effect", "type", "kind", "name", "place", "period_to", "person_id"),
    *("collective_id", "unit_id", "nomination_id", "amends_id"),
)


def content_of(entry: RegisterEntry) -> str:
    """What the register says of the issued decision: no free text, and nobody's name.

    All the rest of the record is in it as a hash; a decision that is not public is a hash only.
    """
    decision = entry.decision
    amended = decision.amends if decision.amends and decision.amends.is_public else None
    content = {
        "format": 1,
        "code": entry.code,
        "entered_at": _moment(entry.made_at),
        "reference": decision.reference,
        "signed_on": f"{decision.signed_on}",
        "authority": decision.authority,
        "kind": decision.kind,
        "award": decision.award,
        "year": decision.year,
        "recipients": len(decision.recipients.all()),
        "amends": amended and {"reference": amended.reference, "of": f"{amended.signed_on}"},
        "sha256": decision.file.sha256,
        "size": decision.file.size,
        "record": sealed(_rest_of(decision), entry.secret),
    }
    if decision.is_public:
        return canonical(content)
    return canonical({"commitment": sealed(content, entry.secret)})


def _rest_of(decision: Decision) -> dict[str, Any]:
    """What else was frozen with the decision: its words, its people, its list."""
    rows = sorted(decision.recipients.all(), key=lambda line: line.ordinal)
    return {
        "decision": {name: getattr(decision, name) for name in FROZEN},
        "approved_at": _moment(decision.approved_at),
        "issued_at": _moment(decision.issued_at),
        "recipients": [[getattr(row, name) for name in LINE] for row in rows],
    }


def _moment(at: datetime.datetime | None) -> str:
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if at else ""


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
    entries = (
        RegisterEntry.objects.order_by("index")
        .select_related("decision__file", "decision__amends")
        .prefetch_related("decision__recipients")
    )
    for entry in entries.iterator(chunk_size=BATCH):
        try:
            record = leaf_of(content_of(entry))
        except DecisionFile.DoesNotExist:
            record = None
        yield {
            "index": entry.index,
            "leaf": entry.leaf,
            "content": entry.content,
            "record": record,
        }


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
                "made_at": _moment(head.made_at),
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
    """The entry, among `entries`, whose archived PDF has this hash, with or without the seal."""
    sealed_as = SignedFile.objects.filter(step=SignedFile.Step.BODY, sha256=sha256)
    found = entries.filter(
        Q(decision__file__sha256=sha256) | Q(decision__in=sealed_as.values("decision"))
    )
    return found.select_related("decision__agency").first()
