"""An agency's own awards: how they join the catalogue, and what is refused."""

from pathlib import Path

import pytest

from campaigns import catalogue
from campaigns.catalogue import CatalogueError, UnknownAwardError
from campaigns.launch import read_launch

OWN = """
[[award]]
code = "MH_GCN"
name = "Giấy chứng nhận chuyên đề"
name_en = "Thematic certificate"
name_by_agency = "Giấy chứng nhận chuyên đề của {agency}"
name_by_agency_en = "Thematic certificate of {agency}"
family = "FORM"
legal_order = "STATE"
level = "CO_SO"
recipients = ["INDIVIDUAL"]
rank = 535
decided_by = "Thủ trưởng cơ quan"
decided_by_en = "Head of the agency"
own_authority = true
source = "QC_MH Đ5"
evidence = "found"
citation = "Điều 5 Quy chế (minh họa)"
"""


def folder(tmp_path: Path, text: str = OWN) -> Path:
    (tmp_path / "awards.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_own_award_joins_those_of_national_law_in_its_place(tmp_path, use_folder):
    national = catalogue.awards()
    use_folder(folder(tmp_path))
    own = catalogue.award("MH_GCN")
    assert catalogue.own_awards() == (own,)
    assert catalogue.awards() == tuple(sorted((*national, own), key=lambda one: one.rank))
    groups = dict(catalogue.choices(agency="Văn phòng Quốc hội", among=[own]))
    assert groups == {
        "Hình thức khen thưởng": [("MH_GCN", "Giấy chứng nhận chuyên đề của Văn phòng Quốc hội")]
    }
    assert catalogue.find("tặng giấy chứng nhận chuyên đề năm 2022") is own


def test_without_its_folder_it_is_gone_and_nothing_of_it_is_kept(tmp_path, use_folder):
    assert catalogue.find("Giấy chứng nhận chuyên đề") is None
    use_folder(folder(tmp_path))
    assert catalogue.find("Giấy chứng nhận chuyên đề") is catalogue.award("MH_GCN")
    use_folder(None)
    assert (catalogue.own_awards(), catalogue.agency_folder()) == ((), None)
    assert catalogue.find("Giấy chứng nhận chuyên đề") is None
    with pytest.raises(UnknownAwardError, match="'MH_GCN'"):
        catalogue.award("MH_GCN")


def test_a_folder_without_the_file_adds_nothing(tmp_path, use_folder):
    use_folder(tmp_path)
    assert catalogue.own_awards() == ()


def test_the_launch_reader_knows_it(tmp_path, use_folder):
    text = "PHÁT ĐỘNG PHONG TRÀO\n\nĐã tặng Giấy chứng nhận chuyên đề cho 12 cá nhân."
    assert [one.award for one in read_launch(text).awards] == []
    use_folder(folder(tmp_path))
    assert [(one.award, one.individuals) for one in read_launch(text).awards] == [("MH_GCN", 12)]


WRONG = {
    "a code of national law": ("MH_GCN", "GKHEN", "GKHEN: national law has this code (Giấy khen)"),
    "an order of others": (
        '"STATE"',
        '"PARTY"',
        "MH_GCN: the Party and the unions have rules of their own; an agency adds to the State's",
    ),
    "decided by another": (
        "own_authority = true",
        "own_authority = false",
        "MH_GCN: an agency adds only awards that it decides itself, own_authority must be true",
    ),
    "a level above": ("CO_SO", "TTG", "MH_GCN: level TTG is above what an agency decides"),
    "a rank above": (
        "535",
        "499",
        "MH_GCN: rank 499 is above CSTDCS (500), the highest that an agency decides on level CO_SO",
    ),
    "a rank above the flag": (
        '"CO_SO"\nrecipients = ["INDIVIDUAL"]\nrank = 535',
        '"BO"\nrecipients = ["INDIVIDUAL"]\nrank = 399',
        "MH_GCN: rank 399 is above CO_BO (400), the highest that an agency decides on level BO",
    ),
    "a rank that is taken": ("535", "530", "MH_GCN: GKHEN has rank 530 too"),
    "no citation": (
        'citation = "Điều 5 Quy chế (minh họa)"\n',
        "",
        "MH_GCN: a citation is missing: the text of the agency that gives the award",
    ),
    "an unseen text": (
        'evidence = "found"\ncitation = "Điều 5 Quy chế (minh họa)"',
        'evidence = "unverified"',
        "MH_GCN: a citation is missing: the text of the agency that gives the award",
    ),
    "a name of national law": (
        '"Giấy chứng nhận chuyên đề"',
        '"Giấy Khen"',
        "MH_GCN: “giấy khen” already names GKHEN of national law",
    ),
    "an unknown key": ("rank", "colour = 1\nrank", "MH_GCN: unknown key colour"),
    "nobody to receive it": ('["INDIVIDUAL"]', "[]", "MH_GCN: recipients are missing"),
    "a code that no column holds": (
        "MH_GCN",
        "MH_GIAY_CHUNG_NHAN_CHUYEN_DE",
        "MH_GIAY_CHUNG_NHAN_CHUYEN_DE: a code is 2 to 20 capital letters, digits and _",
    ),
    "the same code again": ("[[award]]", f"{OWN}[[award]]", "MH_GCN: the code stands twice"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_an_agency_may_not_add_is_refused_by_file_and_record(name, tmp_path, use_folder):
    right, wrong, said = WRONG[name]
    assert right in OWN
    use_folder(folder(tmp_path, OWN.replace(right, wrong, 1)))
    with pytest.raises(CatalogueError) as refused:
        catalogue.awards()
    assert str(refused.value) == f"awards.toml, record {said}"
