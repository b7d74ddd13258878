"""What must not exist for an account now: floors above say it, floors below leave it out.

A floor that keeps some of its rows from some accounts registers them here, under the word with
which notices speak of them ("nomination" for "nomination:12").
"""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Model, QuerySet, Value
from django.db.models.functions import Cast, Concat

from units.models import Account

Hidden = Callable[[Account], QuerySet[Any]]

_hidden: dict[str, Hidden] = {}


def keep_silent(kind: str, hidden: Hidden) -> None:
    """Leave out, wherever a kind of row is shown below, those that `hidden` gives."""
    _hidden[kind] = hidden


def hidden_rows(kind: str, account: Account) -> QuerySet[Model] | None:
    """Rows of a kind that do not exist for the account; None where nobody hides any."""
    return _hidden[kind](account) if kind in _hidden else None


def hidden_abouts(account: Account) -> list[QuerySet[Any]]:
    """What no notice may speak of to the account now, as `Notice.about` writes it."""
    return [
        hidden(account)
        .order_by()
        .values_list(Concat(Value(f"{kind}:"), Cast("pk", CharField())), flat=True)
        for kind, hidden in _hidden.items()
    ]
