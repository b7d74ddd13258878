"""Whom an award is for: a person or a collective, never both, never neither."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Person, Unit
from units.models.subjects import the_set_one


class RecipientKind(models.TextChoices):
    """Kinds of recipient, named as the law names them."""

    INDIVIDUAL = "INDIVIDUAL", _("cá nhân")
    COLLECTIVE = "COLLECTIVE", _("tập thể")


class Subject(models.Model):
    """Either `person` or `collective` is set; `kind` says which, for the database to group by."""

    kind = models.CharField(_("đối tượng"), max_length=10, choices=RecipientKind)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    collective = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def subject(self) -> Person | Unit:
        """The person or the collective."""
        return the_set_one(self.person, self.collective)


def one_subject(name: str) -> models.CheckConstraint:
    """Build the check that exactly the subject named by `kind` is set."""
    individual = Q(kind=RecipientKind.INDIVIDUAL, person__isnull=False, collective__isnull=True)
    collective = Q(kind=RecipientKind.COLLECTIVE, person__isnull=True, collective__isnull=False)
    return models.CheckConstraint(condition=individual | collective, name=name)
