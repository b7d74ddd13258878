"""Make the whole dossier of a sent petition: at once where it is short, else in the background."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from awards.documents.dossier import Bundle, about, members_of
from awards.documents.kept import keep_file
from awards.models import Petition, PetitionDossier
from awards.permissions.petitions import petitions_visible_to
from units import audit
from units.actions.jobs import queue_job
from units.errors import ActionRefused, NotAllowed
from units.jobs import job_kind
from units.models import Account, Job

KIND = "petition_dossier"
# Nominees whose papers are made while somebody waits: a second or two.
AT_ONCE = 10


def make_dossier(*, petition: Petition, actor: Account) -> Job | None:
    """Make the ZIP; return None once it lies on the petition's page, or the job that makes it."""
    _require(petition, actor)
    if petition.items.count() > AT_ONCE:
        return _queue(petition, actor)
    for _step in _made(petition, actor):
        pass
    return None


@transaction.atomic
def _queue(petition: Petition, actor: Account) -> Job:
    audit.record(actor=actor, action="queue_dossier", target=petition)
    return queue_job(kind=KIND, argument=petition.pk, path=petition.get_absolute_url(), owner=actor)


@job_kind(KIND)
def run_dossier(job: Job) -> Iterator[tuple[int, int]]:
    """Make the ZIP for whoever asked for it, if they may still have it."""
    petition = Petition.objects.select_related("agency").get(pk=job.argument)
    _require(petition, job.owner)
    yield from _made(petition, job.owner)


def _made(petition: Petition, actor: Account) -> Iterator[tuple[int, int]]:
    """Gather the members, nominee after nominee, then keep the ZIP."""
    bundle, done, last = Bundle(), 0, None
    total = petition.items.count() + 1
    for nomination, member in members_of(petition):
        bundle.add(member)
        if nomination != last:
            done, last = done + 1, nomination
            yield done, total
    _keep(petition, bundle.closed(about(petition)), actor)
    yield total, total


@transaction.atomic
def _keep(petition: Petition, content: bytes, actor: Account) -> None:
    dossier = keep_file(content, to=PetitionDossier, petition=petition, made_by=actor)
    audit.record(
        actor=actor,
        action="make_dossier",
        target=petition,
        sha256=dossier.sha256,
        size=dossier.size,
    )


def _require(petition: Petition, actor: Account) -> None:
    if not petitions_visible_to(actor).filter(pk=petition.pk).exists():
        raise NotAllowed(actor)
    if not petition.is_sent:
        raise ActionRefused(
            _("Gói hồ sơ lập được sau khi tờ trình đã ký gửi. Chưa có gì được lập.")
        )
