"""The commitments of a launch text: the best numbered run, and the whole of each of its items."""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from campaigns.launch import cues
from campaigns.launch.heading import heading
from campaigns.launch.markers import FAMILIES, Marker, behind_marker, bulleted, numbered
from campaigns.launch.notes import Note
from campaigns.launch.record import Commitment
from campaigns.launch.text import Paragraph

CUE_REACH = 240
# More lists than a launch text has; what they cost grows with their square.
RUNS = 40
BULLET_RANK = len(FAMILIES)


@dataclass(frozen=True, slots=True)
class Run:
    """Markers 1, 2, 3, … of one family, which is the better the lower it ranks."""

    rank: int
    markers: tuple[Marker, ...]

    @property
    def first(self) -> Marker:
        """Where the run begins."""
        return self.markers[0]

    @property
    def inline(self) -> bool:
        """Whether the whole of it stands in one paragraph."""
        return self.first.paragraph == self.markers[-1].paragraph

    def holds(self, other: "Run") -> bool:
        """Whether another run stands between two neighbours of this one."""
        place = bisect.bisect(self.markers, other.first)
        return 0 < place < len(self.markers) and other.markers[-1] < self.markers[place]


@dataclass(frozen=True, slots=True)
class Found:
    """Commitments, the indices of their paragraphs, and what to tell about them."""

    commitments: tuple[Commitment, ...] = ()
    places: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()


def find_commitments(paragraphs: list[Paragraph], told: frozenset[int] = frozenset()) -> Found:
    """Read the commitments; `told` are the indices of paragraphs that announce awards."""
    run = _best(paragraphs, told)
    if run is None:
        return Found(notes=(Note("no_commitments"),))
    items = [_item(run, place, paragraphs, told) for place in range(len(run.markers))]
    commitments = tuple(
        Commitment(number, heading(text), text) for number, (text, _, _) in enumerate(items, 1)
    )
    left_out = [line for _, _, lines in items for line in lines]
    places = frozenset(place for _, held, _ in items for place in held)
    return Found(commitments, places, tuple(Note("line_left_out", line) for line in left_out))


# Which run it is


def _best(paragraphs: list[Paragraph], told: frozenset[int]) -> Run | None:
    runs = [run for run in _runs(paragraphs, told) if not _is_another_list(run, paragraphs, told)]
    sections = [run for run in runs if _of_sections(run, paragraphs)]
    runs = [run for run in runs if run not in sections]
    if inside := [run for run in runs if _in_their_section(run, sections, paragraphs)]:
        runs = inside
    runs = [run for run in runs if not any(other.holds(run) for other in runs)]
    return max(runs, key=lambda run: _merit(run, paragraphs), default=None)


def _runs(paragraphs: list[Paragraph], told: frozenset[int]) -> Iterator[Run]:
    for rank, family in enumerate(FAMILIES):
        markers = list(numbered(family, paragraphs))
        heads = [marker for marker in markers if not marker.inline]
        yield from islice(_counted(rank, heads), RUNS)
        yield from islice(_counted(rank, markers), RUNS)
    for markers in bulleted(paragraphs).values():
        yield from islice(_unbroken(markers, paragraphs, told), RUNS)


def _counted(rank: int, markers: Iterable[Marker]) -> Iterator[Run]:
    """Runs of a family: each begins at 1 and goes on with the next number, over what is between."""
    run: list[Marker] = []
    for marker in markers:
        if marker.number == 1:
            yield from _run(rank, run)
            run = [marker]
        elif run and marker.number == run[-1].number + 1:
            run.append(marker)
    yield from _run(rank, run)


def _unbroken(
    markers: list[Marker], paragraphs: list[Paragraph], told: frozenset[int]
) -> Iterator[Run]:
    """Runs of one bullet: another scene between two of them begins a new run."""
    run: list[Marker] = []
    for marker in markers:
        between = range(run[-1].paragraph + 1, marker.paragraph) if run else range(0)
        if any(_another_scene(place, paragraphs, told) for place in between):
            yield from _run(BULLET_RANK, run)
            run = []
        run.append(marker)
    yield from _run(BULLET_RANK, run)


def _run(rank: int, markers: list[Marker]) -> Iterator[Run]:
    if len(markers) > 1:
        yield Run(rank, tuple(markers))


def _merit(run: Run, paragraphs: list[Paragraph]) -> tuple[bool, int, int, bool, Marker]:
    """What the best run has: it is announced, its family outranks, it is long, it is not inline."""
    inline = sum(marker.inline for marker in run.markers)
    return (_cue(run, paragraphs) > 0, -run.rank, len(run.markers), inline == 0, run.first)


def _cue(run: Run, paragraphs: list[Paragraph]) -> int:
    """How well the words before a run announce commitments."""
    first = run.first
    before = paragraphs[first.paragraph].lower[: first.start]
    if not first.inline:
        earlier = reversed(paragraphs[max(0, first.paragraph - 3) : first.paragraph])
        before = next((part.lower for part in earlier if not _is_aside(part)), "")
    return cues.introduces(before[-CUE_REACH:])


def _is_aside(paragraph: Paragraph) -> bool:
    return paragraph.short and not paragraph.ended and cues.introduces(paragraph.lower) < 1


def _is_another_list(run: Run, paragraphs: list[Paragraph], told: frozenset[int]) -> bool:
    """Whether a run lists results or awards, or is of bullets that nothing announces."""
    lines = {marker.paragraph for marker in run.markers}
    least = 1 if run.rank == BULLET_RANK else 0
    return len(lines & told) * 2 > len(lines) or _cue(run, paragraphs) < least


def _of_sections(run: Run, paragraphs: list[Paragraph]) -> bool:
    return sum(cues.is_section(_line(marker, paragraphs)) for marker in run.markers) > 1


def _in_their_section(run: Run, sections: list[Run], paragraphs: list[Paragraph]) -> bool:
    """Whether a run stands in the section of a document that calls for something."""
    for section in sections:
        ends = [*section.markers[1:], Marker(len(paragraphs), 0, 0, 0)]
        for marker, end in zip(section.markers, ends, strict=True):
            line = _line(marker, paragraphs).lower()
            if cues.SECTION_OF_COMMITMENTS.search(line) and marker < run.first < end:
                return True
    return False


def _line(marker: Marker, paragraphs: list[Paragraph]) -> str:
    return paragraphs[marker.paragraph].text[marker.end :]


# What an item holds


def _item(
    run: Run, place: int, paragraphs: list[Paragraph], told: frozenset[int]
) -> tuple[str, list[int], list[str]]:
    """Text of an item, the indices of its paragraphs, and the lines that it leaves out."""
    marker = run.markers[place]
    following = run.markers[place + 1] if place + 1 < len(run.markers) else None
    first = paragraphs[marker.paragraph].text
    if following and following.paragraph == marker.paragraph:
        return _trimmed(first[marker.end : following.start]), [marker.paragraph], []
    opening = first[marker.end :]
    if following is None and run.inline:
        return _trimmed(_last_clause(run, opening, first)), [marker.paragraph], []
    end = following.paragraph if following else len(paragraphs)
    lines, places, left_out = [opening], [marker.paragraph], []
    for index in range(marker.paragraph + 1, end):
        paragraph = paragraphs[index]
        if following is None and _another_scene(index, paragraphs, told):
            break
        if _is_caption(paragraph, lines[-1]):
            left_out.append(paragraph.text)
            continue
        lines.append(paragraph.text)
        places.append(index)
    if following and following.inline:
        lines.append(paragraphs[end].text[: following.start])
    return _trimmed("\n".join(lines)), places, left_out


def _last_clause(run: Run, opening: str, paragraph: str) -> str:
    """Last item of a list in one paragraph: a sentence, when the items before it are no longer."""
    pairs = zip(run.markers, run.markers[1:], strict=False)
    if any(". " in paragraph[one.end : two.start].strip() for one, two in pairs):
        return opening
    sentence, stop, _rest = opening.partition(". ")
    return sentence + stop.strip()


def _another_scene(place: int, paragraphs: list[Paragraph], told: frozenset[int]) -> bool:
    section = behind_marker(paragraphs[place])
    if section is not None:
        return place in told or cues.is_section(section)
    return place in told or cues.opens_another_scene(paragraphs[place])


def _is_caption(paragraph: Paragraph, before: str) -> bool:
    """Whether a line stands among the sentences of a commitment as captions of pictures do."""
    if paragraph.ended or not paragraph.short or behind_marker(paragraph) is not None:
        return False
    return before.rstrip("”\"’'»)] ").endswith((".", ";", "!", "…"))


def _trimmed(text: str) -> str:
    text = text.strip(" \n;,")
    for tail in (" và", "; cuối cùng", ", cuối cùng"):
        text = text.removesuffix(tail)
    return text.strip(" \n;,")
