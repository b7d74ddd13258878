"""The awards that a launch text announces: which, and how many of each recipient.

A count belongs to the award that it is given with: "trao A cho 3 cá nhân", "3 cá nhân được tặng
A", "A: 1 tập thể và 2 cá nhân". What a caption repeats is not counted again.
"""

import bisect
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from campaigns import catalogue
from campaigns.catalogue import Award, Recipient
from campaigns.launch.counts import Count, counts
from campaigns.launch.cues import GIVING
from campaigns.launch.markers import behind_marker
from campaigns.launch.notes import Note
from campaigns.launch.record import AnnouncedAward
from campaigns.launch.text import Paragraph

CLAUSE_END = re.compile(r"(?P<sentence>[.!?…](?=\s|$))|;(?=\s|$)|$")
# What is aimed at or proposed has not been given.
AIMED = re.compile(
    r"phấn đấu|mục tiêu|chỉ tiêu|đăng ký|dự kiến|(?<!theo )đề nghị|đề xuất|trình cấp|quyết tâm"
)
RECEIVED = re.compile(r"\b(?:được|đạt|nhận|vinh dự)\b")
GIVEN_TO = re.compile(r"(?:\b(?:cho|tặng|gồm|là)|[:(–-])\s*$")
JOINED = re.compile(r"\s?(?:,|và|cùng|cùng với|&|\+)\s(?:cho\s)?")
OTHER_ISSUER = re.compile(
    r"\s(?:của\s)?(?:ban (?:chấp hành|thường vụ)\s)?"
    r"(?:công đoàn|đoàn|trung ương đoàn|tổng liên đoàn|liên đoàn|hội(?! đồng))\b"
)
# "Được Thủ tướng Chính phủ tặng Bằng khen": whose award it is stands before the verb.
GIVES = re.compile(r"\s(?:(?:trao|khen)\s)?(?:tặng|trao)(?:\sthưởng)?\s(?:\d+\s)?$")
GIVER_WORDS = 5
GIVER_REACH = 80
QUOTE = "[“”\"'‘’]?"
ABOUT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase that names an award, or several that its recipients tell apart."""

    start: int
    end: int
    options: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A count of an award, where it stands, and the clause that says so."""

    place: int
    award: Award
    count: Count
    text: str
    in_caption: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a paragraph up to a semicolon or the end of a sentence."""

    start: int
    end: int
    opens_sentence: bool


def find_mentions(paragraphs: list[Paragraph]) -> tuple[list[Mention], list[Note]]:
    """Every count of an award, in the order of the text, and what could not be read."""
    mentions: list[Mention] = []
    notes: list[Note] = []
    carried: Name | None = None
    for place, paragraph in enumerate(paragraphs):
        aimed = False
        for clause in _clauses(paragraph.lower):
            aimed = aimed and not clause.opens_sentence
            names = _names(paragraph.lower, clause)
            found = list(counts(paragraph.lower, clause.start, clause.end, _spans(names)))
            until = names[0].start if names else clause.end
            aimed = aimed or bool(AIMED.search(paragraph.lower, clause.start, until))
            if not aimed:
                pairs = list(_pairs(names, found, paragraph.lower, clause, carried))
                _tell(pairs, place, paragraph, clause, mentions, notes)
            carried = names[-1] if names else carried if found else None
        if not paragraph.lower.endswith((":", ";")):
            carried = None
    return mentions, notes


def announced(mentions: Iterable[Mention], taken: Collection[int]) -> list[AnnouncedAward]:
    """Awards with their counts added up, each told once; not those of the paragraphs `taken`."""
    by_award: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.in_caption):
        if mention.place not in taken:
            by_award.setdefault(mention.award.code, []).append(mention)
    return [_announced(code, told) for code, told in by_award.items()]


def told_again(mentions: list[Mention]) -> list[Note]:
    """Notes on awards whose count several paragraphs of the text repeat."""
    places: dict[tuple[str, str, int], set[int]] = {}
    for mention in mentions:
        if not mention.in_caption:
            key = (mention.award.name, mention.count.recipient, mention.count.number)
            places.setdefault(key, set()).add(mention.place)
    return [Note("told_twice", name) for (name, *_), told in places.items() if len(told) > 1]


# Adding up


def _announced(code: str, told: list[Mention]) -> AnnouncedAward:
    in_text = [mention for mention in told if not mention.in_caption] or told
    texts = dict.fromkeys(mention.text for mention in in_text)
    return AnnouncedAward(
        award=code,
        individuals=_total(in_text, Recipient.INDIVIDUAL),
        collectives=_total(in_text, Recipient.COLLECTIVE),
        text="; ".join(texts),
    )


def _total(told: list[Mention], kind: Recipient) -> int:
    """Sum over the text, where a paragraph that gives the same sum again repeats an earlier one."""
    by_place: dict[int, int] = {}
    for mention in told:
        if mention.count.kind == kind:
            by_place[mention.place] = by_place.get(mention.place, 0) + mention.count.number
    return sum(set(by_place.values()))


# Reading a clause


def _clauses(lower: str) -> Iterator[Clause]:
    start, opens = 0, True
    for end in CLAUSE_END.finditer(lower):
        if lower[start : end.start()].strip():
            yield Clause(start, end.start(), opens)
        start, opens = end.end(), bool(end["sentence"])


@catalogue.kept
def _pattern() -> re.Pattern[str]:
    """Any name of an award; its words may be parted by the quotation marks around some of them."""
    phrases = sorted(catalogue.said(), key=len, reverse=True)
    parted = (rf"{QUOTE}\s{QUOTE}".join(map(re.escape, _words(phrase))) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parted)})(?!\w)")


def _words(phrase: str) -> list[str]:
    return re.sub(QUOTE, "", phrase).split()


@catalogue.kept
def _options() -> dict[str, tuple[Award, ...]]:
    return {" ".join(_words(phrase)): awards for phrase, awards in catalogue.said().items()}


def _names(lower: str, clause: Clause) -> list[Name]:
    found = _pattern().finditer(lower, clause.start, clause.end)
    return [Name(one.start(), one.end(), _meant(one, lower, clause)) for one in found]


def _meant(found: re.Match[str], lower: str, clause: Clause) -> tuple[Award, ...]:
    """Awards that a phrase may mean: the giver's own, when the words before the verb name one."""
    phrase = " ".join(_words(found[0]))
    before = lower[max(clause.start, found.start() - GIVER_REACH) : found.start()]
    if gives := GIVES.search(before):
        giver = before[: gives.start()].split()[-GIVER_WORDS:]
        for start in range(len(giver)):
            if options := _options().get(f"{phrase} của {' '.join(giver[start:])}"):
                return options
    return _options()[phrase]


def _spans(names: list[Name]) -> list[tuple[int, int]]:
    return [(name.start, name.end) for name in names]


def _pairs(
    names: list[Name], found: list[Count], lower: str, clause: Clause, carried: Name | None
) -> Iterator[tuple[Name, Count]]:
    """Each count with the award that it belongs to."""
    if not names:
        opens = carried and found and _opens(found[0], lower, clause)
        yield from ((carried, count) for count in found if carried and opens)
        return
    for group in _groups(found, lower):
        place = bisect.bisect(names, group[0].start, key=lambda name: name.start)
        name = _owner(group, names[max(0, place - 1) : place], names[place : place + 1], lower)
        yield from ((name, count) for count in group)


def _opens(count: Count, lower: str, clause: Clause) -> bool:
    return not re.search(
        r"\w", re.sub(r"\b(?:và|cho|tặng)\b", "", lower[clause.start : count.start])
    )


def _groups(found: list[Count], lower: str) -> Iterator[list[Count]]:
    """Counts that only "và" or a comma parts: they share their award."""
    group: list[Count] = []
    for count in found:
        if group and not JOINED.fullmatch(lower, group[-1].end, count.start):
            yield group
            group = []
        group.append(count)
    if group:
        yield group


def _owner(group: list[Count], before: list[Name], after: list[Name], lower: str) -> Name:
    """Award of a group of counts, of the one before it and the one behind it."""
    if not before or not after:
        return (before or after)[0]
    between = lower[group[-1].end : after[0].start]
    if not between.strip(" “\"'"):
        return after[0]
    if GIVEN_TO.search(lower[before[0].end : group[0].start]):
        return before[0]
    return after[0] if RECEIVED.search(between) else before[0]


# Telling what was read


def _tell(
    pairs: list[tuple[Name, Count]],
    place: int,
    paragraph: Paragraph,
    clause: Clause,
    mentions: list[Mention],
    notes: list[Note],
) -> None:
    text = paragraph.text[clause.start : clause.end].strip(" -–•●,:")
    in_caption = _is_caption(paragraph)
    given = {name for name, count in pairs if count.kind}
    for name, count in pairs:
        about = paragraph.text[min(name.start, count.start) :][:ABOUT_LENGTH].split(";")[0].strip()
        if _is_of_others(name, paragraph.lower):
            notes.append(Note("not_in_catalogue", about))
            continue
        award = catalogue.told_apart(name.options, count.recipient)
        counted = count if count.kind or award is None else _with_kind(count, award)
        if award is not None and counted.kind:
            mentions.append(Mention(place, award, counted, text, in_caption))
        elif name not in given:
            notes.append(Note("recipient_unclear", about))


def _with_kind(count: Count, award: Award) -> Count:
    """The count of an award that only one kind of recipient can get."""
    kinds = [k for k in (Recipient.INDIVIDUAL, Recipient.COLLECTIVE) if award.goes_to(k)]
    kind = kinds[0] if len(kinds) == 1 else None
    return Count(count.start, count.end, count.number, count.recipient, kind)


def _is_of_others(name: Name, lower: str) -> bool:
    of_state = any(award.of_state for award in name.options)
    return of_state and bool(OTHER_ISSUER.match(lower, name.end))


def _is_caption(paragraph: Paragraph) -> bool:
    """Whether a paragraph tells what a picture shows: no sentence, no item, somebody giving."""
    if paragraph.ended or not paragraph.short or behind_marker(paragraph) is not None:
        return False
    return bool(GIVING.search(paragraph.lower))
