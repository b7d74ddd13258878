"""What a page says of a nomination: whose turn it is, and its fields by name."""

from django import template

from awards.labels import FIELDS
from awards.queries.turns import turn

register = template.Library()
register.filter("turn", turn)


@register.filter
def content_label(name: str) -> str:
    """A field of a nomination's content in words."""
    return str(FIELDS[name])
