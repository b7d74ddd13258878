"""The law of this installation: where its folder comes from, and what stops the system check."""

from pathlib import Path

import pytest
from django.apps import apps

from awards.checks import check_stored_codes
from awards.lawbook import all_records, check_law, law
from campaigns import catalogue
from tests.awards.way import drafted

EXAMPLE = Path(__file__).parents[2] / "docs" / "agency-law"


def copied(tmp_path: Path, name: str, right: str, wrong: str) -> Path:
    """The example with one passage of one file changed."""
    for path in EXAMPLE.rglob("*.toml"):
        to = tmp_path / path.relative_to(EXAMPLE)
        to.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8")
        if str(path.relative_to(EXAMPLE)) == name:
            assert right in text
            text = text.replace(right, wrong, 1)
        to.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_setting_names_the_folder(settings, use_folder):
    settings.AGENCY_LAW = str(EXAMPLE)
    apps.get_app_config("campaigns").ready()
    assert catalogue.agency_folder() == EXAMPLE
    settings.AGENCY_LAW = ""
    apps.get_app_config("campaigns").ready()
    assert catalogue.agency_folder() is None


def test_the_example_folder_is_right_and_every_record_of_it_is_read(use_folder):
    national = {record.code for record in all_records()}
    use_folder(EXAMPLE)
    assert check_law() == []
    own = {record.code for record in all_records()} - national
    assert own == {
        "MH_WITHOUT_MEETING",
        "MH_SUBSTITUTE",
        "MH_GCN.CN",
        "MH_GCN.TT",
        "MH_KNC.CN",
        "MH_LDTT",
        "MH_LIEN_TUC",
        "MH_QUOTA",
        "MH_TEXT",
        "MH_VOTE",
    }


def test_another_folder_is_another_law(use_folder):
    assert law() is law()
    before = law()
    use_folder(EXAMPLE)
    assert law() is not before


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        ("awards.toml", "rank = 450", "rank = 90", "awards.toml, record MH_KNC: rank 90 is above"),
        (
            "awards.toml",
            'source = "QC_MH Đ6"',
            'source = "QC_NO Đ6"',
            "awards.toml, record MH_KNC: source: the citation 'QC_NO Đ6' names no known text",
        ),
        ("sources.toml", '"QC_MH"', '"L2022"', "sources.toml, record L2022: national law has"),
        (
            "criteria/own.toml",
            "QC_MH Đ5.2",
            "QC_NO Đ5.2",
            "own.toml, record 2 (MH_GCN.TT): the citation 'QC_NO Đ5.2' names no known text",
        ),
        ("criteria/own.toml", 'kind = "rating"', 'kind = "mood"', "own.toml, record MH_GCN.CN: "),
        ("votes.toml", '"MH_GCN"', '"MH_NO"', "votes.toml, record 1 (MH_VOTE): the catalogue has"),
        (
            "votes.toml",
            'awards = ["MH_KNC", "MH_GCN"]\npercent = 80',
            'awards = ["CSTDTQ"]\npercent = 80',
            "votes.toml, record MH_VOTE: loosens national law: 80 % of the members is less than 90",
        ),
        ("texts.toml", "[[text]]", "[[texts]]", "texts.toml: unknown table texts"),
    ],
)
def test_a_broken_record_stops_the_system_check(tmp_path, use_folder, name, right, wrong, said):
    use_folder(copied(tmp_path, name, right, wrong))
    (error,) = check_law()
    assert (error.id, error.msg[: len(said)]) == ("awards.E001", said)


def test_a_folder_that_is_not_there_stops_the_system_check(tmp_path, use_folder):
    use_folder(tmp_path / "nowhere")
    (error,) = check_law()
    assert error.msg == f"{tmp_path / 'nowhere'}: there is no such folder"


# --- codes in rows --------------------------------------------------------------------------------
def test_a_record_that_rows_still_need_is_missed(office, campaign, use_folder):
    use_folder(EXAMPLE)
    drafted(office, campaign, "mai", award="MH_GCN")
    assert check_stored_codes(databases=["default"]) == []
    use_folder(None)
    (error,) = check_stored_codes(databases=["default"])
    assert (error.id, error.msg) == (
        "awards.E002",
        "no award has the code MH_GCN, which past records hold",
    )
    assert check_stored_codes(databases=None) == []
