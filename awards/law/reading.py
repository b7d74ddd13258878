"""The law data for readers: what an award asks on a day, and what nobody has checked lately."""

import datetime
from collections.abc import Iterable, Iterator

from awards.law.asks import Ask, Group, Node
from awards.law.citations import in_words
from awards.law.corpus import Law, Route
from awards.law.criteria import Speech
from awards.law.records import Dated
from campaigns import catalogue
from campaigns.catalogue import Recipient

A_YEAR = datetime.timedelta(days=365)
TYPES = {
    "CONG_TRANG": ("theo công trạng", "for merit"),
    "PHONG_TRAO": ("theo phong trào thi đua, chuyên đề", "in a movement"),
    "DOT_XUAT": ("đột xuất", "for a sudden achievement"),
    "CONG_HIEN": ("theo quá trình cống hiến", "for long service"),
}


def stale(records: Iterable[Dated], on: datetime.date) -> list[Dated]:
    """Records that were last checked more than a year before a day, the oldest first."""
    late = [record for record in records if record.checked + A_YEAR < on]
    return sorted(late, key=lambda record: (record.checked, record.code))


def routes(law: Law, award: str, on: datetime.date) -> Iterator[tuple[Recipient, str, Route]]:
    """Yield each way to an award on a day: kind of recipient, type, and what it asks."""
    of_day = law.on(on)
    for recipient in catalogue.award(award).recipients:
        for type_ in TYPES:
            route = of_day.route(award, recipient, type_)
            if route.rule is not None:
                yield recipient, type_, route


def asked_by(law: Law, award: str, on: datetime.date, say: Speech) -> str:
    """What an award asks on a day, as plain text with its articles."""
    regime = law.on(on).regime
    title = f"{say.award(award)} ({award}), {say.day(on)}, {regime.label(say.language)}"
    parts = [title]
    for recipient, type_, route in routes(law, award, on):
        who = recipient.label(say.language)
        parts.append(f"\n{who}, {say.pick(*TYPES[type_])}")
        if not route.known:
            parts.append(
                "  " + say.pick("Chưa có tiêu chuẩn được xác minh.", "No criterion is verified.")
            )
        parts += [line for node in route.asks.parts for line in _lines(node, say, 1)]
        parts += [f"  * {say.pick(note.words, note.words_en)}" for note in route.notes]
    if len(parts) == 1:
        parts.append(say.pick("Dữ liệu không có quy định.", "The data hold no rule."))
    return "\n".join(parts)


def _lines(node: Node, say: Speech, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(node, Group):
        yield indent + (
            say.pick("- một trong:", "- one of:") if node.one_of else say.pick("- đủ:", "- all of:")
        )
        for part in node.parts:
            yield from _lines(part, say, depth + 1)
        return
    yield f"{indent}- {node.criterion.asked(say)} [{_cites(node, say)}]{_doubt(node, say)}"


def _cites(ask: Ask, say: Speech) -> str:
    return "; ".join(in_words(cite, say.language) for cite in ask.cites)


def _doubt(ask: Ask, say: Speech) -> str:
    return "" if ask.verified else say.pick(" (chưa xác minh)", " (unverified)")
