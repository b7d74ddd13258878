"""Verdicts in words, the way ahead, and the commands that print them."""

import datetime
import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from awards.law.ahead import prospects
from awards.law.cases import read_case
from awards.law.citations import in_words
from awards.law.corpus import load
from awards.law.criteria import Question, Speech
from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating, Scope, Spell
from awards.law.judge import judge
from awards.law.words import answer, explain, lines, notes, reasons, way

LAW = load()
CASES = Path(__file__).parent / "cases"
VI, EN = Speech("vi", "Văn phòng Quốc hội"), Speech("en")
ON = datetime.date(2024, 12, 20)
EXCELLENT_OR_INITIATIVE = (
    "Năm xét được xếp loại hoàn thành xuất sắc nhiệm vụ hoặc "
    "có 1 sáng kiến, đề tài chưa dùng để xét khen thưởng, được công nhận ở cấp cơ sở"
)
SECRET = Spell("KHIEN_TRACH", datetime.date(2024, 3, 1), datetime.date(2025, 3, 1))


def person(**known) -> Facts:
    none = dict.fromkeys(("awards", "initiatives", "disciplines", "restrictions", "posts"), ())
    return Facts(kind="INDIVIDUAL", **(none | known))


def verdict(facts: Facts, award: str = "CSTDCS", on: datetime.date = ON):
    return judge(LAW, facts, Question(award, on.year, on))


def test_a_no_says_what_is_missing_by_which_article_and_the_way_to_yes():
    said = verdict(person(ratings={2024: Rating.HTT}))
    assert answer(said, VI) == "Chưa đủ điều kiện"
    assert reasons(said, VI) == [
        "Đạt danh hiệu Lao động tiên tiến của năm xét",
        EXCELLENT_OR_INITIATIVE,
    ]
    assert way(said, VI) == [
        "đạt danh hiệu Lao động tiên tiến năm 2024",
        "được xếp loại hoàn thành xuất sắc nhiệm vụ năm 2024",
    ]
    assert "Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15" in explain(said, VI)
    assert "article 23 of Law 06/2022/QH15" in explain(said, EN)


def test_a_yes_needs_no_way():
    said = verdict(person(ratings={2024: Rating.HTT}), "LDTT")
    assert (answer(said, EN), reasons(said, EN), way(said, EN)) == ("Eligible", [], [])


def test_an_unsure_says_which_fact_is_missing():
    said = verdict(person(), "LDTT")
    assert answer(said, EN) == "Cannot be told yet"
    assert way(said, EN) == [
        "add the missing fact: Rated “tasks completed well” or better for the year"
    ]


def test_an_unverified_rule_is_shown_as_such_and_blocks_nobody():
    in_2022 = datetime.date(2022, 12, 20)
    held = (Spell("INVESTIGATION", datetime.date(2022, 10, 1)),)
    good = {"ratings": {2022: Rating.HTT}, "months_of_service": {2022: 12}}
    said = verdict(person(restrictions=held, **good), "LDTT", in_2022)
    warned = next(line for line in lines(said, VI) if line.state == "warning")
    assert (said.answer, warned.verified) == ("yes", False)


def test_who_may_not_read_it_learns_neither_kind_nor_day_of_a_discipline():
    said = verdict(person(ratings={2024: Rating.HTT}, disciplines=(SECRET,)), "LDTT")
    told = "; ".join(line.found for line in lines(said, VI)) + "; ".join(way(said, VI))
    assert "khiển trách (01/03/2024)" in told
    hidden = [line.found for line in lines(said, VI, see_private=False)]
    hidden += way(said, VI, see_private=False)
    assert not re.search(r"khiển trách|2024-|01/03", "; ".join(hidden))
    assert "hỏi cơ quan thường trực" in hidden


def test_what_nobody_has_seen_of_a_regime_is_said():
    said = verdict(person(), "LDTT", datetime.date(2026, 12, 1))
    assert any("06/2026/QH16" in note for note in notes(said, EN))


@pytest.mark.parametrize(
    ("short", "vietnamese", "english"),
    [
        (
            "L2022 Đ44.1.e",
            "điểm e khoản 1 Điều 44 Luật Thi đua, khen thưởng số 06/2022/QH15",
            "point e, clause 1, article 44 of Law 06/2022/QH15 on emulation and commendation",
        ),
        ("N152", "Nghị định số 152/2025/NĐ-CP", "Decree 152/2025/NĐ-CP"),
    ],
)
def test_a_citation_in_full_words(short, vietnamese, english):
    assert (in_words(short, "vi"), in_words(short, "en")) == (vietnamese, english)


def case(path: str):
    return read_case(CASES / f"{path}.toml").judged(LAW)


@pytest.mark.parametrize(
    ("path", "vietnamese", "english"),
    [
        (
            "individuals/bkttg/r4_two_cstdcs",
            ["được tặng thêm 1 lần danh hiệu Chiến sĩ thi đua cơ sở"],
            ["the title “Grass-roots emulation fighter” once more"],
        ),
        (
            "individuals/cstdb/r2_two_in_a_row",
            ["đạt thêm 1 lần liên tục danh hiệu Chiến sĩ thi đua cơ sở"],
            ["the title “Grass-roots emulation fighter” once more in a row"],
        ),
        (
            "collectives/bkb/r2_neither",
            ["được xếp loại hoàn thành xuất sắc nhiệm vụ mọi năm từ 2024 đến 2025"],
            ["a rating of “tasks completed excellently” for every year from 2024 to 2025"],
        ),
        (
            "individuals/gkhen/r2_rated_ht",
            ["được xếp loại hoàn thành tốt nhiệm vụ năm 2024"],
            ["a rating of “tasks completed well” for 2024"],
        ),
        (
            "collectives/gkhen/r2_rated_ht",
            ["được xếp loại hoàn thành tốt nhiệm vụ năm 2025"],
            ["a rating of “tasks completed well” for 2025"],
        ),
        (
            "collectives/ttldtt/r2_13_of_20",
            ["thêm 1 người đạt danh hiệu Lao động tiên tiến"],
            ["1 more member who received the title “Advanced worker”"],
        ),
        (
            "careers/hcld3/r1_head_one_day_short",
            ["thêm 1 tháng giữ chức Vụ trưởng và tương đương"],
            ["1 month more as head of department or equivalent"],
        ),
        (
            "rules/x06/r2_in_force",
            ["chờ đến khi chấp hành xong kỷ luật, ngày 01/11/2025"],
            ["wait until the discipline is served on 01/11/2025"],
        ),
        ("rules/x06/r2_served_after_the_year", ["xét cho năm sau"], ["wait for the next year"]),
    ],
)
def test_the_way_to_yes_as_a_clerk_would_say_it(path, vietnamese, english):
    said = case(path)
    assert (way(said, VI), way(said, EN)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        # A day short of six years is never shown as six.
        ("careers/hcld3/r1_head_one_day_short", "Vụ trưởng và tương đương: 5 năm 11 tháng"),
        ("careers/hcld3/r1_head_six_years", "Vụ trưởng và tương đương: 6 năm"),
        ("rules/x13/r1_second_state_award", "Chiến sĩ thi đua toàn quốc (20/11/2022)"),
        ("rules/x01/r2_rewarded_already", "đã được khen thưởng: Giấy khen"),
        ("collectives/ttldtt/r2_member_disciplined", "1 người bị kỷ luật"),
        ("collectives/ttldtt/r2_14_of_20", "không có người bị kỷ luật"),
    ],
)
def test_what_was_found_is_said_in_words(path, found):
    assert found in [line.found for top in lines(case(path), VI) for _, line in top.flat()]


def test_the_head_names_the_law_and_who_gets_it_not():
    told = explain(case("individuals/ldtt/r2_household"), VI)
    assert told.startswith("Lao động tiên tiến năm 2024, xét ngày ")
    assert "theo Luật số 06/2022/QH15, Nghị định số 98/2023/NĐ-CP: Chưa đủ điều kiện" in told
    assert "Không tặng cho hộ gia đình." in told
    assert "Is not given to a household." in explain(case("individuals/ldtt/r2_household"), EN)


def test_a_doubtful_rule_without_a_fact_is_no_tick():
    open_one = case("collectives/hcld3/r1_two_flags")
    doubtful = [line.state for line in lines(open_one, VI) if not line.verified]
    assert (open_one.answer, doubtful) == ("yes", ["cannot_tell"])


@pytest.mark.parametrize("say", [VI, EN])
def test_no_verdict_shows_a_code_or_a_plural_in_brackets(say):
    """Every criterion of every case in words: no "(s)", no code of an award, rating or post."""
    codes = re.compile(r"\(s\)|\b(?:[A-Z]+_[A-Z_]+|HTXS|HTT|KHT|GKHEN|BKTTG|BKB|R[1-4]|LDTT)\b")
    told = {explain(read_case(path).judged(LAW), say) for path in CASES.rglob("*.toml")}
    assert len(told) > 900
    assert [found for text in told if (found := codes.search(text))] == []


# --- the way ahead --------------------------------------------------------------------------------
def test_a_lower_rating_this_year_costs_time():
    facts = person(
        ratings={2023: Rating.HTXS},
        awards=(AwardFact("LDTT", 2023, datetime.date(2023, 12, 20), period_to=2023),),
        initiatives=(
            InitiativeFact(Scope.CO_SO, datetime.date(2023, 6, 1)),
            InitiativeFact(Scope.CO_SO, datetime.date(2024, 6, 1)),
        ),
    )
    ahead = {p.award: p for p in prospects(LAW, facts, year=2024, on=ON, say=EN)}
    assert (ahead["LDTT"].year, ahead["LDTT"].held_back) == (2024, False)
    assert (ahead["BKB"].year, ahead["BKB"].lower, ahead["BKB"].held_back) == (2024, 2025, True)
    assert ahead["HCLD1"].year is None


def test_the_way_ahead_names_the_initiative_that_is_still_asked_for():
    ahead = {p.award: p for p in prospects(LAW, person(), year=2024, on=ON, say=EN)}
    assert ahead["CSTDB"].year == 2026
    assert ahead["CSTDB"].steps == (
        "1 more initiative of ministry scope, recognised before the nomination",
    )


# --- commands -------------------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_judge_prints_one_line_for_each_case_that_differs_and_fails(tmp_path):
    good = CASES / "individuals" / "ldtt" / "r2_rated_htt.toml"
    assert run("judge", str(good)).splitlines() == ["1 passed, 0 failed"]
    wrong = tmp_path / "wrong.toml"
    text = good.read_text(encoding="utf-8")
    wrong.write_text(re.sub(r'eligible = "\w+"', 'eligible = "unsure"', text), encoding="utf-8")
    (tmp_path / "broken.toml").write_text("name = 1", encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("judge", str(tmp_path), stdout=out)
    broken, line, counts = out.getvalue().splitlines()
    assert (exit_.value.code, counts) == (1, "0 passed, 2 failed")
    assert broken.startswith(f"{tmp_path / 'broken.toml'}: ")
    assert "expected unsure" in line


def test_judge_explains_in_words():
    case = next((CASES / "individuals" / "cstdcs").glob("r2_*.toml"))
    assert "Luật Thi đua, khen thưởng số 06/2022/QH15" in run("judge", "--explain", str(case))


def test_judge_names_a_path_that_is_not_there():
    with pytest.raises(CommandError, match="no file or folder"):
        run("judge", "nowhere.toml")


def test_law_show_and_stale():
    shown = run("law", "--language", "en", "show", "LDTT", "--on", "2022-06-01")
    assert (
        "At least 10 months of service in the year [article 10 of Decree 91/2017/NĐ-CP; " in shown
    )
    assert run("law", "stale", "--on", "2026-12-01").startswith("0 records")
    with pytest.raises(SystemExit):
        run("law", "stale", "--on", "2028-01-01")
    with pytest.raises(CommandError, match="no award"):
        run("law", "show", "XYZ", "--on", "2022-06-01")
    with pytest.raises(CommandError, match="no regime holds on 2010-01-01; the nearest, R1"):
        run("law", "show", "LDTT", "--on", "2010-01-01")
