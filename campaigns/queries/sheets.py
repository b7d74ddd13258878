"""What the cells of a pledge's spreadsheet may name."""

import datetime

from django.utils.translation import override

from campaigns import catalogue
from campaigns.labels import award_label
from campaigns.models import Pledge
from campaigns.queries.versions import pledged_aims, pledged_targets
from campaigns.sheets import Choices
from units.models import Person
from units.queries import people_in, subtree_ids


def sheet_choices(pledge: Pledge, awards: list[catalogue.Award], on: datetime.date) -> Choices:
    """Commitments of the campaign, people of the unit and those named already, awards to aim at."""
    named = {target.person_id for target in pledged_targets(pledge)}
    named |= {aim.person_id for aim in pledged_aims(pledge)}
    here = people_in(subtree_ids(pledge.unit), on).values_list("pk", flat=True)
    people = Person.objects.filter(pk__in=[*here, *(key for key in named if key)])
    with override("vi"):  # the template's own language
        names = {one.code: award_label(one.code, pledge.campaign.agency.name) for one in awards}
    return Choices(
        pledge=pledge.pk,
        commitments={
            one.number: (one.pk, one.heading) for one in pledge.campaign.commitments.all()
        },
        people={person.staff_code: (person.pk, person.full_name) for person in people},
        awards=names,
    )
