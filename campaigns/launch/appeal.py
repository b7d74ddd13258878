"""The appeal: the paragraphs that call upon the mass organisations and upon everybody."""

import itertools
import re
from collections.abc import Collection

from campaigns.launch import cues
from campaigns.launch.text import Paragraph, paragraph

# Calls to look at, so that a long text of nothing but calls is still read in its stride.
SENTENCES = 50
SENTENCE = re.compile(r"(?<=[.!?])\s")


def appeal_places(paragraphs: list[Paragraph], taken: Collection[int]) -> range:
    """Indices of the appeal's paragraphs; `taken` are those that say something else.

    It stands behind the commitments, if there are any. Where nothing speaks to the mass
    organisations, a call upon everybody behind the commitments will do.
    """
    behind = max(taken, default=-1) + 1
    free = [place for place in range(len(paragraphs)) if place not in taken]
    later = [place for place in free if place >= behind]
    for places, calls in (
        (later, cues.to_mass_organisations),
        (free, cues.to_mass_organisations),
        (later if behind else [], cues.is_appeal),
    ):
        start = next((place for place in places if calls(paragraphs[place])), None)
        if start is not None:
            return range(start, _end(start, paragraphs, taken))
    return range(0)


def _end(start: int, paragraphs: list[Paragraph], taken: Collection[int]) -> int:
    end = start + 1
    while end < len(paragraphs) and end not in taken and cues.is_appeal(paragraphs[end]):
        end += 1
    return end


def appeal_sentence(paragraphs: list[Paragraph], commitments: Collection[str]) -> str:
    """Sentence that calls upon the mass organisations within a paragraph of something else."""
    sentences = (
        sentence
        for part in paragraphs
        if cues.to_mass_organisations(part)
        for sentence in SENTENCE.split(part.text)
        if cues.to_mass_organisations(paragraph(sentence))
    )
    for sentence in itertools.islice(sentences, SENTENCES):
        if not any(sentence in commitment for commitment in commitments):
            return sentence
    return ""
