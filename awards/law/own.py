"""What an agency may not do: its criteria add to national law, or ask for more; never for less."""

from collections.abc import Iterable

from awards.law.asks import Ask, leaves
from awards.law.records import Dated, LawError
from awards.law.rules import Everywhere, Method, Rule, nodes, of_kind


def check_own(national: Iterable[Dated], own: Iterable[Dated]) -> None:
    """Refuse the first of an agency's records that it may not set beside the national ones."""
    taken = {record.code for record in national}
    rules, methods = of_kind(national, Rule), of_kind(national, Method)
    for record in own:
        if record.code in taken:
            raise LawError(f"record {record.code}: national law has a record of this code")
        if isinstance(record, Method):
            _check_reading(record, methods)
        if isinstance(record, Rule | Everywhere):
            for rule in rules:
                if _meet(record, rule):
                    _check_against(record, rule)


def _check_against(own: Rule | Everywhere, national: Rule) -> None:
    if isinstance(own, Everywhere):
        _check_extra(own, national)
    elif not national.unknown:
        raise LawError(
            f"record {own.code}: loosens national law: {national.code} says what "
            f"{', '.join(national.awards)} asks; an agency adds to it by [[everywhere]]"
        )


def _check_extra(extra: Everywhere, rule: Rule) -> None:
    """Refuse a criterion that asks for less than national law does of the same kind."""
    for less in _leaves(extra):
        for leaf in _leaves(rule):
            if name := less.criterion.weaker_than(leaf.criterion):
                raise LawError(
                    f"record {extra.code}: loosens national law: its {less.criterion.kind} asks "
                    f"less in {name} than {rule.code} ({', '.join(leaf.cites)})"
                )


def _check_reading(reading: Method, national: list[Method]) -> None:
    """Refuse a reading that the law of any of its days does not leave open."""
    held = [one for one in national if one.name == reading.name and _overlap(reading, one)]
    if not held or any(reading.value not in one.choices for one in held):
        raise LawError(
            f"record {reading.code}: national law leaves no choice {reading.value!r} "
            f"of {reading.name}"
        )


def _leaves(record: Rule | Everywhere) -> list[Ask]:
    return [leaf for node in nodes(record) for leaf in leaves(node)]


def _meet(one: Rule | Everywhere, other: Rule) -> bool:
    """Whether two records ever speak of the same award, recipient and type on the same day."""
    return (
        (not one.awards or bool(set(one.awards) & set(other.awards)))
        and (not one.recipients or bool(set(one.recipients) & set(other.recipients)))
        and (not one.types or bool(set(one.types) & set(other.types)))
        and _overlap(one, other)
    )


def _overlap(one: Dated, other: Dated) -> bool:
    return (one.until is None or other.since < one.until) and (
        other.until is None or one.since < other.until
    )
