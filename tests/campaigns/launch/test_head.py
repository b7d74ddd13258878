"""Title, theme, day, launcher and appeal."""

import datetime

import pytest

from campaigns.launch import read_launch

THEME = "Kỷ cương, sáng tạo, về đích sớm"
DAY = datetime.date(2021, 12, 31)
LEAD = f"Ông Trần Văn Mẫu phát động phong trào thi đua với chủ đề “{THEME}”."
BODY = f"Phát động phong trào thi đua năm 2022\n\n31/12/2021\n\n{LEAD}"

THEMES = {
    "curly quotes": f"Lễ phát động\n\nPhong trào có chủ đề “{THEME}”.",
    "straight quotes": f'Lễ phát động\n\nPhong trào với chủ đề "{THEME}".',
    "angle quotes": f"Lễ phát động\n\nPhong trào với chủ đề «{THEME}».",
    "single quotes": f"Lễ phát động\n\nPhong trào với chủ đề ‘{THEME}’.",
    "a full stop inside": f"Lễ phát động\n\nPhong trào với chủ đề “{THEME}.”",
    "behind phong trào thi đua": f"Lễ phát động\n\nCơ quan mở phong trào thi đua “{THEME}”.",
    "in the title": f"Phát động phong trào thi đua “{THEME}”\n\nBuổi lễ diễn ra trang trọng.",
    "a line of its own": f"Lễ phát động\n\nChủ đề: {THEME}\n\nBuổi lễ diễn ra trang trọng.",
    "chủ đề là": f"Lễ phát động\n\nPhong trào năm nay có chủ đề là {THEME}.",
    "other quotes before": f"Lễ phát động\n\nSau khi xem phim “Đất nước”, chủ đề “{THEME}”.",
}


@pytest.mark.parametrize("name", THEMES)
def test_theme(name: str) -> None:
    assert read_launch(THEMES[name]).theme == THEME


STATE_HEADER = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---"
TITLES = {
    "as written": ("Phát động thi đua 2022", LEAD, "Phát động thi đua 2022"),
    "below a state header": (
        f"{STATE_HEADER}\n\nPhát động thi đua 2022",
        LEAD,
        "Phát động thi đua 2022",
    ),
    "below the date": ("31/12/2021\n\nPhát động thi đua 2022", LEAD, "Phát động thi đua 2022"),
    "below the names of bodies": (
        "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG\n\nKẾ HOẠCH\n\nPhát động thi đua 2022",
        LEAD,
        "Phát động thi đua 2022",
    ),
    "capitals take names from the text": (
        f"VĂN PHÒNG QUỐC HỘI PHÁT ĐỘNG “{THEME.upper()}”",
        f"Lễ của Văn phòng Quốc hội. {LEAD}",
        f"Văn phòng Quốc hội phát động “{THEME}”",
    ),
    "capitals on two lines": (
        "PHÁT ĐỘNG PHONG TRÀO THI ĐUA HOÀN THÀNH XUẤT SẮC\nNHIỆM VỤ NĂM 2022",
        LEAD,
        "Phát động phong trào thi đua hoàn thành xuất sắc nhiệm vụ năm 2022",
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_title(name: str) -> None:
    head, body, expected = TITLES[name]
    assert read_launch(f"{head}\n\n{body}").title == expected


DATES = {
    "line above": ("31/12/2021 23:32", "Lễ phát động.", DAY),
    "line with hyphens": ("31-12-2021", "Lễ phát động.", DAY),
    "line with dots": ("31.12.2021", "Lễ phát động.", DAY),
    "line with the day of the week": ("Thứ sáu, 31/12/2021, 23:32 (GMT+7)", "Lễ phát động.", DAY),
    "line with a place": ("Hà Nội, ngày 31 tháng 12 năm 2021", "Lễ phát động.", DAY),
    "line and afternoon": ("02/01/2022", "Lễ tổ chức chiều 31/12, rất trang trọng.", DAY),
    "line and day in words": ("02/01/2022", "Lễ tổ chức ngày 31 tháng 12 vừa qua.", DAY),
    "line and morning in brackets": ("03/01/2022", "Sáng nay (31/12), lễ được tổ chức.", DAY),
    "whole date in the text": ("", "Ngày 31/12/2021, cơ quan tổ chức lễ phát động.", DAY),
    "words in the text": ("", "Lễ phát động ngày 31 tháng 12 năm 2021 tại hội trường.", DAY),
    "a decree's date does not count": (
        "31/12/2021",
        "Theo Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 và Quyết định ngày 20/12/2021, phát động.",
        DAY,
    ),
    "no such day": ("31/02/2021", "Lễ phát động.", None),
    "a day without any year": ("", "Lễ tổ chức chiều 31/12.", None),
    "a share is no day": ("31/12/2021", "Có 3/4 đơn vị dự.", DAY),
    "none": ("", "Lễ phát động.", None),
}


@pytest.mark.parametrize("name", DATES)
def test_date(name: str) -> None:
    line, body, expected = DATES[name]
    assert read_launch(f"Lễ phát động thi đua\n\n{line}\n\n{body}").date == expected


LAUNCHERS = {
    "before the verb": ("Chủ nhiệm Trần Văn Mẫu đã phát động phong trào.", "Trần Văn Mẫu"),
    "the last of several": (
        "Sau phát biểu của Chủ tịch Lê Thị Thử, Chủ nhiệm Trần Văn Mẫu phát động phong trào.",
        "Trần Văn Mẫu",
    ),
    "office behind the name": (
        "Đồng chí Trần Văn Mẫu, Chủ nhiệm Văn phòng, chính thức phát động phong trào.",
        "Trần Văn Mẫu",
    ),
    "capitalised office": (
        "Chủ Nhiệm Văn Phòng Quốc Hội Trần Văn Mẫu phát động phong trào.",
        "Trần Văn Mẫu",
    ),
    "two words behind an honorific": ("Ông Trần Mẫu phát động phong trào.", "Trần Mẫu"),
    "by whom": ("Phong trào do bà Lê Thị Thử phát động.", "Lê Thị Thử"),
    "author of a speech": ("(Phát biểu của đồng chí Trần Văn Mẫu tại buổi lễ)", "Trần Văn Mẫu"),
    "below the title": ("của bà Lê Thị Thử, Giám đốc Sở\n\nTôi phát động.", "Lê Thị Thử"),
    "named on a line": ("Người phát động: Trần Văn Mẫu", "Trần Văn Mẫu"),
    "signature": ("Tôi phát động phong trào.\n\nCHỦ NHIỆM\n\nTRẦN VĂN MẪU", "Trần Văn Mẫu"),
    "a body": ("Hôm nay, Văn phòng Quốc hội phát động phong trào.", "Văn phòng Quốc hội"),
    "a place is nobody": ("Tại Hà Nội, phát động phong trào.", ""),
    "the founder is not the launcher": ("Chủ tịch Hồ Chí Minh phát động thi đua ái quốc.", ""),
    "a byline is nobody": ("Lễ phát động.\n\nThu Phương - Minh Hùng", ""),
}


@pytest.mark.parametrize("name", LAUNCHERS)
def test_launcher(name: str) -> None:
    body, expected = LAUNCHERS[name]
    assert read_launch(f"Lễ ra quân thi đua\n\n{body}").launcher == expected


APPEAL = "Thủ trưởng đề nghị Công đoàn, Đoàn Thanh niên vận động đoàn viên thi đua."
SECOND = "Đồng thời, kêu gọi toàn thể cán bộ, công chức quyết tâm hoàn thành nhiệm vụ."
LIST = "Cơ quan kêu gọi toàn thể cán bộ, công chức:\n\n1. Học tập.\n\n2. Đổi mới."


def test_appeal_stands_behind_the_commitments() -> None:
    assert read_launch(f"{BODY}\n\n{LIST}\n\n{APPEAL}\n\nLễ kết thúc.").appeal == APPEAL


def test_appeal_of_two_paragraphs() -> None:
    appeal = read_launch(f"{BODY}\n\n{LIST}\n\n{APPEAL}\n\n{SECOND}\n\nLễ kết thúc.").appeal
    assert appeal == f"{APPEAL}\n{SECOND}"


def test_appeal_to_everybody_where_no_organisation_is_named() -> None:
    assert read_launch(f"{BODY}\n\n{LIST}\n\n{SECOND}").appeal == SECOND


def test_what_opens_the_list_is_no_appeal() -> None:
    assert read_launch(f"{BODY}\n\n{LIST}").appeal == ""


def test_appeal_in_the_paragraph_of_the_commitments() -> None:
    body = f"Cơ quan kêu gọi: (1) học tập; (2) đổi mới. {APPEAL} Lễ kết thúc."
    assert read_launch(f"{BODY}\n\n{body}").appeal == APPEAL


def test_a_commitment_of_the_mass_organisations_is_no_appeal() -> None:
    body = f"{LIST}\n\n3. Đề nghị Công đoàn vận động đoàn viên."
    assert read_launch(f"{BODY}\n\n{body}").appeal == ""


def test_what_is_missing_is_noted() -> None:
    launch = read_launch("Ghi chép trong ngày.")
    missing = ["no_theme", "no_date", "no_launcher", "no_commitments"]
    assert [note.code for note in launch.notes] == missing


def test_empty_text() -> None:
    launch = read_launch(" \n\t\u200b\ufeff")
    assert (launch.title, launch.date, launch.commitments, launch.awards) == ("", None, (), ())
    assert [note.code for note in launch.notes] == ["no_text"]
