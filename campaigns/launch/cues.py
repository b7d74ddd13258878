"""What kind of paragraph one is, told by its words: an appeal, a giving of awards, a closing."""

import re

from campaigns.launch.text import Paragraph

CALL = re.compile(r"đề nghị|kêu gọi|yêu cầu|vận động|mong muốn|mong rằng|tin tưởng|hưởng ứng")
MASS_ORGANISATIONS = re.compile(
    r"công đoàn|đoàn thanh niên|đoàn tncs|hội cựu chiến binh|hội phụ nữ|đoàn thể|"
    r"tổ chức chính trị|đoàn viên|hội viên"
)
EVERYBODY = re.compile(
    r"toàn thể|các khối thi đua|tất cả|cán bộ, công chức|cán bộ, đảng viên|từng cá nhân"
)
GIVING = re.compile(r"\b(?:trao|tặng|tặng thưởng|khen thưởng|công nhận|nhận|đạt|tuyên dương)\b")
CALLING = re.compile(r"kêu gọi|phát động|cam kết|nội dung (?:thi đua|phong trào|sau)")
LAUNCHING = re.compile(r"nội dung|nhiệm vụ|thi đua|tập trung|thực hiện|đề nghị|yêu cầu|phương châm")
LOOKING_BACK = re.compile(
    r"kết quả|thành tích|đạt được|tồn tại|hạn chế|khen thưởng cho|tặng thưởng|trao tặng|căn cứ|"
    r"nguyên nhân|bài học"
)
NEXT_SCENE = re.compile(
    r"(?:cũng )?tại (?:hội nghị|buổi lễ|lễ)|nhân dịp|trước đó|phát biểu|kết thúc|sau khi|"
    r"hội nghị|buổi lễ|thay mặt|trân trọng|xin |kính |chúc|thưa |cuối cùng, xin|với tinh thần|"
    r"trên tinh thần|tôi (?:tin|mong|đề nghị|kêu gọi|xin)|thường trực hội đồng|nơi nhận|ảnh:|tin:"
)
SECTION = re.compile(
    r"(?:mục đích|mục tiêu|yêu cầu|đối tượng|phạm vi|thời gian|nội dung|tổ chức thực hiện|"
    r"biện pháp|giải pháp|hình thức|kết quả|đánh giá|tình hình|đặc điểm|phương hướng|căn cứ|"
    r"kinh phí|khen thưởng|tiêu chí|tiêu chuẩn|trách nhiệm|phát động|chỉ tiêu|nhiệm vụ)\b"
)
SECTION_OF_COMMITMENTS = re.compile(r"nội dung|phát động|nhiệm vụ|phương hướng|kêu gọi")
SECTION_LENGTH = 90


def is_appeal(paragraph: Paragraph) -> bool:
    """Whether it calls upon the mass organisations or upon everybody, and does not open a list."""
    lower = paragraph.lower
    if lower.endswith(":") or not CALL.search(lower):
        return False
    return bool(MASS_ORGANISATIONS.search(lower) or EVERYBODY.search(lower))


def to_mass_organisations(paragraph: Paragraph) -> bool:
    """Whether it is an appeal that names the mass organisations."""
    return is_appeal(paragraph) and bool(MASS_ORGANISATIONS.search(paragraph.lower))


def opens_another_scene(paragraph: Paragraph) -> bool:
    """Whether it begins something else than what the paragraphs before it are about."""
    lower = paragraph.lower
    return bool(is_appeal(paragraph) or NEXT_SCENE.match(lower)) or paragraph.text.isupper()


def is_section(line: str) -> bool:
    """Whether the words behind a number are the heading of a section of a document."""
    return len(line) <= SECTION_LENGTH and bool(SECTION.match(line.lower()))


def introduces(before: str) -> int:
    """How well the words before a list announce commitments: 2, 1, not at all: 0, others: -1."""
    sentence = before.rstrip(" .").rpartition(". ")[2]
    if CALLING.search(sentence):
        return 2
    if LOOKING_BACK.search(sentence):
        return -1
    return 1 if LAUNCHING.search(sentence) else 0
