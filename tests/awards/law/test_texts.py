"""The legal texts in force: no day without, none twice."""

import datetime
from dataclasses import replace

import pytest

from awards.law.texts import texts_in_force
from awards.queries.decisions import legal_bases
from campaigns.catalogue import Evidence


@pytest.mark.parametrize(
    ("day", "named"),
    [
        ((2017, 9, 30), []),
        ((2017, 10, 1), ["15/2003/QH11", "91/2017/NĐ-CP"]),
        ((2023, 12, 31), ["15/2003/QH11", "91/2017/NĐ-CP"]),
        ((2024, 1, 1), ["06/2022/QH15", "98/2023/NĐ-CP"]),
        ((2025, 6, 30), ["06/2022/QH15", "98/2023/NĐ-CP"]),
        ((2025, 7, 1), ["06/2022/QH15", "152/2025/NĐ-CP"]),
        ((2026, 9, 30), ["06/2022/QH15", "152/2025/NĐ-CP"]),
        ((2026, 10, 1), ["06/2026/QH16", "152/2025/NĐ-CP"]),
        ((2027, 3, 1), ["06/2026/QH16"]),
    ],
)
def test_the_texts_of_a_day(day, named):
    names = [text.name for text in texts_in_force(datetime.date(*day))]
    assert len(names) == len(named)
    assert [number for number in named if not any(number in name for name in names)] == []


def test_only_verified_texts_are_bases_of_a_decision(monkeypatch):
    day = datetime.date(2024, 6, 1)
    law, decree = texts_in_force(day)
    doubtful = replace(decree, evidence=Evidence.UNVERIFIED)
    monkeypatch.setattr(
        "awards.queries.decisions.texts_in_force", lambda on, agency: [law, doubtful]
    )
    assert legal_bases(day) == [f"Căn cứ {law.name}"]
