"""An agency's own documents: how records cite them, and what is refused."""

from pathlib import Path

import pytest

from awards.law.citations import UnknownSourceError, in_words, parse
from awards.law.sources import SourceError, sources

OWN = """
[[source]]
short = "QC_MH"
name = "Quy chế (minh họa)"
name_en = "the invented regulation"
"""


def folder(tmp_path: Path, text: str = OWN) -> Path:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_own_document_is_cited_like_a_law_in_both_languages(tmp_path, use_folder):
    use_folder(folder(tmp_path))
    assert in_words("QC_MH Đ5.1.b") == "điểm b khoản 1 Điều 5 Quy chế (minh họa)"
    assert in_words("QC_MH Đ5", "en") == "article 5 of the invented regulation"
    assert in_words("N152") == "Nghị định số 152/2025/NĐ-CP"


def test_it_is_known_only_while_its_folder_is_used(tmp_path, use_folder):
    use_folder(folder(tmp_path))
    assert parse("QC_MH Đ5").source == "QC_MH"
    use_folder(None)
    with pytest.raises(UnknownSourceError, match="'QC_MH Đ5' names no known text"):
        parse("QC_MH Đ5")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("QC_MH", "N152", ", record N152: national law has this short name (Nghị định số 152/2025"),
        ("QC_MH", "QC MH", ", record QC MH: a short name is letters, digits and _"),
        ('name_en = "the invented regulation"', "", ", record QC_MH: name_en is missing"),
        ('"the invented regulation"', "3", ", record QC_MH: name_en is missing"),
        ('short = "QC_MH"', "", ", record 1: short is missing"),
        ("name_en", "names = 1\nname_en", ", record QC_MH: unknown key names"),
        ("[[source]]", f"{OWN}[[source]]", ", record QC_MH: the short name stands twice"),
        ("[[source]]", "[[texts]]", ": unknown table texts"),
        ("[[source]]", "[[source", ": Expected"),
    ],
)
def test_what_is_wrong_is_refused_by_file_and_record(tmp_path, use_folder, right, wrong, said):
    use_folder(folder(tmp_path, OWN.replace(right, wrong, 1)))
    with pytest.raises(SourceError) as refused:
        sources()
    assert str(refused.value).startswith(f"sources.toml{said}")
