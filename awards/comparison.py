"""What differs between two texts of a nomination, field by field, as a page says it."""

from django.utils.text import capfirst

from awards.models import Nomination
from awards.parts import Content
from campaigns.comparison import FieldChange
from campaigns.labels import award_label


def compare(old: Content, new: Content, agency: str) -> list[FieldChange]:
    """Fields that read otherwise, in the order of the page."""
    before, after = in_words(old, agency), in_words(new, agency)
    return [
        FieldChange(name, before[name], text)
        for name, text in after.items()
        if before[name] != text
    ]


def in_words(content: Content, agency: str) -> dict[str, str]:
    """Each field in words."""
    return {
        "award": award_label(content.award, agency),
        "type": capfirst(str(Nomination.Type(content.type).label)),
        "subject": content.name,
        "post": content.post,
        "initiatives": "\n".join(title for _key, title in content.initiatives),
        "achievement": content.achievement,
        "papers": "\n".join(name for _key, name in content.papers),
    }
