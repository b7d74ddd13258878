"""An initiative from its proposal to its certificate, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import House
from tests.e2e.test_year import is_told, looks_right

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
TITLE = "Bảng kiểm hồ sơ dự án luật bằng mã màu"
SOLUTION = (
    "Mỗi hồ sơ có một bảng kiểm hai trang in trên giấy màu theo loại dự án, người nhận ký từng "
    "mục ngay khi tiếp nhận."
)
MARKS = {"Tính mới": "25", "Tính khả thi": "18", "Tính hiệu quả": "24", "Khả năng nhân rộng": "15"}


def propose(page: Page) -> str:
    """Write and send the proposal; return its address."""
    page.goto("/proposals/new")
    page.get_by_label("Tên sáng kiến, đề tài").fill(TITLE)
    page.get_by_label("Tình trạng trước khi có sáng kiến").fill("Hồ sơ thiếu, phải gửi trả.")
    page.get_by_label("Nội dung giải pháp").fill(SOLUTION)
    page.get_by_label("Hiệu quả, có số liệu").fill("Hồ sơ phải bổ sung giảm nhiều.")
    page.get_by_label("Nơi áp dụng").fill("Vụ Pháp luật")
    page.get_by_label("Áp dụng từ ngày").fill("04/01/2022")
    looks_right(page)
    page.get_by_role("button", name="Lưu và gửi").click()
    expect(
        page.get_by_text("Hiệu quả chưa có số liệu", exact=True)
    ).to_be_visible()  # the draft is kept
    page.get_by_role("link", name="Sửa đơn").first.click()
    page.get_by_label("Hiệu quả, có số liệu").fill("Hồ sơ phải bổ sung giảm từ 18 xuống 4.")
    page.get_by_role("button", name="Lưu và gửi").click()
    is_told(page, "Đã gửi đơn đi")
    looks_right(page)
    return page.url


def endorse(page: Page, proposal: str) -> None:
    """Give the unit's word, from the head's to-do list."""
    page.goto("/")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page).to_have_url(proposal)
    expect(page.get_by_text("Không thấy đoạn nào trùng")).to_be_visible()
    for name, points in MARKS.items():
        page.get_by_label(re.compile(name)).fill(points)
    page.get_by_label("Ý kiến của đơn vị").fill("Đã áp dụng sáu tháng, số liệu đúng.")
    looks_right(page)
    page.get_by_role("button", name="Ký và chuyển thường trực Hội đồng").click()
    is_told(page, "Đã chuyển đơn")


def open_sitting(page: Page) -> str:
    """Put it before the council, as the standing body; return the sitting's address."""
    page.goto("/sittings/new")
    page.get_by_label("Tên phiên họp").fill("Xét sáng kiến quý I")
    page.get_by_label("Hạn chấm điểm").fill("20/01/2022")
    looks_right(page)
    page.get_by_role("button", name="Mở phiên và mời chấm").click()
    is_told(page, "Đã mở phiên họp")
    return page.url


def score(page: Page, sitting: str) -> None:
    """Score the initiative, as a member."""
    page.goto(sitting)
    page.get_by_role("link", name="Sáng kiến tiếp theo chưa chấm").click()
    for name, points in MARKS.items():
        page.get_by_label(re.compile(name)).fill(points)
    page.get_by_label("Đề nghị công nhận", exact=True).check()
    looks_right(page)
    page.get_by_role("button", name="Lưu và xem sáng kiến tiếp theo").click()
    is_told(page, "Đã lưu phiếu chấm")


def meets_nothing(page: Page, proposal: str, sitting: str) -> None:
    """The head of the author's department sits in the council: recused, he finds no trace."""
    page.goto(sitting)
    expect(page.get_by_text("Không có sáng kiến nào để bạn chấm")).to_be_visible()
    looks_right(page)
    for url in ("/proposals?q=bang+kiem", "/sittings"):
        page.goto(url)
        expect(page.get_by_text(TITLE)).to_have_count(0)
    answer = page.request.get(proposal)
    assert answer.status == 404


def close(page: Page, sitting: str) -> None:
    """End the sitting, as its chair, on a telephone: two of the three who may judge agree."""
    page.goto(sitting)
    expect(page.get_by_text("Còn 1 ủy viên chưa chấm đủ")).to_be_visible()
    page.get_by_label("Tôi kết thúc phiên họp").check()
    page.get_by_role("button", name="Kết thúc phiên họp").click()
    expect(page.get_by_text("Đề nghị công nhận").first).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("cell", name="25,0")).to_be_visible()
    expect(page.get_by_text("là cấp trên hoặc cấp dưới trực tiếp của tác giả")).to_be_visible()
    looks_right(page)


def recognise(page: Page, proposal: str) -> None:
    """Recognise it by a decision, from the to-do list."""
    page.goto("/")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page).to_have_url(proposal)
    page.get_by_label("Số quyết định công nhận").fill("05/QĐ-VPQH")
    page.get_by_label("Ngày ký").fill("10/01/2022")
    page.get_by_label("Tôi đã đối chiếu").check()
    looks_right(page)
    page.get_by_role("button", name="Công nhận và cấp giấy chứng nhận").click()
    expect(page.get_by_text("01/2022/GCNSK-VPQH")).to_be_visible()


def test_from_the_proposal_to_the_certificate(house: House, sign_in: SignIn) -> None:
    author, head, standing_body = sign_in("chuyenvien"), sign_in("thutruong"), sign_in("thuongtruc")
    proposal = propose(author)
    endorse(head, proposal)
    sitting = open_sitting(standing_body)
    meets_nothing(head, proposal, sitting)
    member, chair = sign_in("uyvien"), sign_in("lanhdao", width=360)
    score(member, sitting)
    score(chair, sitting)
    close(chair, sitting)
    recognise(sign_in("quyetdinh"), proposal)
    author.goto("/initiatives?q=ma+mau")
    author.get_by_role("link", name=TITLE).click()
    looks_right(author)
    author.get_by_role("link", name="Giấy chứng nhận").click()
    expect(author.get_by_text("01/2022/GCNSK-VPQH")).to_be_visible()
    looks_right(author)
    # Now it is everybody's to read, and the scores are still not his.
    head.goto("/initiatives?q=ma+mau")
    expect(head.get_by_role("link", name=TITLE)).to_be_visible()
    head.goto(sitting)
    expect(head.get_by_text(TITLE)).to_have_count(0)
