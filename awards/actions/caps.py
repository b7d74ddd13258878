"""Nothing beyond a ceiling leaves a unit, however many clerks press the button together."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.caps import Ceiling, ceilings_of
from awards.law.citations import in_words
from awards.law.quotas import quota
from awards.lawbook import agency_folder
from awards.verdicts import speech
from units import clock
from units.models import Agency, Unit


def passed_caps(unit: Unit, awards: Collection[str], year: int) -> list[str]:
    """What of the awards just sent goes beyond a verified ceiling, in words.

    Ask it in the transaction that sends, after the rows are written: whoever comes second waits for
    the lock and then counts what the first has sent.
    """
    capped = [code for code in sorted(set(awards)) if quota(code, clock.today(), agency_folder())]
    if not capped:
        return []
    lock_caps(unit.agency)
    found = ceilings_of(
        unit, capped, speech(unit.agency), year=year, on=clock.today(), sent_only=True
    )
    return [_in_words(one) for one in found if one.meter.over and one.meter.verified]


def lock_caps(agency: Agency) -> None:
    """Let one transaction of an agency at a time count its ceilings."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _in_words(ceiling: Ceiling) -> str:
    language = get_language() or "vi"
    where = ceiling.unit.name if ceiling.unit else _("cả cơ quan")
    return _(
        "%(award)s: gửi lần này thì %(where)s đề nghị %(used)d, trong khi tối đa là %(most)d "
        "(%(percent)d%% số được đề nghị %(of)s đã gửi; %(cites)s). Hãy bớt hồ sơ, hoặc chờ các hồ "
        "sơ %(of)s được gửi."
    ) % {
        "award": ceiling.award,
        "where": where,
        "used": ceiling.meter.used,
        "most": ceiling.meter.most,
        "percent": ceiling.meter.quota.percent,
        "of": ceiling.of,
        "cites": "; ".join(in_words(cite, language) for cite in ceiling.meter.cites),
    }
