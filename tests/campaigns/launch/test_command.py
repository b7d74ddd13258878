"""`manage.py read_launch`: what it prints, and what it says of a file that it cannot read."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.campaigns.launch import facts

DEMO = Path(__file__).parents[3] / "reports" / "demo" / "launch_2022.txt"


def printed(*arguments: str) -> str:
    out = io.StringIO()
    with translation.override("vi"):
        call_command("read_launch", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_exactly_its_keys() -> None:
    launch = json.loads(printed(str(DEMO), "--json"))
    assert list(launch) == [
        "title",
        "theme",
        "date",
        "launcher",
        "commitments",
        "appeal",
        "awards",
    ]
    assert launch["date"] == "2021-12-31"
    assert [list(one) for one in launch["commitments"]] == [["number", "heading", "text"]] * 5
    keys = ("award", "individuals", "collectives")
    assert [tuple(one[key] for key in keys) for one in launch["awards"]] == facts.AWARDS
    assert {tuple(one) for one in launch["awards"]} == {(*keys, "text")}


def test_json_is_written_in_plain_vietnamese() -> None:
    assert facts.THEME in printed(str(DEMO), "--json")


def test_missing_parts_are_empty_in_json(tmp_path: Path) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("")
    assert json.loads(printed(str(file), "--json")) == {
        "title": "",
        "theme": "",
        "date": None,
        "launcher": "",
        "commitments": [],
        "appeal": "",
        "awards": [],
    }


def test_summary_is_for_people() -> None:
    lines = printed(str(DEMO)).splitlines()
    assert "Ngày phát động: 31/12/2021" in lines
    assert "Người phát động: Bùi Văn Cường" in lines
    assert "  Bằng khen của Thủ tướng Chính phủ: 2 cá nhân, 1 tập thể" in lines


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DEMO.read_bytes())))
    assert printed("-", "--json") == printed(str(DEMO), "--json")


def test_missing_file_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "không có.txt")
    with pytest.raises(CommandError, match=r"Không có tệp “.*không có\.txt”"):
        printed(missing)


def test_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không đọc được tệp “"):
        printed(str(tmp_path))


def test_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "launch.docx"
    file.write_bytes(b"PK\x03\x04\x00")
    with pytest.raises(CommandError, match=r"launch\.docx” không phải văn bản thuần"):
        printed(str(file))
