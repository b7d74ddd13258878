"""How commitments are numbered, and how far each of them goes."""

import pytest

from campaigns.launch import read_launch

HEAD = "Phát động phong trào thi đua năm 2022\n\n31/12/2021\n\n"
CALL = "Thủ trưởng cơ quan kêu gọi toàn đơn vị thi đua với các nội dung sau:\n\n"
A, B, C = "Nâng cao nhận thức", "Đổi mới cách làm", "Nhân rộng điển hình"
a, b, c = "nâng cao nhận thức", "đổi mới cách làm", "nhân rộng điển hình"
APPEAL = "Thủ trưởng đề nghị Công đoàn vận động đoàn viên hưởng ứng phong trào."


def texts(body: str, head: str = HEAD + CALL) -> list[str]:
    return [one.text for one in read_launch(head + body).commitments]


NUMBERED = {
    "Một là, with commas": (f"Một là, {a}.\n\nHai là, {b}.\n\nBa là, {c}.", [a, b, c]),
    "Một là without commas": (f"Một là {a}.\nHai là {b}.\nBa là {c}.", [a, b, c]),
    "Một là: with colons": (f"Một là: {A}.\nHai là: {B}.\nBa là: {C}.", [A, B, C]),
    "capitals": (f"MỘT LÀ, {a}.\nHAI LÀ, {b}.\nBA LÀ, {c}.", [a, b, c]),
    "Thứ nhất": (f"Thứ nhất, {a}.\nThứ hai, {b}.\nThứ ba, {c}.", [a, b, c]),
    "Thứ nhất là": (f"Thứ nhất là {a}.\nThứ hai là {b}.\nThứ ba là {c}.", [a, b, c]),
    "1.": (f"1. {A}.\n2. {B}.\n3. {C}.", [A, B, C]),
    "1. without space": (f"1.{A}.\n2.{B}.\n3.{C}.", [A, B, C]),
    "1)": (f"1) {A}.\n2) {B}.\n3) {C}.", [A, B, C]),
    "(1)": (f"(1) {A}.\n(2) {B}.\n(3) {C}.", [A, B, C]),
    "1/": (f"1/ {A}.\n2/ {B}.\n3/ {C}.", [A, B, C]),
    "1 -": (f"1 - {A}.\n2 - {B}.\n3 - {C}.", [A, B, C]),
    "I.": (f"I. {A}.\nII. {B}.\nIII. {C}.", [A, B, C]),
    "I with a dash": (f"I - {A}.\nII - {B}.\nIII - {C}.", [A, B, C]),
    "(I)": (f"(I) {A}.\n(II) {B}.\n(III) {C}.", [A, B, C]),
    "a)": (f"a) {A}.\nb) {B}.\nc) {C}.", [A, B, C]),
    "Nội dung 1:": (f"Nội dung 1: {A}.\nNội dung 2: {B}.\nNội dung 3: {C}.", [A, B, C]),
    "Nội dung thứ nhất:": (
        f"Nội dung thứ nhất: {A}.\nNội dung thứ hai: {B}.\nNội dung thứ ba: {C}.",
        [A, B, C],
    ),
    "hyphens": (f"- {A}.\n- {B}.\n- {C}.", [A, B, C]),
    "hyphens without spaces": (f"-{A}.\n-{B}.\n-{C}.", [A, B, C]),
    "en dashes": (f"– {A};\n– {B};\n– {C}.", [A, B, f"{C}."]),
    "dots": (f"• {A}\n• {B}\n• {C}", [A, B, C]),
    "plus signs": (f"+ {A}.\n+ {B}.\n+ {C}.", [A, B, C]),
    "asterisks": (f"* {A}.\n* {B}.\n* {C}.", [A, B, C]),
    "semicolons at the ends": (f"1. {A};\n2. {B};\n3. {C}.", [A, B, C]),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_ways_of_numbering(name: str) -> None:
    body, expected = NUMBERED[name]
    assert [text.removesuffix(".") for text in texts(body)] == [
        text.removesuffix(".") for text in expected
    ]


INLINE = {
    "một là": (f"kêu gọi: Một là, {a}; hai là, {b}; ba là, {c}.", [a, b, f"{c}."]),
    "và ba là": (f"kêu gọi: một là {a}; hai là {b} và ba là {c}.", [a, b, f"{c}."]),
    "; và ba là": (f"kêu gọi: một là {a}; hai là {b}; và ba là {c}.", [a, b, f"{c}."]),
    "thứ nhất": (f"kêu gọi: thứ nhất, {a}; thứ hai, {b}; thứ ba, {c}.", [a, b, f"{c}."]),
    "(1)": (f"kêu gọi: (1) {a}; (2) {b}; (3) {c}.", [a, b, f"{c}."]),
    "1.": (f"kêu gọi: 1. {A}. 2. {B}. 3. {C}.", [f"{A}.", f"{B}.", f"{C}."]),
    "after cuối cùng": (f"kêu gọi: một là {a}; cuối cùng, hai là {b}.", [a, f"{b}."]),
    "a sentence behind the list": (
        f"kêu gọi: một là, {a}; hai là, {b}. Phong trào bắt đầu từ hôm nay.",
        [a, f"{b}."],
    ),
}


@pytest.mark.parametrize("name", INLINE)
def test_numbers_within_one_paragraph(name: str) -> None:
    body, expected = INLINE[name]
    assert texts(f"Cơ quan {body}", HEAD) == expected


def test_eleven_commitments_in_words() -> None:
    ordinals = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"]
    body = "\n".join(f"{word} là, việc {word}." for word in [*ordinals, "Mười một"])
    assert texts(body) == [f"việc {word}." for word in [*ordinals, "Mười một"]]


def test_a_text_with_none_gives_an_empty_list_and_a_sentence() -> None:
    launch = read_launch(f"{HEAD}Cơ quan tổ chức lễ phát động trong không khí phấn khởi.")
    assert launch.commitments == ()
    note = next(note for note in launch.notes if note.code == "no_commitments")
    assert note.sentence().startswith("Không tìm thấy nội dung kêu gọi")
    assert note.sentence("en").startswith("No numbered")


def test_a_commitment_of_several_paragraphs_is_whole() -> None:
    body = f"1. {A}.\n\nMỗi đơn vị có kế hoạch riêng.\n\n2. {B}.\n\nLàm từ quý I.\n\n{APPEAL}"
    assert texts(body) == [f"{A}.\nMỗi đơn vị có kế hoạch riêng.", f"{B}.\nLàm từ quý I."]


def test_bullets_below_a_number_belong_to_it() -> None:
    body = f"1. {A}, tập thể thực hiện:\n- học tập;\n- chia sẻ.\n2. {B}.\n- rà soát.\n{APPEAL}"
    assert texts(body) == [
        f"{A}, tập thể thực hiện:\n- học tập;\n- chia sẻ.",
        f"{B}.\n- rà soát.",
    ]


def test_numbers_inside_a_commitment_do_not_break_the_list() -> None:
    body = f"Một là, {a}, gồm: một là học tập; hai là chia sẻ.\n\nHai là, {b}.\n\nBa là, {c}."
    assert [text.split(",")[0].removesuffix(".") for text in texts(body)] == [a, b, c]


def test_especially_is_no_number() -> None:
    body = f"Một là, {a}; chính sách, pháp luật, nhất là quán triệt nghị quyết.\n\nHai là, {b}."
    assert len(texts(body)) == 2


def test_captions_between_commitments_are_left_out_with_a_note() -> None:
    launch = read_launch(f"{HEAD}{CALL}1. {A}.\n\nQuang cảnh buổi lễ\n\n2. {B}.")
    assert [one.text for one in launch.commitments] == [f"{A}.", f"{B}."]
    assert ("line_left_out", "Quang cảnh buổi lễ") in [
        (note.code, note.about) for note in launch.notes
    ]


def test_a_caption_below_the_last_commitment_is_not_part_of_it() -> None:
    assert texts(f"1. {A}.\n\n2. {B}.\n\nCác đại biểu dự hội nghị\n\n{APPEAL}")[-1] == f"{B}."


@pytest.mark.parametrize(
    "behind",
    [
        APPEAL,
        "Tại hội nghị, cơ quan trao Huân chương Lao động hạng Ba cho 3 cá nhân.",
        "Nhân dịp này, nhiều tập thể được tuyên dương.",
        "II. TỔ CHỨC THỰC HIỆN",
        "Xin trân trọng cảm ơn!",
    ],
)
def test_the_last_commitment_ends_where_something_else_begins(behind: str) -> None:
    assert texts(f"Một là, {a}.\n\nHai là, {b}.\n\n{behind}") == [f"{a}.", f"{b}."]


def test_a_list_of_results_is_no_list_of_commitments() -> None:
    body = (
        "Năm qua, cơ quan đã đạt được những kết quả sau:\n1. Hoàn thành kế hoạch.\n"
        f"2. Tiết kiệm chi.\n3. Giữ vững kỷ luật.\n\n{CALL}1. {A}.\n2. {B}.\n"
    )
    assert texts(body, HEAD) == [f"{A}.", f"{B}."]


def test_a_list_of_awards_is_no_list_of_commitments() -> None:
    body = (
        f"{APPEAL}\n\nPhong trào thi đua năm qua có:\n- Huân chương Lao động hạng Ba: 3 cá nhân;\n"
        "- Cờ thi đua của Chính phủ: 2 tập thể."
    )
    assert texts(body) == []


def test_sections_of_a_document_are_no_commitments() -> None:
    body = (
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Tạo khí thế mới.\n2. Bảo đảm thiết thực.\n"
        f"II. NỘI DUNG THI ĐUA\n1. {A}.\n2. {B}.\n3. {C}.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Các đơn vị xây dựng kế hoạch.\n2. Báo cáo hằng quý."
    )
    assert texts(body, HEAD) == [f"{A}.", f"{B}.", f"{C}."]


def test_headings_above_their_text() -> None:
    launch = read_launch(f"{HEAD}{CALL}1. {A}\nMỗi người học một văn bản.\n2. {B}\nBỏ bước thừa.")
    assert [(one.heading, one.text) for one in launch.commitments] == [
        (A, f"{A}\nMỗi người học một văn bản."),
        (B, f"{B}\nBỏ bước thừa."),
    ]


def test_lines_broken_by_the_page_are_joined() -> None:
    body = (
        "Một là, nâng cao nhận thức của cán bộ, công chức, viên chức và\n"
        "người lao động trong cơ quan về ý nghĩa của phong trào; coi\n"
        "trọng việc nêu gương.\nHai là, đổi mới cách làm."
    )
    first = (
        "nâng cao nhận thức của cán bộ, công chức, viên chức và người lao động trong cơ quan về "
        "ý nghĩa của phong trào; coi trọng việc nêu gương."
    )
    assert texts(body) == [
        first,
        "đổi mới cách làm.",
    ]


LONG = "đẩy mạnh ứng dụng công nghệ thông tin trong mọi mặt công tác của từng đơn vị"
HEADINGS = {
    "a sentence": ("nâng cao nhận thức. Mỗi người học tập.", "Nâng cao nhận thức"),
    "a clause": ("nâng cao nhận thức; học tập thường xuyên", "Nâng cao nhận thức"),
    "a purpose, cut only when it is long": ("đổi mới để tiến bộ.", "Đổi mới để tiến bộ"),
    "a long purpose": (f"{LONG} để phục vụ {LONG}.", LONG[:1].upper() + LONG[1:]),
    "a long list": (f"{LONG}, {LONG}.", LONG[:1].upper() + LONG[1:]),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_heading_is_the_first_clause(name: str) -> None:
    text, expected = HEADINGS[name]
    launch = read_launch(f"{HEAD}{CALL}Một là, {text}\n\nHai là, {b}.")
    assert launch.commitments[0].heading == expected


def test_a_heading_is_cut_between_words() -> None:
    words = "đẩy mạnh tuyên truyền sâu rộng trong toàn cơ quan " * 5
    launch = read_launch(f"{HEAD}{CALL}Một là, {words}.\n\nHai là, {b}.")
    heading = launch.commitments[0].heading
    assert len(heading) <= 120
    assert heading.endswith("…")
    assert words.startswith(heading[:-1].lower() + " ")
