"""What everybody may look up in the register."""

from django.db.models import QuerySet

from awards.models import RegisterEntry


def public_entries() -> QuerySet[RegisterEntry]:
    """Entries of public decisions; those of others are, to everybody, not there."""
    return RegisterEntry.objects.filter(decision__is_public=True)
