"""Pages of nominations."""

from django.urls import reverse

from awards.models import Nomination
from tests.awards.views.pages import rows, text
from tests.awards.way import ACHIEVEMENT, accepted, drafted, issued, sent, with_head
from tests.cast import FOUNDED
from units.actions.accounts import grant_role
from units.models import Role

QUERIES_OF_THE_LIST = 18


def subjects(response) -> list[str]:
    return [str(row.subject) for row in rows(response)]


def filled(**changes) -> dict[str, object]:
    said = {
        "award": "LDTT",
        "type": "CONG_TRANG",
        "achievement": ACHIEVEMENT,
        "edition": 0,
    }
    return said | changes


def url(name: str, nomination: Nomination) -> str:
    return reverse(name, args=[nomination.pk])


# --- nominations ----------------------------------------------------------------------------------
def test_the_list_shows_what_each_role_may_open(sign_in, office, campaign):
    drafted(office, campaign, "mai")
    sent(office, campaign, "dung")
    seen = {
        name: subjects(sign_in(name).get(reverse("nominations")))
        for name in ("lan", "son", "thao", "phong", "oanh", "mai")
    }
    assert seen == {
        "lan": ["Đặng Thị Mai"],
        "son": ["Hoàng Thị Dung"],
        "thao": ["Hoàng Thị Dung"],
        "phong": ["Hoàng Thị Dung"],
        "oanh": [],
        "mai": [],
    }


def test_the_list_searches_filters_and_sorts(sign_in, office, campaign):
    drafted(office, campaign, "mai")
    with_head(office, campaign, "hung")
    drafted(office, campaign, office.a, award="TTLDXS")
    hung, mai, unit = "Trần Văn Hùng", "Đặng Thị Mai", "Vụ Hạ"
    for query, found in {
        "q=dang+mai": [mai],
        "q=Đặng": [mai],
        "q=vu+ha": [unit],
        "state=WITH_HEAD": [hung],
        "kind=COLLECTIVE": [unit],
        "award=TTLDXS": [unit],
        "year=2022&sort=-subject": [unit, mai, hung],
        "sort=subject": [hung, mai, unit],
        "sort=award": [unit, mai, hung],
        "sort=nonsense&page=99&state=X&year=1999": [hung, mai, unit],  # no such choice
    }.items():
        assert subjects(sign_in("lan").get(reverse("nominations") + "?" + query)) == found, query


def test_the_list_counts_what_stands_where(sign_in, office, campaign):
    drafted(office, campaign, "mai")
    drafted(office, campaign, "lan")
    with_head(office, campaign, "hung")
    counts = sign_in("lan").get(reverse("nominations")).context["counts"]
    assert [(state, files) for state, _label, files in counts] == [("DRAFT", 2), ("WITH_HEAD", 1)]


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    sign_in, office, campaign, django_assert_num_queries
):
    client = sign_in("thao")
    sent(office, campaign, "mai")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("nominations"))
    sent(office, campaign, "dung")
    sent(office, campaign, office.a, award="TTLDXS")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        client.get(reverse("nominations"))


def test_an_empty_list_says_what_to_do_next(sign_in, campaign):
    page = sign_in("lan").get(reverse("nominations"))
    assert f'href="{reverse("nomination_new")}"' in text(page)
    assert "Chưa có đề nghị nào" in text(page)
    assert reverse("nomination_new") not in text(sign_in("thao").get(reverse("nominations")))


def test_the_list_is_exported(sign_in, office, campaign):
    drafted(office, campaign, "mai")
    lines = sign_in("lan").get(reverse("nominations") + "?export=csv").content.decode("utf-8-sig")
    assert lines.splitlines()[1] == (
        "Đặng Thị Mai,Lao động tiên tiến,Vụ Hạ,2022,đang soạn,15/11/2022,"
        '"Cán bộ đầu mối thi đua của đơn vị, 0 ngày làm việc"'
    )


# --- nominations_accept ---------------------------------------------------------------------------
def test_ticked_files_are_accepted_in_one_go(sign_in, office, campaign):
    ticked = [sent(office, campaign, who) for who in ("mai", "dung")]
    left = sent(office, campaign, "lan")
    client = sign_in("thao")
    assert text(client.get(reverse("nominations"))).count('name="nominations"') == 3
    response = client.post(
        reverse("nominations_accept"),
        {"nominations": [n.pk for n in ticked], "anyway-sure": "on"},
        follow=True,
    )
    assert "Đã xác nhận 2 hồ sơ đủ điều kiện trình Hội đồng." in text(response)
    states = Nomination.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["ACCEPTED", "ACCEPTED", "SENT"]
    left.refresh_from_db()
    assert left.state == "SENT"


def test_what_is_refused_does_not_stop_the_others(sign_in, office, campaign):
    done, waiting = accepted(office, campaign, "mai"), sent(office, campaign, "dung")
    response = sign_in("thao").post(
        reverse("nominations_accept"),
        {"nominations": [done.pk, waiting.pk, "x"], "anyway-sure": "on"},
        follow=True,
    )
    assert "Đặng Thị Mai: Hồ sơ đang ở trạng thái" in text(response)
    assert "Đã xác nhận 1 hồ sơ" in text(response)


def test_nothing_ticked_and_nothing_of_others_is_accepted(sign_in, office, campaign):
    nomination = sent(office, campaign)
    said = "Chưa chọn hồ sơ nào."
    accept = reverse("nominations_accept")
    assert said in text(sign_in("thao").post(accept, follow=True))
    for who in ("binh", "roi"):
        page = sign_in(who).post(accept, {"nominations": [nomination.pk]}, follow=True)
        assert said in text(page)
    nomination.refresh_from_db()
    assert nomination.state == "SENT"


# --- nomination -----------------------------------------------------------------------------------
def test_the_page_is_the_whole_dossier(sign_in, office, campaign):
    issued(office, accepted(office, campaign, "mai", award="GKHEN"))
    nomination = with_head(office, campaign, "mai")
    response = sign_in("hung").get(nomination.get_absolute_url())
    said = text(response)
    received = ("Giấy khen", "01/QĐ-VPQH", "15/11/2022")
    for part in ("Chuyên viên, Vụ Hạ", ACHIEVEMENT, *received):
        assert part in said
    happened = [(event.what, str(event.who)) for event in response.context["events"]]
    assert happened == [
        ("Lập hồ sơ", "Nguyễn Thị Lan"),
        ("Trình thủ trưởng đơn vị", "Nguyễn Thị Lan"),
    ]
    assert response.context["steps"] == {"send", "return"}


def test_the_history_tells_review_and_decision(sign_in, office, campaign):
    nomination = accepted(office, campaign, "mai")
    decision = issued(office, nomination)
    response = sign_in("lan").get(nomination.get_absolute_url())
    assert [event.what for event in response.context["events"]][-3:] == [
        "Đưa ra Hội đồng",
        "Hội đồng thông qua",
        "Ban hành quyết định",
    ]
    assert f'<a href="{decision.get_absolute_url()}">Quyết định 01/QĐ-VPQH</a>' in text(response)


def test_only_open_steps_have_their_button(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    for who, names in {
        "lan": {"nomination_hand_up", "nomination_edit", "nomination_discard"},
        "hung": {"nomination_hand_up", "nomination_edit", "nomination_discard"},
    }.items():
        page = text(sign_in(who).get(nomination.get_absolute_url()))
        shown = {name for name in STEP_URLS if f'"{url(name, nomination)}"' in page}
        assert shown == names
    nomination = sent(office, campaign, "dung")
    page = text(sign_in("thao").get(nomination.get_absolute_url()))
    shown = {name for name in STEP_URLS if f'"{url(name, nomination)}"' in page}
    assert shown == {"nomination_accept", "nomination_return"}
    assert "Việc tiếp theo" not in text(sign_in("phong").get(nomination.get_absolute_url()))


STEP_URLS = (
    "nomination_edit",
    "nomination_hand_up",
    "nomination_recall",
    "nomination_send",
    "nomination_pull_back",
    "nomination_return",
    "nomination_accept",
    "nomination_discard",
)


def test_strangers_get_404_everywhere(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    for who in ("binh", "son", "thao", "khoa", "oanh", "phong", "quan", "roi", "mai"):
        client = sign_in(who)
        answers = {client.get(nomination.get_absolute_url()).status_code}
        answers |= {client.post(url(name, nomination)).status_code for name in STEP_URLS}
        assert answers == {404}, who


def test_the_subject_gets_404_while_the_council_has_it(sign_in, office, campaign):
    nomination = with_head(office, campaign, "hung")
    client = sign_in("hung")
    response = client.post(
        url("nomination_send", nomination), {"send-sure": "on", "edition": 0}, follow=True
    )
    assert response.redirect_chain == [(reverse("nominations"), 302)]
    assert subjects(response) == []
    assert client.get(nomination.get_absolute_url()).status_code == 404


def test_steps_are_posted(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    assert sign_in("lan").get(reverse("nominations_accept")).status_code == 405
    for name in STEP_URLS[1:]:
        assert sign_in("lan").get(url(name, nomination)).status_code == 405, name


# --- nomination_new -------------------------------------------------------------------------------
def test_a_clerk_of_one_unit_comes_straight_to_the_form(sign_in, office, campaign):
    response = sign_in("lan").get(reverse("nomination_new"))
    groups = dict(response.context["form"].fields["subject"].choices[1:])
    assert groups == {
        "Tập thể": [(f"unit:{office.a.pk}", "Vụ Hạ")],
        "Vụ Hạ": [
            (f"person:{office.people['hung'].pk}", "Trần Văn Hùng, Vụ trưởng"),
            (f"person:{office.people['lan'].pk}", "Nguyễn Thị Lan, Chuyên viên"),
            (f"person:{office.people['mai'].pk}", "Đặng Thị Mai, Chuyên viên"),
        ],
    }
    awards = dict(response.context["form"].fields["award"].choices[1:])
    codes = {code for group in awards.values() for code, _name in group}
    assert {"LDTT", "CSTDB", "CO_BO", "HCLD3"} <= codes
    assert not {"DANG_GK_DV", "HCHN"} & codes


def test_a_draft_is_saved_and_shown(sign_in, office, campaign):
    said = filled(subject=f"person:{office.people['mai'].pk}")
    response = sign_in("lan").post(reverse("nomination_new"), said)
    nomination = Nomination.objects.get()
    assert response.url == nomination.get_absolute_url()
    assert (nomination.person, nomination.state) == (office.people["mai"], "DRAFT")


def test_a_draft_is_saved_and_handed_up(sign_in, office, campaign):
    said = filled(subject=f"unit:{office.a.pk}", award="TTLDXS", hand_up="1")
    response = sign_in("lan").post(reverse("nomination_new"), said, follow=True)
    nomination = Nomination.objects.get()
    assert (nomination.collective, nomination.state) == (office.a, "WITH_HEAD")
    assert "Đã trình thủ trưởng đơn vị." in text(response)


def test_a_refused_draft_keeps_what_was_typed(sign_in, office, campaign):
    drafted(office, campaign, "mai")
    said = filled(subject=f"person:{office.people['mai'].pk}", achievement="Bản gõ dở")
    response = sign_in("lan").post(reverse("nomination_new"), said)
    assert response.status_code == 409
    assert "Đặng Thị Mai đã được đề nghị Lao động tiên tiến" in text(response)
    assert "Bản gõ dở</textarea>" in text(response)
    assert Nomination.objects.count() == 1


def test_a_wrong_kind_or_a_strange_person_stays_on_the_page(sign_in, office, campaign):
    client = sign_in("lan")
    wrong = {
        f"unit:{office.a.pk}": "Danh hiệu, hình thức đã chọn chỉ tặng cá nhân.",
        f"person:{office.people['dung'].pk}": "Hãy chọn",
        "": "Trường này là bắt buộc",
    }
    for subject in wrong:
        response = client.post(reverse("nomination_new"), filled(subject=subject))
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["subject"]
    assert not Nomination.objects.exists()


def test_several_units_are_chosen_from_first(sign_in, office, campaign):
    grant_role(
        account=office.lan, role=Role.UNIT_CLERK, unit=office.b, since=FOUNDED, actor=office.quan
    )
    client = sign_in("lan")
    form = client.get(reverse("nomination_new")).context["form"]
    assert list(form.fields["unit"].queryset) == [office.b, office.a]
    place = f"?campaign={campaign.pk}&unit={office.b.pk}"
    said = filled(subject=f"person:{office.people['dung'].pk}")
    client.post(reverse("nomination_new") + place, said)
    assert Nomination.objects.get().unit == office.b
    for wrong in (f"?campaign={campaign.pk}&unit={office.cell.pk}", "?campaign=0&unit=x"):
        assert client.get(reverse("nomination_new") + wrong).status_code == 404


def test_without_an_open_campaign_the_page_says_so(sign_in, office):
    assert "Chưa có phong trào nào mở nhận đề nghị" in text(
        sign_in("lan").get(reverse("nomination_new"))
    )


def test_who_writes_for_no_unit_gets_404(sign_in, campaign):
    for who in ("thao", "khoa", "oanh", "phong", "quan", "roi"):
        assert sign_in(who).get(reverse("nomination_new")).status_code == 404, who


# --- nomination_edit ------------------------------------------------------------------------------
def test_an_edited_draft_is_saved(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client = sign_in("hung")
    initial = client.get(url("nomination_edit", nomination)).context["form"].initial
    assert initial["subject"] == f"person:{office.people['mai'].pk}"
    client.post(url("nomination_edit", nomination), {**initial, "achievement": "Đã sửa"})
    nomination.refresh_from_db()
    assert (nomination.achievement, nomination.edition) == ("Đã sửa", 1)


def test_a_stale_edit_keeps_what_was_typed(sign_in, office, campaign):
    nomination = drafted(office, campaign)
    client = sign_in("lan")
    said = filled(subject=f"person:{office.people['mai'].pk}")
    client.post(url("nomination_edit", nomination), said | {"achievement": "Bản một"})
    response = client.post(url("nomination_edit", nomination), said | {"achievement": "Bản hai"})
    assert response.status_code == 409
    assert "người khác đã lưu hồ sơ này" in text(response)
    assert "Bản hai</textarea>" in text(response)
    nomination.refresh_from_db()
    assert nomination.achievement == "Bản một"


def test_what_is_with_the_head_is_not_edited(sign_in, office, campaign):
    nomination = with_head(office, campaign)
    client = sign_in("lan")
    assert client.get(url("nomination_edit", nomination)).url == nomination.get_absolute_url()
    said = filled(subject=f"person:{office.people['mai'].pk}")
    assert client.post(url("nomination_edit", nomination), said).status_code == 409
