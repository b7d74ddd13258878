"""What stands where in the template, and what its cells may name."""

from collections.abc import Mapping
from dataclasses import dataclass

# Sheets and headings are the template's own words: the same in every language of the page, so that
# a file made in one is read in the other.
TARGETS, AIMS, LISTS, MARK = "Chỉ tiêu", "Danh hiệu", "Danh mục", "_mẫu"
TARGET_HEADINGS = {
    "key": "Mã dòng",
    "commitment": "Nội dung số",
    "indicator": "Tên chỉ tiêu",
    "value": "Số lượng",
    "measure": "Đơn vị tính",
    "due_on": "Hoàn thành trước ngày",
    "person": "Người phụ trách",
}
AIM_HEADINGS = {"award": "Danh hiệu, hình thức", "person": "Người đăng ký"}
# What tells the product's template from any other table; the number grows with its layout.
TEMPLATE = "thi-dua/dang-ky/1"
MOST_ROWS = 500
# Rows among which the headings are looked for.
HEADINGS_WITHIN = 10


class SheetRefused(Exception):
    """A file that is not read at all; the text says why and what to do."""


@dataclass(frozen=True)
class Choices:
    """What the cells of one pledge may name, each by its words in the file.

    `commitments` by number, `people` by staff code with their names, `awards` by code with their
    names; the values lead to the rows.
    """

    pledge: int
    commitments: Mapping[int, tuple[int, str]]
    people: Mapping[str, tuple[int, str]]
    awards: Mapping[str, str]


def named(code: str, name: str) -> str:
    """What a cell says of somebody or something that has a code and a name."""
    return f"{code} – {name}"
