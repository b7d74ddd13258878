"""The two whole texts: the article of the launch of 2022, and the demo office's own."""

import re
from pathlib import Path

import pytest

from campaigns import catalogue
from campaigns.launch import Launch, read_launch
from tests.campaigns.launch import facts

ROOT = Path(__file__).parents[3]
ARTICLE = ROOT.parent / "shared" / "data" / "launch_2022.txt"
DEMO = ROOT / "reports" / "demo" / "launch_2022.txt"

SHARED_RUN = 10
NAMES = (
    facts.THEME,
    "Văn phòng Quốc hội",
    "Công đoàn Viên chức Việt Nam",
    "Hội đồng Thi đua Khen thưởng",
)


@pytest.fixture(scope="module")
def article() -> str:
    if not ARTICLE.exists():
        pytest.skip("the article of the launch of 2022 is not beside this repository")
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo() -> str:
    return DEMO.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lines(article: str) -> list[str]:
    """The article's lines, with plain single spaces."""
    return [" ".join(line.split()) for line in article.splitlines() if line.strip()]


def assert_facts(launch: Launch) -> None:
    assert launch.theme == facts.THEME
    assert launch.date == facts.LAUNCHED_ON
    assert launch.launcher == facts.LAUNCHER
    assert [one.number for one in launch.commitments] == [1, 2, 3, 4, 5]
    told = [(one.award, one.individuals, one.collectives) for one in launch.awards]
    assert told == facts.AWARDS


def test_facts_of_article(article: str) -> None:
    assert_facts(read_launch(article))


def test_facts_of_demo_text(demo: str) -> None:
    assert_facts(read_launch(demo))


def test_title_of_article_is_written_as_a_sentence(article: str) -> None:
    assert read_launch(article).title == f"Phát động phong trào thi đua “{facts.THEME}”"


def test_commitments_of_article_are_its_paragraphs_without_their_numbers(
    article: str, lines: list[str]
) -> None:
    ordinals = ("Một là, ", "Hai là, ", "Ba là, ", "Bốn là, ", "Năm là, ")
    paragraphs = [line.split(", ", 1)[1] for line in lines if line.startswith(ordinals)]
    assert [one.text for one in read_launch(article).commitments] == paragraphs


def test_headings_of_article(article: str) -> None:
    headings = [one.heading for one in read_launch(article).commitments]
    assert [heading.split()[0] for heading in headings] == ["Tiếp", "Tạo", "Đổi", "Đẩy", "Tăng"]
    assert all(len(heading) <= 120 for heading in headings)


def test_appeal_of_article_is_one_whole_paragraph(article: str, lines: list[str]) -> None:
    appeal = read_launch(article).appeal
    assert appeal in lines
    assert "Đoàn Thanh niên" in appeal
    assert appeal.endswith("Lãnh đạo Quốc hội.")


def test_awards_of_article_quote_one_paragraph(article: str, lines: list[str]) -> None:
    announcing = next(line for line in lines if line.startswith("Trong đó, trao"))
    assert all(one.text in announcing for one in read_launch(article).awards)


def test_only_the_caption_between_commitments_is_noted(article: str) -> None:
    notes = [(note.code, note.about) for note in read_launch(article).notes]
    assert notes == [("line_left_out", "Toàn cảnh hội nghị")]


def test_second_commitment_of_demo_text_has_two_paragraphs(demo: str) -> None:
    second = read_launch(demo).commitments[1].text.split("\n")
    assert len(second) == 2
    assert second[1].startswith("Năm 2022 ưu tiên")
    assert second[1] in demo


def test_demo_text_shares_no_long_run_of_words_with_article(article: str, demo: str) -> None:
    """Names of the theme, of bodies and of awards may be the same; sentences may not."""
    assert runs(article) & runs(demo) == set()


def runs(text: str) -> set[str]:
    """Runs of ten words of a text, names left out."""
    lower = text.lower()
    names = [*(award.name for award in catalogue.awards()), *NAMES]
    for name in sorted(names, key=len, reverse=True):
        lower = lower.replace(name.lower(), " | ")
    words = re.findall(r"\w+|\|", lower)
    windows = (words[start : start + SHARED_RUN] for start in range(len(words)))
    return {" ".join(run) for run in windows if len(run) == SHARED_RUN and "|" not in run}
