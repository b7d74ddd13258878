"""The invented office as data: its units, how many people each has, who signs in.

The names of departments are of the kind that such an office has; how they are divided, their rooms
and their sizes are made up.
"""

import datetime
from dataclasses import dataclass

from units.models import Role

CODE = "vpqh"
NAME = "Văn phòng Quốc hội"
HEAD_OFFICE = "Chủ nhiệm"
# "Minh Họa" is what a caption under a picture says: illustration.
HEAD_NAME = "Nguyễn Minh Họa"
FOUNDED = datetime.date(2016, 1, 1)
OPENED = datetime.date(2021, 1, 4)


@dataclass(frozen=True)
class Kind:
    """The posts of a kind of department: its head, deputies, heads of rooms, all others."""

    head: str
    deputy: str
    room_head: str
    others: tuple[str, ...]


VU = Kind(
    "Vụ trưởng",
    "Phó Vụ trưởng",
    "Trưởng phòng",
    ("Chuyên viên chính", "Chuyên viên", "Chuyên viên cao cấp", "Chuyên viên", "Chuyên viên"),
)
CUC = Kind(
    "Cục trưởng",
    "Phó Cục trưởng",
    "Trưởng phòng",
    ("Chuyên viên", "Nhân viên kỹ thuật", "Lái xe", "Nhân viên phục vụ", "Kế toán viên"),
)
TRUNG_TAM = Kind(
    "Giám đốc", "Phó Giám đốc", "Trưởng phòng", ("Kỹ sư", "Chuyên viên", "Kỹ sư chính")
)
THU_VIEN = Kind(
    "Giám đốc", "Phó Giám đốc", "Trưởng phòng", ("Thư viện viên", "Chuyên viên", "Nghiên cứu viên")
)
BAO = Kind(
    "Tổng Biên tập",
    "Phó Tổng Biên tập",
    "Trưởng ban",
    ("Phóng viên", "Biên tập viên", "Phóng viên", "Họa sĩ trình bày"),
)
TRUYEN_HINH = Kind(
    "Tổng Giám đốc",
    "Phó Tổng Giám đốc",
    "Trưởng phòng",
    ("Biên tập viên", "Phóng viên", "Kỹ thuật viên", "Quay phim", "Phát thanh viên"),
)

BLOCS = (
    "Khối 1: các vụ phục vụ Hội đồng Dân tộc và các Ủy ban",
    "Khối 2: các vụ tham mưu tổng hợp",
    "Khối 3: các đơn vị hành chính, phục vụ",
    "Khối 4: các cơ quan báo chí và đơn vị sự nghiệp",
)


@dataclass(frozen=True)
class Department:
    """A unit right below the root, with `staff` people, some of them in its `rooms`.

    `bloc` is an index into BLOCS. A large one has a Party committee (đảng bộ), others a cell.
    """

    code: str
    name: str
    kind: Kind
    bloc: int
    staff: int
    rooms: tuple[tuple[str, str], ...] = ()
    has_committee: bool = False

    @property
    def party_code(self) -> str:
        """Code of its unit in the Party's line."""
        return f"{'dang-bo' if self.has_committee else 'chi-bo'}-{self.code}"

    @property
    def party_name(self) -> str:
        """Name of its unit in the Party's line."""
        return f"{'Đảng bộ' if self.has_committee else 'Chi bộ'} {self.name}"


DEPARTMENTS = (
    Department("vu-phap-luat", "Vụ Pháp luật", VU, 0, 13),
    Department("vu-tu-phap", "Vụ Tư pháp", VU, 0, 11),
    Department("vu-kinh-te", "Vụ Kinh tế", VU, 0, 12),
    Department("vu-tai-chinh-ngan-sach", "Vụ Tài chính - Ngân sách", VU, 0, 11),
    Department("vu-quoc-phong-an-ninh", "Vụ Quốc phòng và An ninh", VU, 0, 10),
    Department("vu-van-hoa-giao-duc", "Vụ Văn hóa - Giáo dục", VU, 0, 11),
    Department("vu-xa-hoi", "Vụ Xã hội", VU, 0, 11),
    Department("vu-khoa-hoc-moi-truong", "Vụ Khoa học, Công nghệ và Môi trường", VU, 0, 11),
    Department("vu-doi-ngoai", "Vụ Đối ngoại", VU, 0, 12),
    Department("vu-tong-hop", "Vụ Tổng hợp", VU, 1, 14),
    Department("vu-giam-sat", "Vụ Phục vụ hoạt động giám sát", VU, 1, 11),
    Department("vu-dan-nguyen", "Vụ Dân nguyện", VU, 1, 11),
    Department("vu-cong-tac-dai-bieu", "Vụ Công tác đại biểu", VU, 1, 11),
    Department(
        "vu-to-chuc-can-bo",
        "Vụ Tổ chức - Cán bộ",
        VU,
        1,
        13,
        (
            ("phong-thi-dua", "Phòng Thi đua - Khen thưởng"),
            ("phong-to-chuc", "Phòng Tổ chức - Biên chế"),
        ),
    ),
    Department("vu-thong-tin", "Vụ Thông tin", VU, 1, 11),
    Department(
        "vu-hanh-chinh",
        "Vụ Hành chính",
        VU,
        2,
        15,
        (("phong-van-thu", "Phòng Văn thư - Lưu trữ"), ("phong-le-tan", "Phòng Lễ tân")),
    ),
    Department(
        "cuc-quan-tri",
        "Cục Quản trị",
        CUC,
        2,
        30,
        (
            ("phong-cong-so", "Phòng Quản lý công sở"),
            ("phong-ky-thuat", "Phòng Kỹ thuật - Bảo trì"),
            ("phong-xe", "Phòng Quản lý xe"),
        ),
        has_committee=True,
    ),
    Department("vu-ke-hoach-tai-chinh", "Vụ Kế hoạch - Tài chính", VU, 2, 11),
    Department(
        "trung-tam-tin-hoc",
        "Trung tâm Tin học",
        TRUNG_TAM,
        3,
        16,
        (("phong-ha-tang", "Phòng Hạ tầng mạng"), ("phong-ung-dung", "Phòng Phát triển ứng dụng")),
    ),
    Department("thu-vien", "Thư viện Quốc hội", THU_VIEN, 3, 12),
    Department(
        "bao-dai-bieu-nhan-dan",
        "Báo Đại biểu Nhân dân",
        BAO,
        3,
        25,
        (
            ("ban-thu-ky-toa-soan", "Ban Thư ký tòa soạn"),
            ("ban-thoi-su", "Ban Thời sự"),
            ("ban-bao-dien-tu", "Ban Báo điện tử"),
        ),
        has_committee=True,
    ),
    Department(
        "truyen-hinh-quoc-hoi",
        "Truyền hình Quốc hội Việt Nam",
        TRUYEN_HINH,
        3,
        24,
        (
            ("phong-bien-tap", "Phòng Biên tập chương trình"),
            ("phong-san-xuat", "Phòng Kỹ thuật sản xuất"),
        ),
        has_committee=True,
    ),
)

PARTY = ("dang-uy", "Đảng ủy cơ quan Văn phòng Quốc hội")
UNION = ("cong-doan", "Công đoàn cơ quan Văn phòng Quốc hội")
YOUTH = ("doan-thanh-nien", "Đoàn Thanh niên Cộng sản Hồ Chí Minh cơ quan Văn phòng Quốc hội")

# Heads of these departments are council members beside `uyvien`.
COUNCIL = (
    "vu-tong-hop",
    "vu-to-chuc-can-bo",
    "vu-hanh-chinh",
    "cuc-quan-tri",
    "vu-ke-hoach-tai-chinh",
    "vu-thong-tin",
    "vu-cong-tac-dai-bieu",
)

# Whose clerk and head sign in: their people have a record worth looking at.
TRY_OUT = "vu-phap-luat"
# Departments whose heads received the Prime Minister's certificate for a year.
HONOURED = {
    2016: ("vu-tong-hop", "vu-to-chuc-can-bo", "cuc-quan-tri"),
    2017: ("vu-kinh-te", "bao-dai-bieu-nhan-dan"),
}


@dataclass(frozen=True)
class Login:
    """Who signs in to the demo: the post they have, their role and where, what to try there.

    `seat` is a post of founding.py: the code of a unit, and what one is in it.
    """

    username: str
    seat: tuple[str, str]
    role: Role
    unit: str
    try_vi: str
    try_en: str


# Who sits in the initiative council, beside what else they are; among them the head of a
# department whose initiatives are kept from them.
INITIATIVE_COUNCIL = {
    (CODE, "deputy"): Role.INITIATIVE_CHAIR,
    (CODE, "deputy 2"): Role.INITIATIVE_MEMBER,
    ("vu-phap-luat", "head"): Role.INITIATIVE_MEMBER,
    ("vu-tong-hop", "head"): Role.INITIATIVE_MEMBER,
}

LOGINS = (
    Login(
        "chuyenvien",
        ("vu-phap-luat", "clerk"),
        Role.UNIT_CLERK,
        "vu-phap-luat",
        "Soạn đăng ký thi đua và hồ sơ đề nghị của Vụ Pháp luật, rồi trình thủ trưởng.",
        "Write the pledge and nominations of Vụ Pháp luật, and hand them to its head.",
    ),
    Login(
        "thutruong",
        ("vu-phap-luat", "head"),
        Role.UNIT_HEAD,
        "vu-phap-luat",
        "Ký hoặc trả lại những gì chuyên viên của Vụ Pháp luật trình.",
        "Sign or return what the clerk of Vụ Pháp luật hands up.",
    ),
    Login(
        "thuongtruc",
        ("phong-thi-dua", "head"),
        Role.STANDING_BODY,
        CODE,
        "Phát động phong trào từ một bài viết; kiểm tra hồ sơ, mở phiên xét, đếm và chốt năm.",
        "Launch a campaign from a text; check nominations, open a review, count and freeze a year.",
    ),
    Login(
        "uyvien",
        (CODE, "deputy 2"),
        Role.COUNCIL_MEMBER,
        CODE,
        "Đọc từng hồ sơ trong phiên xét đang mở và cho ý kiến; chấm sáng kiến.",
        "Read the nominations of the open review and give opinions; score initiatives.",
    ),
    Login(
        "chutich",
        (CODE, "head"),
        Role.COUNCIL_CHAIR,
        CODE,
        "Cho ý kiến, xem ai còn thiếu, rồi kết thúc phiên xét.",
        "Give opinions, see who is missing, then close the review.",
    ),
    Login(
        "quyetdinh",
        ("phong-thi-dua", "staff"),
        Role.DECISION_ADMIN,
        CODE,
        "Lập quyết định cho hồ sơ đã thông qua, ban hành và mở bản PDF.",
        "Draft a decision on what passed, issue it and open its PDF.",
    ),
    Login(
        "lanhdao",
        (CODE, "deputy"),
        Role.LEADERSHIP,
        CODE,
        "Xem toàn cảnh năm thi đua; chủ trì Hội đồng xét sáng kiến.",
        "See the year on one page; chair the initiative council.",
    ),
    Login(
        "quantri",
        ("phong-ha-tang", "staff"),
        Role.SYSTEM_ADMIN,
        CODE,
        "Giao và kết thúc vai trò của từng người; xem đơn vị và nhân sự.",
        "Grant and end roles; look at units and people.",
    ),
)
