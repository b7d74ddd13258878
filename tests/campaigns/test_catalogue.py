"""The catalogue of awards: what it holds, how it is asked, what its loader refuses."""

from pathlib import Path

import pytest

from campaigns import catalogue
from campaigns.catalogue import CatalogueError, LegalOrder, Level, Recipient, UnknownAwardError
from campaigns.catalogue.load import load

CEREMONY = (
    "HCSV HCHCM HCDL1 HCDL2 HCDL3 HCLD1 HCLD2 HCLD3 AHLD HCDDK HCDC CO_CP CSTDTQ BKTTG CO_BO "
    "CSTDB BKB TTLDXS KNC CSTDCS TTLDTT LDTT GKHEN"
)
HIGHEST_FIRST = CEREMONY.split()
DECIDED_HERE = {"CSTDB", "CSTDCS", "LDTT", "CO_BO", "TTLDXS", "TTLDTT", "BKB", "GKHEN"}

RECORD = """
[[award]]
code = "LDTT"
name = "Lao động tiên tiến"
name_en = "Advanced worker"
family = "TITLE"
legal_order = "STATE"
level = "CO_SO"
recipients = ["INDIVIDUAL"]
rank = 520
decided_by = "Thủ trưởng đơn vị"
decided_by_en = "Head of the unit"
own_authority = true
source = "L2022 Đ24"
evidence = "found"
citation = "Điều 24"
"""


def test_order_of_ceremony() -> None:
    codes = [award.code for award in catalogue.awards()]
    assert [code for code in codes if code in HIGHEST_FIRST] == HIGHEST_FIRST
    ranks = [award.rank for award in catalogue.awards()]
    assert ranks == sorted(set(ranks))


def test_each_award_is_found_by_its_code_and_by_its_name() -> None:
    for award in catalogue.awards():
        assert catalogue.award(award.code) is award
        assert catalogue.find(award.name, next(iter(award.said_to), "")) is award


def test_unknown_code_is_named() -> None:
    with pytest.raises(UnknownAwardError, match="'XYZ'"):
        catalogue.award("XYZ")


def test_codes_fit_their_columns() -> None:
    assert all(len(award.code) <= 20 for award in catalogue.awards())


def test_what_a_ministry_level_office_decides_itself() -> None:
    own = {award.code for award in catalogue.awards() if award.own_authority}
    assert own == DECIDED_HERE


def test_labour_order_third_class() -> None:
    award = catalogue.award("HCLD3")
    assert award.name == "Huân chương Lao động hạng Ba"
    assert award.level == Level.CTN
    assert award.goes_to("INDIVIDUAL")
    assert award.goes_to(Recipient.COLLECTIVE)
    assert not award.goes_to("HOUSEHOLD")
    assert award.decider("en") == "President"
    assert award.citation == "Điều 44 Luật Thi đua, khen thưởng số 06/2022/QH15"


def test_label_names_the_agency_that_gives_an_award_of_its_own() -> None:
    flag, order = catalogue.award("CO_BO"), catalogue.award("HCLD3")
    agency = "Văn phòng Quốc hội"
    assert flag.label(agency=agency) == "Cờ thi đua của Văn phòng Quốc hội"
    assert flag.label() == "Cờ thi đua của bộ, ban, ngành, tỉnh"
    assert flag.label("en", "the Office") == "Emulation flag of the Office"
    assert order.label("en-gb", agency) == "Labour Order, Third Class"


def test_what_was_not_seen_is_not_cited() -> None:
    for award in catalogue.awards():
        assert bool(award.citation) == award.verified
    assert catalogue.award("CD_GMN").citation == ""


@pytest.mark.parametrize(
    ("phrase", "recipient", "code"),
    [
        ("trao Bằng khen của Thủ tướng cho", "", "BKTTG"),
        ("Bằng khen của Bộ trưởng", "", "BKB"),
        ("BẰNG KHEN", "", "BKB"),
        ("Cờ thi đua  của\nChính phủ", "", "CO_CP"),
        ("Cờ thi đua của Văn phòng Quốc hội", "", "CO_BO"),
        ("danh hiệu Tập thể lao động tiên tiến", "", "TTLDTT"),
        ("Chiến sỹ thi đua cơ sở", "", "CSTDCS"),
        ("Giấy khen", "", "GKHEN"),
        ("Giấy khen", "cá nhân", "GKHEN"),
        ("Giấy khen", "Đảng bộ", "DANG_GK_DBCS"),
        ("Giấy khen", "chi bộ", "DANG_GK_CB"),
        ("Giấy khen", "đảng viên", "DANG_GK_DV"),
        ("Giải thưởng Gương mặt của năm 2021", "đoàn viên", "CD_GMN"),
    ],
)
def test_find(phrase: str, recipient: str, code: str) -> None:
    found = catalogue.find(phrase, recipient)
    assert found is not None
    assert found.code == code


def test_nothing_is_found_inside_another_word() -> None:
    assert catalogue.find("khen thưởng kịp thời") is None
    assert catalogue.find("") is None


def test_names_that_awards_share_are_told_apart_by_recipients() -> None:
    for phrase, awards in catalogue.said().items():
        assert len([award for award in awards if not award.said_to]) <= 1, phrase
        told = [recipient for award in awards for recipient in award.said_to]
        assert len(told) == len(set(told)), phrase


def test_choices_are_grouped_and_hold_each_award_once() -> None:
    groups = catalogue.choices(agency="Văn phòng Quốc hội")
    assert [title for title, _ in groups] == [
        "Hình thức khen thưởng",
        "Danh hiệu thi đua",
        "Khen thưởng của Đảng",
        "Khen thưởng của Công đoàn",
    ]
    codes = [code for _, options in groups for code, _ in options]
    assert sorted(codes) == sorted(award.code for award in catalogue.awards())
    assert ("CO_BO", "Cờ thi đua của Văn phòng Quốc hội") in groups[1][1]


def test_choices_among_some() -> None:
    party = [one for one in catalogue.awards() if one.legal_order == LegalOrder.PARTY]
    assert [title for title, _ in catalogue.choices("en", among=party)] == ["Awards of the Party"]


def test_kinds_have_words_in_both_languages() -> None:
    assert Level("BO").label() == "Cấp bộ, ban, ngành, tỉnh"
    assert Recipient.COLLECTIVE.label("en") == "Collective"


def test_one_record_is_read(tmp_path: Path) -> None:
    (tmp_path / "titles.toml").write_text(RECORD)
    award = load(tmp_path)["LDTT"]
    assert award.recipients == (Recipient.INDIVIDUAL,)
    assert award.said_as == ()


WRONG = {
    "an unknown key": ("rank = 520", "rank = 520\nrang = 1", "record LDTT: unknown key rang"),
    "a missing key": ("rank = 520\n", "", "record LDTT: rank is missing"),
    "a missing code": ('code = "LDTT"\n', "", "record 1: code is missing"),
    "an unknown level": ("CO_SO", "XA", "record LDTT: 'XA' is not a valid Level"),
    "an unknown recipient": ('"INDIVIDUAL"', '"CAT"', "'CAT' is not a valid Recipient"),
    "nobody to receive it": ('["INDIVIDUAL"]', "[]", "record LDTT: recipients are missing"),
    "a rank in words": ("520", '"520"', "record LDTT: rank is '520', where one int is needed"),
    "a number in a list": ('["INDIVIDUAL"]', '"INDIVIDUAL"', "where one list is needed"),
    "an empty name": ('"Advanced worker"', '""', "record LDTT: name_en is ''"),
    "an unseen source that is cited": ('"found"', '"unverified"', "must not be cited"),
    "one language only": ("rank", 'name_by_agency = "A"\nrank', "in one language only"),
    "the same code again": (
        "[[award]]",
        f"{RECORD}[[award]]",
        "record LDTT: the code stands twice",
    ),
    "the same rank again": (
        "[[award]]",
        RECORD.replace('"LDTT"', '"OLD"') + "[[award]]",
        "record LDTT: OLD has rank 520 too",
    ),
    "another table": ("[[award]]", "[other]\n[[award]]", "only \\[\\[award\\]\\] tables"),
    "no TOML": ("[[award]]", "[[award", ": Expected"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused_by_file_and_record(name: str, tmp_path: Path) -> None:
    right, wrong, message = WRONG[name]
    (tmp_path / "wrong.toml").write_text(RECORD.replace(right, wrong, 1))
    with pytest.raises(CatalogueError, match=f"^wrong.toml.*{message}"):
        load(tmp_path)
