"""A whole session of the council, seven members in seven browsers, from roll call to minutes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, House
from tests.e2e.test_year import looks_right

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]

# Two files before the council; its fourth member declares a conflict in the second. Prints the key
# of the review, then its members in their order, each by both names.
PREPARE = f"""
import datetime
from awards.actions.nominations import NominationContent
from awards.actions.nominations import accept_nomination, draft_nomination, hand_up_nomination
from awards.actions.nominations import send_nomination
from awards.actions.recusals import declare_conflict
from awards.actions.reviews import open_review
from campaigns.models import Campaign
from units import clock
from units.models import Account, Role, Unit

runs = Account.objects.get(username="thuongtruc")
campaign = Campaign.objects.filter(kind="YEARLY", state="LAUNCHED").latest("year")

def acting(role, unit):
    found = Account.objects.filter(grants__role=role, grants__unit=unit, is_active=True)
    return found.select_related("person").first()

def proposed(unit, **subject):
    clerk, head = acting(Role.UNIT_CLERK, unit), acting(Role.UNIT_HEAD, unit)
    content = NominationContent(achievement="Hoàn thành mọi việc trước hạn.", **subject)
    file = draft_nomination(campaign=campaign, unit=unit, content=content, actor=clerk)
    hand_up_nomination(nomination=file, actor=clerk)
    send_nomination(nomination=file, actor=head)
    return accept_nomination(nomination=file, actor=runs)

files = [
    proposed(unit, award="TTLDTT", collective=unit, type="PHONG_TRAO")
    for unit in Unit.objects.filter(code__in=["vu-tu-phap", "thu-vien"]).order_by("-code")
]
review = open_review(
    agency=campaign.agency, title="Phiên họp Hội đồng cuối năm", nominations=files,
    due_on=clock.today() + datetime.timedelta(days=5), actor=runs,
)
print("review", review.pk, sep="|")
for member in review.members.filter(votes=True).order_by("order"):
    member.account.set_password({PASSWORD!r})
    member.account.save()
    print(member.account.username, member, sep="|")
library = review.items.get(nomination=files[1])
kept_out = review.members.filter(votes=True).order_by("order")[3].account
declare_conflict(item=library, note="Có người thân trong đơn vị", actor=kept_out)
"""
SIGN = """
from awards.actions.minutes import sign_minutes
from awards.models import Review
review = Review.objects.get(pk={review})
for minutes in review.minutes.all():
    for signature in minutes.signatures.filter(signed_at=None):
        sign_minutes(minutes=minutes, actor=signature.member.account)
review.refresh_from_db()
print(review.state, *review.items.order_by("pk").values_list("passed", flat=True))
"""
LAW, LIBRARY = "Vụ Tư pháp", "Thư viện Quốc hội"
SECRET, BY_HAND = "Bỏ phiếu kín trên hệ thống", "Biểu quyết công khai"
Look = Callable[[Page, str], None]


def test_seven_members_hold_a_whole_session(house: House, sign_in: SignIn) -> None:
    hold_session(house, sign_in, lambda page, _name: looks_right(page))


def hold_session(house: House, sign_in: SignIn, look: Look) -> None:
    """A secret ballot on two items, of which one fails and has its second round by hand.

    One member is recused from the other item, one is absent and has written. `look` is called with
    the pages worth looking at.
    """
    review, seats = prepared(house)
    secretary = sign_in("thuongtruc")
    chair, *others = (sign_in(name) for name, _full in seats[:7])
    recused, remote, tellers = others[2], others[4], others[:2]
    counting = [full for _name, full in seats[1:3]]
    meeting = f"/reviews/{review}/meeting"
    roll_call(secretary, meeting, absent=[full for _name, full in seats[6:]])
    remote.goto(meeting)
    poll = prepare(secretary, meeting, [LAW, LIBRARY], SECRET, counting)
    codes = [take_code(teller, poll) for teller in tellers]
    open_(chair, poll)
    key_in_what_was_written([secretary, chair], poll, seats[6][1])
    # Whoever follows from afar is told of the ballot by the page itself.
    expect(remote.get_by_role("link", name="Mở phiếu của tôi")).to_be_visible(timeout=20_000)
    look(remote, "meeting")
    for voter in (chair, *others[:5]):
        shown = (
            {LAW: "Không đồng ý"} if voter is recused else {LAW: "Không đồng ý", LIBRARY: "Đồng ý"}
        )
        cast(voter, poll, shown, look if voter is chair else None)
    screen = secretary.context.new_page()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"{meeting}/screen")
    expect(screen.get_by_text("7/9 đã bỏ phiếu")).to_be_visible()
    look(screen, "screen")
    close(chair, poll)
    count(tellers, poll, codes)
    sees_nothing_of_the_hidden_item(recused, meeting, poll)
    by_hand(secretary, chair, meeting, counting)
    chair.goto(meeting)
    look(chair, "results")
    chair.get_by_role("checkbox", name="Tôi kết thúc cuộc họp").check()
    chair.get_by_role("button", name="Kết thúc cuộc họp").click()
    expect(chair.get_by_text("chờ ký biên bản").first).to_be_visible()
    told = house.manage("shell", "--no-imports", "-c", SIGN.format(review=review))
    assert told.split() == ["SIGNED", "True", "True"]


def prepared(house: House) -> tuple[str, list[tuple[str, str]]]:
    """Bring the files before the council: the review's key, and its members by both names."""
    told = house.manage("shell", "--no-imports", "-c", PREPARE).splitlines()
    facts = [line.split("|") for line in told if "|" in line]
    return facts[0][1], [(name, full) for name, full in facts[1:]]


def roll_call(secretary: Page, meeting: str, absent: list[str]) -> None:
    """Mark who is there, begin, and let the room look at the second item."""
    secretary.goto(meeting)
    for mark in secretary.locator(".seats select").all():
        mark.select_option("PRESENT")
    for full in absent:
        secretary.get_by_label(full, exact=True).select_option("ABSENT")
    secretary.get_by_role("button", name="Ghi danh sách dự họp").click()
    expect(secretary.get_by_text("6/9")).to_be_visible()
    secretary.get_by_role("checkbox", name="Danh sách dự họp đã đúng").check()
    secretary.get_by_role("button", name="Bắt đầu họp").click()
    secretary.get_by_role("button", name=f"Đưa ra xét {LAW}").click()
    expect(secretary.locator(".now-who")).to_have_text(LAW)


def prepare(page: Page, meeting: str, items: list[str], method: str, tellers: list[str]) -> str:
    """Put items to the vote, as the secretary; return the poll's address."""
    page.goto(meeting)
    page.get_by_role("link", name="Lập lượt bỏ phiếu").click()
    for item in items:
        page.get_by_role("checkbox", name=item, exact=True).check()
    page.get_by_role("radio", name=method).check()
    page.get_by_label("Người kiểm phiếu thứ nhất").select_option(label=tellers[0])
    page.get_by_label("Người kiểm phiếu thứ hai").select_option(label=tellers[1])
    page.get_by_role("button", name="Lập lượt bỏ phiếu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bỏ phiếu")
    return page.url


def take_code(teller: Page, poll: str) -> str:
    """Get the code, write it down, type it back."""
    teller.goto(poll)
    teller.get_by_role("button", name="Lấy mã của tôi").click()
    code = teller.locator(".secret-code").inner_text()
    teller.get_by_label("Mã của bạn").fill(code)
    teller.get_by_role("button", name="Thử mã").click()
    expect(teller.get_by_text("Mã đúng")).to_be_visible()
    return code


def open_(chair: Page, poll: str) -> None:
    """Open the poll, as who presides."""
    chair.goto(poll)
    chair.get_by_role("checkbox", name="Danh sách và nội dung đã đúng").check()
    chair.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(chair.get_by_text("Đã mở lượt bỏ phiếu")).to_be_visible()


def key_in_what_was_written(keyers: list[Page], poll: str, full: str) -> None:
    """Two people key in what the absent member signed: against the one, for the other."""
    for keyer in keyers:
        keyer.goto(f"{poll}/written")
        for item, choice in ((LAW, "Không đồng ý"), (LIBRARY, "Đồng ý")):
            line = keyer.get_by_role("group", name=f"{full}: {item}")
            line.get_by_role("radio", name=choice, exact=True).check()
        keyer.get_by_role("button", name="Lưu ý kiến").click()
        expect(keyer.get_by_text("Đã lưu 2 ý kiến")).to_be_visible()


def cast(voter: Page, poll: str, choices: dict[str, str], look: Look | None = None) -> None:
    """Fill in the whole sheet, which holds these items alone."""
    voter.goto(f"{poll}/ballot")
    rows = voter.locator(".ballot tbody tr")
    expect(rows).to_have_count(len(choices))
    if look:
        look(voter, "ballot")
    for item, choice in choices.items():
        row = rows.filter(has_text=item)
        row.get_by_role("radio", name=choice, exact=True).check()
    voter.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(voter.get_by_text("Phiếu của bạn đã vào hòm phiếu")).to_be_visible()


def close(chair: Page, poll: str) -> None:
    """End the voting, as who presides."""
    chair.goto(poll)
    chair.get_by_role("checkbox", name="Đóng lượt bỏ phiếu").check()
    chair.get_by_role("button", name="Đóng bỏ phiếu").click()
    expect(chair.get_by_text("Đã đóng lượt bỏ phiếu")).to_be_visible()


def count(tellers: list[Page], poll: str, codes: list[str]) -> None:
    """The first takes off the outer envelopes, the second opens the inner ones."""
    steps = ("Bỏ phong bì ngoài", "Mở phong bì trong và kiểm phiếu")
    for teller, code, step in zip(tellers, codes, steps, strict=True):
        teller.goto(poll)
        teller.get_by_label("Mã của bạn").fill(code)
        teller.get_by_role("checkbox", name="Số phong bì và mã trên đúng").check()
        teller.get_by_role("button", name=step).click()
        expect(teller.get_by_role("status").filter(has_text="Đã").first).to_be_visible()
    for figures in ("0/9", "6/9"):
        expect(tellers[1].get_by_text(figures)).to_be_visible()


def sees_nothing_of_the_hidden_item(recused: Page, meeting: str, poll: str) -> None:
    """No page of the meeting, and nothing published, names it to the one kept out."""
    for path in (meeting, f"{meeting}/screen", poll, f"{poll}/board", f"{poll}/board.json"):
        told = recused.request.get(path).text()
        assert LAW in told, path
        assert LIBRARY not in told, path


def by_hand(secretary: Page, chair: Page, meeting: str, tellers: list[str]) -> None:
    """A second round in the open: the secretary records the hands, the chair has them counted."""
    poll = prepare(secretary, meeting, [LAW], BY_HAND, tellers)
    open_(chair, poll)
    secretary.goto(f"{poll}/hands")
    for line in secretary.locator(".ticks").all():
        line.get_by_role("radio", name="Đồng ý", exact=True).check()
    secretary.get_by_role("button", name="Ghi biểu quyết").click()
    expect(secretary.get_by_text("6 trong 9")).to_be_visible()
    close(chair, poll)
    chair.get_by_role("button", name="Kiểm biểu quyết").click()
    expect(chair.get_by_text("6/9")).to_be_visible()
