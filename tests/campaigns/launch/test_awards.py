"""Which awards a text announces, and how many of each recipient."""

import pytest

from campaigns.launch import read_launch

HEAD = "Phát động phong trào thi đua năm 2022\n\n31/12/2021\n\n"


def told(body: str) -> list[tuple[str, int, int]]:
    awards = read_launch(HEAD + body).awards
    return [(one.award, one.individuals, one.collectives) for one in awards]


def notes(body: str) -> list[str]:
    return [note.code for note in read_launch(HEAD + body).notes]


SENTENCES = {
    "Trao Huân chương Lao động hạng Ba cho 3 cá nhân.": [("HCLD3", 3, 0)],
    "Trao Huân chương Lao động hạng Ba cho 03 cá nhân.": [("HCLD3", 3, 0)],
    "Trao Huân chương Lao động hạng Ba cho ba cá nhân.": [("HCLD3", 3, 0)],
    "Trao Huân chương Lao động hạng Ba cho 03 (ba) cá nhân.": [("HCLD3", 3, 0)],
    "Trao Huân chương “Lao động” hạng Ba cho 3 cá nhân.": [("HCLD3", 3, 0)],
    "Trao HCLĐ hạng Nhì cho 2 đồng chí.": [("HCLD2", 2, 0)],
    "Trao Huân chương Lao động hạng II cho 1 tập thể.": [("HCLD2", 0, 1)],
    "TRAO HUÂN CHƯƠNG LAO ĐỘNG HẠNG NHẤT CHO 1 TẬP THỂ.": [("HCLD1", 0, 1)],
    "Tặng Cờ thi đua của Chính phủ cho năm tập thể.": [("CO_CP", 0, 5)],
    "Tặng Cờ thi đua Chính phủ cho 2 đơn vị.": [("CO_CP", 0, 2)],
    "Trao Bằng khen của Thủ tướng Chính phủ cho 1 đơn vị và 2 cá nhân.": [("BKTTG", 2, 1)],
    "Trao Bằng khen Thủ tướng Chính phủ cho 3 tập thể, 2 cá nhân.": [("BKTTG", 2, 3)],
    "Có 3 tập thể, 2 cá nhân được tặng Bằng khen của Thủ tướng Chính phủ.": [("BKTTG", 2, 3)],
    "Tặng 2 tập thể Cờ thi đua của Chính phủ, 3 cá nhân Huân chương Lao động hạng Ba.": [
        ("CO_CP", 0, 2),
        ("HCLD3", 3, 0),
    ],
    "Trao Cờ thi đua của Bộ Tài chính cho 4 tập thể.": [("CO_BO", 0, 4)],
    "Trao Bằng khen của Bộ trưởng cho 10 tập thể và hai mươi mốt cá nhân.": [("BKB", 21, 10)],
    "Trao Bằng khen của Chủ nhiệm Văn phòng Quốc hội cho 15 cá nhân.": [("BKB", 15, 0)],
    "Trao Giấy khen cho một trăm mười tám đảng viên.": [("DANG_GK_DV", 118, 0)],
    "Trao Giấy khen cho 118 đồng chí đảng viên.": [("DANG_GK_DV", 118, 0)],
    "Trao Giấy khen cho 1 chi bộ cơ sở và 2 chi bộ.": [
        ("DANG_GK_DBCS", 0, 1),
        ("DANG_GK_CB", 0, 2),
    ],
    "Trao Giấy khen cho 12 cá nhân.": [("GKHEN", 12, 0)],
    "Tặng Bằng khen của Tỉnh ủy cho 2 chi bộ.": [("DANG_BK", 0, 2)],
    "Trao Giải thưởng Gương mặt của năm 2021 cho 1 đoàn viên.": [("CD_GMN", 1, 0)],
    "Tặng Kỷ niệm chương “Vì sự nghiệp Quốc hội Việt Nam” cho 40 cá nhân.": [("KNC", 40, 0)],
    "Công nhận 12 Tập thể lao động xuất sắc, 45 Lao động tiên tiến.": [
        ("TTLDXS", 0, 12),
        ("LDTT", 45, 0),
    ],
    "Công nhận 1.250 cá nhân đạt danh hiệu Lao động tiên tiến.": [("LDTT", 1250, 0)],
    "15 cá nhân đạt danh hiệu Chiến sĩ thi đua cơ sở và 120 cá nhân đạt danh hiệu Lao động "
    "tiên tiến.": [("CSTDCS", 15, 0), ("LDTT", 120, 0)],
    "Có 6 đồng chí được công nhận Chiến sỹ thi đua toàn quốc.": [("CSTDTQ", 6, 0)],
    "Trao 12 Bằng khen của Thủ tướng Chính phủ cho 4 tập thể và 8 cá nhân.": [("BKTTG", 8, 4)],
    "Theo đề nghị của Hội đồng, tặng Giấy khen cho 5 tập thể.": [("GKHEN", 0, 5)],
    "Có 10 tập thể được Thủ tướng Chính phủ tặng Bằng khen.": [("BKTTG", 0, 10)],
    "Thủ tướng trao tặng Bằng khen cho 4 cá nhân.": [("BKTTG", 4, 0)],
    "Hai đơn vị được Chính phủ tặng thưởng Cờ thi đua.": [("CO_CP", 0, 2)],
    "Lãnh đạo cơ quan tặng Bằng khen cho 4 cá nhân.": [("BKB", 4, 0)],
    "Trao Giấy khen cho một số cá nhân.": [],
    "Trao Cờ thi đua của Chính phủ cho các tập thể xuất sắc nhất.": [],
    "Trong năm tập thể đã đạt Cờ thi đua của Chính phủ.": [],
    "Năm 2022 phấn đấu có 3 tập thể được tặng Cờ thi đua của Chính phủ.": [],
    "Đề nghị Thủ tướng tặng Bằng khen của Thủ tướng Chính phủ cho 2 cá nhân.": [],
    "Cơ quan có 300 cán bộ và 12 đơn vị.": [],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence(sentence: str) -> None:
    assert told(sentence) == SENTENCES[sentence]


def test_list_with_one_award_a_line() -> None:
    body = (
        "Khen thưởng năm 2021:\n- Huân chương Lao động hạng Ba: 3 cá nhân\n"
        "- Bằng khen của Thủ tướng Chính phủ: 1 tập thể; 2 cá nhân\n- Cờ thi đua: 4 đơn vị"
    )
    assert told(body) == [("HCLD3", 3, 0), ("BKTTG", 2, 1), ("CO_BO", 0, 4)]


def test_award_above_the_list_of_its_recipients() -> None:
    body = "Bằng khen của Thủ tướng Chính phủ tặng cho:\n- 1 tập thể;\n- 2 cá nhân."
    assert told(body) == [("BKTTG", 2, 1)]


def test_caption_is_not_counted_again() -> None:
    body = (
        "Trao Cờ thi đua của Chính phủ cho 2 tập thể.\n\n"
        "Lãnh đạo trao Cờ thi đua của Chính phủ cho 02 tập thể\n\n"
        "Lãnh đạo trao Cờ thi đua của Chính phủ cho 1 tập thể"
    )
    assert told(body) == [("CO_CP", 0, 2)]
    assert "told_twice" not in notes(body)


def test_caption_counts_where_nothing_else_tells() -> None:
    assert told("Lãnh đạo trao Cờ thi đua của Chính phủ cho 02 tập thể") == [("CO_CP", 0, 2)]


def test_what_two_paragraphs_tell_is_counted_once_with_a_note() -> None:
    body = (
        "Cơ quan trao Cờ thi đua của Chính phủ cho 2 tập thể.\n\n"
        "Năm qua có 2 tập thể được tặng Cờ thi đua của Chính phủ."
    )
    assert told(body) == [("CO_CP", 0, 2)]
    assert "told_twice" in notes(body)


def test_different_counts_add_up() -> None:
    body = "Trao Giấy khen cho 2 tập thể; trao Giấy khen cho 3 tập thể và 4 cá nhân."
    assert told(body) == [("GKHEN", 4, 5)]


def test_awards_aimed_at_in_a_commitment_are_not_announced() -> None:
    body = (
        "Cơ quan kêu gọi:\nMột là, thi đua lập thành tích, để có 2 cá nhân được tặng Huân chương "
        "Lao động hạng Ba.\nHai là, đổi mới cách làm."
    )
    assert told(body) == []


def test_award_of_the_union_is_noted_and_not_taken_for_the_state_s() -> None:
    body = "Trao Bằng khen của Công đoàn Viên chức Việt Nam cho 2 cá nhân."
    assert told(body) == []
    assert "not_in_catalogue" in notes(body)


def test_award_without_its_recipients_is_noted() -> None:
    body = "Cơ quan nhận 3 Bằng khen của Thủ tướng Chính phủ."
    assert told(body) == []
    assert "recipient_unclear" in notes(body)


def test_text_of_an_award_is_its_clause() -> None:
    body = "Trao Cờ thi đua của Chính phủ cho 2 tập thể; trao Giấy khen cho 3 cá nhân tiêu biểu."
    assert [one.text for one in read_launch(HEAD + body).awards] == [
        "Trao Cờ thi đua của Chính phủ cho 2 tập thể",
        "trao Giấy khen cho 3 cá nhân tiêu biểu",
    ]
