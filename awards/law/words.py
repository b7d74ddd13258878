"""A verdict in plain sentences, Vietnamese or English, as a clerk would say them."""

from collections.abc import Iterator
from dataclasses import dataclass

from awards.law.asks import Ask, Finding, Group
from awards.law.citations import in_words
from awards.law.criteria import Question, Speech, State
from awards.law.judge import NO, UNSURE, YES, Verdict
from campaigns.catalogue import Recipient

ANSWERS = {
    YES: ("Đủ điều kiện", "Eligible"),
    NO: ("Chưa đủ điều kiện", "Not eligible"),
    UNSURE: ("Chưa kết luận được", "Cannot be told yet"),
}
MARKS = {"met": "[x]", "not_met": "[ ]", "cannot_tell": "[?]", "warning": "[!]", "council": "[~]"}
STATES = {
    "met": ("đạt", "met"),
    "not_met": ("chưa đạt", "not met"),
    "cannot_tell": ("chưa rõ", "cannot tell"),
    "warning": ("cảnh báo", "warning"),
    "council": ("Hội đồng xem xét", "for the council"),
}
# What only few may read; others learn that it is not met, not why.
PRIVATE = frozenset({"restriction", "discipline"})


@dataclass(frozen=True)
class Line:
    """One criterion of a verdict, or a group of them, ready to be shown.

    `state` is a key of `STATES`, `said` its words. `cites` are articles in full words. `verified`
    is false where nobody compared the rule with its source.
    """

    state: str
    said: str
    asked: str
    found: str = ""
    cites: tuple[str, ...] = ()
    verified: bool = True
    parts: tuple["Line", ...] = ()

    def flat(self, depth: int = 0) -> Iterator[tuple[int, "Line"]]:
        """Yield the line and those below it, each with its depth."""
        yield depth, self
        for part in self.parts:
            yield from part.flat(depth + 1)

    @property
    def mark(self) -> str:
        """A sign for plain text."""
        return MARKS[self.state]


def answer(verdict: Verdict, say: Speech) -> str:
    """The answer in two or three words."""
    return say.pick(*ANSWERS[verdict.answer])


def lines(verdict: Verdict, say: Speech, *, see_private: bool = True) -> tuple[Line, ...]:
    """Every criterion of a verdict in the order of the law.

    Without `see_private` the records behind a discipline or an open matter are not told.
    """
    return tuple(_line(one, say, see_private=see_private) for one in verdict.findings)


def reasons(verdict: Verdict, say: Speech) -> list[str]:
    """What stands in the way, in short: the unmet criteria, or what leaves the answer open."""
    if verdict.wrong_recipient:
        recipient = Recipient[verdict.recipient].label(say.language).lower()
        return [say.pick(f"Không tặng cho {recipient}", f"Is not given to a {recipient}")]
    open_ones = State.NOT_MET if verdict.answer == NO else State.CANNOT_TELL
    found = [_short(one, open_ones, say) for one in verdict.findings if one.state == open_ones]
    if not verdict.known and verdict.answer == UNSURE:
        found.append(
            say.pick(
                "Chưa đối chiếu được tiêu chuẩn của danh hiệu, hình thức này với văn bản gốc",
                "The criteria of this award have not been compared with their source",
            )
        )
    return found


def way(verdict: Verdict, say: Speech, *, see_private: bool = True) -> list[str]:
    """The nearest way to "yes", step by step; empty where nothing is missing or nothing helps."""
    steps: list[str] = []
    for one in verdict.findings:
        if one.state == State.NOT_MET:
            hidden = not see_private and _private(one)
            steps += [_ask_us(say)] if hidden else _way(one, verdict.question, say)
        elif one.state == State.CANNOT_TELL:
            steps += [f"{_missing(leaf, say)}" for leaf in _open_leaves(one)]
    return list(dict.fromkeys(step for step in steps if step))


def notes(verdict: Verdict, say: Speech) -> list[str]:
    """Rules that decide nothing but must be known, and what nobody has seen of the regime."""
    caution = say.pick(verdict.regime.caution, verdict.regime.caution_en)
    found = [
        f"{say.pick(note.words, note.words_en).removesuffix('.')} ({_cites(note.cites, say)})."
        for note in verdict.notes
    ]
    return [*found, caution] if caution else found


def explain(verdict: Verdict, say: Speech) -> str:
    """The whole verdict as plain text."""
    question = verdict.question
    award, law = say.award(question.award), verdict.regime.label(say.language)
    when = say.pick(
        f"{award} năm {question.year}, xét ngày {say.day(question.on)} theo {law}",
        f"{award} for {question.year}, on {say.day(question.on)}, under {law}",
    )
    head = f"{when}: {answer(verdict, say)}"
    if verdict.wrong_recipient or not verdict.known:
        head += f"\n  {'; '.join(reasons(verdict, say))}."
    body = [
        f"{'  ' * (depth + 1)}{line.mark} {line.asked}{_tail(line, say)}"
        for top in lines(verdict, say)
        for depth, line in top.flat()
    ]
    steps = way(verdict, say)
    if steps:
        body.append(f"  {say.pick('Để đủ điều kiện', 'To qualify')}: {'; '.join(steps)}.")
    return "\n".join([head, *body, *(f"  * {note}" for note in notes(verdict, say))])


def _tail(line: Line, say: Speech) -> str:
    found = f" – {line.found}" if line.found else ""
    cites = f" [{'; '.join(line.cites)}]" if line.cites else ""
    doubt = "" if line.verified else say.pick(" (chưa xác minh)", " (unverified)")
    return f"{found}{cites}{doubt}"


def _line(finding: Finding, say: Speech, *, see_private: bool) -> Line:
    if isinstance(finding.ask, Group):
        parts = tuple(_line(part, say, see_private=see_private) for part in finding.parts)
        state = _state(finding)
        return Line(state, say.pick(*STATES[state]), _asked(finding, say), parts=parts)
    ask = finding.ask
    hidden = _private(finding) and not see_private and finding.counted
    found = _ask_us(say) if hidden else ask.criterion.found(finding.raw, finding.counted, say)
    cites = tuple(in_words(cite, say.language) for cite in ask.cites)
    state, asked = _state(finding), ask.criterion.asked(say)
    return Line(state, say.pick(*STATES[state]), asked, found, cites, ask.verified)


def _private(finding: Finding) -> bool:
    """Whether it is on what only few may read; a count of members names nobody."""
    criterion = finding.ask.criterion if isinstance(finding.ask, Ask) else None
    return criterion is not None and criterion.kind in PRIVATE


def _ask_us(say: Speech) -> str:
    return say.pick("hỏi cơ quan thường trực", "ask the standing body")


def _state(finding: Finding) -> str:
    if finding.state is None:
        return "council"
    if isinstance(finding.ask, Ask) and finding.ask.warns_only:
        return {State.NOT_MET: "warning"}.get(finding.raw, finding.raw.name.lower())
    return finding.state.name.lower()


def _asked(finding: Finding, say: Speech) -> str:
    if isinstance(finding.ask, Ask):
        return finding.ask.criterion.asked(say)
    if not finding.ask.one_of:
        return say.pick("Đủ các điều kiện sau", "All of these")
    return say.pick("Một trong các điều kiện sau", "One of these")


def _short(finding: Finding, state: State, say: Speech) -> str:
    """What stands open in a finding, in one phrase: of a group the parts that do."""
    if isinstance(finding.ask, Ask):
        return finding.ask.criterion.asked(say)
    parts = [_short(part, state, say) for part in finding.parts if part.state == state]
    joint = say.pick(" hoặc ", " or ") if finding.ask.one_of else say.pick(" và ", " and ")
    first, *others = dict.fromkeys(parts)
    return joint.join([first, *(part[:1].lower() + part[1:] for part in others)])


def _way(finding: Finding, question: Question, say: Speech) -> list[str]:
    if isinstance(finding.ask, Ask):
        return [finding.ask.criterion.way(finding.counted, question, say)]
    short = [part for part in finding.parts if part.state == State.NOT_MET]
    if not finding.ask.one_of:
        return [step for part in short for step in _way(part, question, say)]
    nearest = min(short, key=lambda part: sum(1 for _ in part.failed()))
    return _way(nearest, question, say)


def _open_leaves(finding: Finding) -> list[Finding]:
    return [leaf for leaf in finding.leaves() if leaf.state == State.CANNOT_TELL]


def _missing(leaf: Finding, say: Speech) -> str:
    asked = _asked(leaf, say)
    if isinstance(leaf.ask, Ask) and leaf.raw == State.NOT_MET:
        return say.pick(f"đối chiếu quy định chưa xác minh: {asked}", f"verify the rule: {asked}")
    return say.pick(f"bổ sung dữ liệu: {asked}", f"add the missing fact: {asked}")


def _cites(cites: tuple[str, ...], say: Speech) -> str:
    return "; ".join(in_words(cite, say.language) for cite in cites)
