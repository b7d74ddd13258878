"""Editions of the forms: each has a file and a first day, and a paper keeps the one of its day."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from awards.documents.editions import EditionError, edition_of, editions, read_editions
from awards.documents.render import form_of_decision, render_decision
from tests.awards.documents.papers import pages, paper

URL = "https://thidua.example/register/7aha4cwacukhb7b4zeb6uxsr"


def test_every_edition_has_its_file_and_every_file_is_an_edition(settings):
    folder = settings.BASE_DIR / "templates" / "documents"
    files = {f"{path.parent.name}/{path.stem}" for path in folder.glob("*/*.typ")}
    assert files == {str(one) for one in editions()}


def test_an_old_decision_is_set_in_the_edition_of_its_day():
    """The second edition came with the register: the first never bore the way to it."""
    old = paper(page_url=URL, signed_on=date(2021, 12, 31))
    new = paper(page_url=URL, signed_on=date(2022, 1, 1))
    assert [form_of_decision(one) for one in (old, new)] == ["decision/1", "decision/2"]
    assert URL not in pages(render_decision(old))[0].replace(" ", "")
    assert URL in pages(render_decision(new))[0].replace(" ", "")


def test_a_paper_older_than_its_form_takes_the_first_edition():
    assert edition_of("decision", date(1999, 1, 1)) == "decision/1"
    with pytest.raises(EditionError, match="no form leaflet"):
        edition_of("leaflet", date(2022, 1, 1))


GOOD = '[[edition]]\nform = "a"\nnumber = 1\nfrom = 2022-01-01\nchanged = "x"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + "note = 1\n", "not {"),
        (GOOD.replace('"x"', '""'), "not {"),
        (GOOD.replace("= 1", '= "1"'), "not {"),
        ("[[form]]\n", "something else"),
        (GOOD.replace("= 1", "= 2"), "of a do not follow"),
        (GOOD + GOOD, "of a do not follow"),
        (GOOD + GOOD.replace("= 1", "= 2"), "of a do not follow"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path, text, complaint):
    file = tmp_path / "editions.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=complaint):
        read_editions(file)


def party_paper():
    return paper(
        of_party=True,
        agency_name="Đảng ủy Văn phòng Quốc hội",
        symbol="QĐ/ĐU",
        number=127,
        issuer="Ban Thường vụ Đảng ủy Văn phòng Quốc hội",
        signer_authority="T/M BAN THƯỜNG VỤ\nBÍ THƯ",
        proposal="",
    )


def test_a_party_decision_has_the_header_of_the_party():
    first, _listed = pages(render_decision(party_paper()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in first
    assert "ĐẢNG ỦY VĂN PHÒNG QUỐC HỘI" in first
    assert "Số 127-QĐ/ĐU" in first
    assert "T/M BAN THƯỜNG VỤ BÍ THƯ" in first
    assert "-----" in first
    assert " * " in first
    assert "CỘNG HÒA" not in first
    assert "Độc lập" not in first


def test_sizes_and_weights_of_the_party_header_are_those_of_the_guidance():
    set_in = {}

    def note(text, _cm, _tm, font, size):
        if font and text.strip():
            set_in[text.strip()] = (font["/BaseFont"].split("-")[-1], size)

    page = PdfReader(BytesIO(render_decision(party_paper()))).pages[0]
    page.extract_text(visitor_text=note)
    sizes = {text: (style, round(size)) for text, (style, size) in set_in.items()}
    assert sizes["ĐẢNG CỘNG SẢN VIỆT NAM"] == ("Bold", 15)
    assert sizes["QUYẾT ĐỊNH"] == ("Bold", 15)
    assert sizes["T/M BAN THƯỜNG VỤ"] == ("Bold", 14)
    assert sizes["BÍ THƯ"][0].endswith("LiberationSerif")
    assert sizes["Nơi nhận:"][1] == 14
