"""What stands where in a spreadsheet of old awards."""

from awards.models import Nomination
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.sheets.table import Columns
from units.text import clean_person_name, fold

# The words of the file are the same in every language of the page.
AWARDED, EXAMPLE, HELP, LISTS = "Khen thưởng", "Ví dụ", "Hướng dẫn", "Danh mục"
HEADINGS = {
    "name": "Họ và tên, tên tập thể",
    "title": "Chức vụ",
    "unit": "Đơn vị",
    "code": "Mã cán bộ, mã đơn vị",
    "born_on": "Ngày sinh",
    "kind": "Đối tượng",
    "award": "Danh hiệu, hình thức",
    "type": "Loại hình khen thưởng",
    "year": "Năm thành tích",
    "authority": "Thẩm quyền quyết định",
    "reference": "Số, ký hiệu",
    "signed_on": "Ngày ký",
}
MOST_LINES = 2000
COLUMNS = Columns(
    HEADINGS,
    MOST_LINES,
    optional=frozenset({"title", "unit", "code", "born_on", "kind", "type"}),
    other={
        "name": ("Họ và tên", "Họ tên", "Tên"),
        "unit": ("Đơn vị công tác", "Tên đơn vị"),
        "code": ("Mã cán bộ", "Mã đơn vị", "Mã"),
        "award": ("Danh hiệu", "Hình thức khen thưởng", "Danh hiệu, hình thức khen thưởng"),
        "type": ("Loại hình",),
        "year": ("Năm",),
        "authority": ("Cơ quan ban hành", "Cấp quyết định", "Thẩm quyền"),
        "reference": ("Số quyết định", "Số và ký hiệu", "Quyết định số"),
        "signed_on": ("Ngày quyết định", "Ngày ban hành"),
    },
    longest={"name": 200, "title": 100, "unit": 200, "code": 50, "authority": 200, "reference": 60},
)
# What stands in a cell, and what it means.
KINDS: dict[str, str] = {
    RecipientKind.INDIVIDUAL: "cá nhân",
    RecipientKind.COLLECTIVE: "tập thể",
}
TYPES: dict[str, str] = {
    Nomination.Type.CONG_TRANG: "công trạng",
    Nomination.Type.PHONG_TRAO: "phong trào",
    Nomination.Type.DOT_XUAT: "đột xuất",
    Nomination.Type.CONG_HIEN: "cống hiến",
}


def plain(text: str) -> str:
    """A text as it is compared: without marks, double blanks and what does not show."""
    return fold(clean_person_name(text))


def awards_by_name(agency: str) -> dict[str, list[catalogue.Award]]:
    """Awards by everything that a cell may call them: the code, or any of their names."""
    found: dict[str, list[catalogue.Award]] = {}
    for one in catalogue.awards():
        for name in {plain(said) for said in (one.code, one.label("vi", agency), *one.phrases)}:
            found.setdefault(name, []).append(one)
    return found
