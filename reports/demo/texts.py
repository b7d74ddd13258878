"""What the people of the demo write: targets, achievements, notes, comments."""

from dataclasses import dataclass
from decimal import Decimal

from reports.demo import structure
from reports.demo.structure import Kind


@dataclass(frozen=True)
class Goal:
    """A target to choose: what, which amounts are likely, by which day and month of the year."""

    indicator: str
    values: tuple[str, ...]
    measure: str
    day: int
    month: int

    @property
    def amounts(self) -> list[Decimal]:
        """The likely amounts as numbers."""
        return [Decimal(value) for value in self.values]


# For each commitment of the launch text, in its order.
GOALS: tuple[tuple[Goal, ...], ...] = (
    (
        Goal(
            "Buổi phổ biến quy định mới về thi đua, khen thưởng cho toàn đơn vị",
            ("2", "3", "4"),
            "buổi",
            30,
            6,
        ),
        Goal(
            "Tỷ lệ công chức, viên chức học chuyên đề tư tưởng Hồ Chí Minh về thi đua yêu nước",
            ("95", "98", "100"),
            "%",
            31,
            5,
        ),
        Goal(
            "Kỳ sinh hoạt chi bộ có nội dung về phong trào thi đua",
            ("4", "6", "10"),
            "kỳ sinh hoạt",
            30,
            11,
        ),
        Goal(
            "Bài thu hoạch của cá nhân về học và làm theo lời Bác",
            ("8", "10", "12"),
            "bài",
            31,
            8,
        ),
    ),
    (
        Goal(
            "Thời gian xử lý văn bản đến được rút ngắn so với năm 2021",
            ("10", "15", "20"),
            "%",
            30,
            11,
        ),
        Goal(
            "Quy trình nội bộ được rà soát, bỏ bước thừa",
            ("2", "3", "4", "5"),
            "quy trình",
            30,
            9,
        ),
        Goal(
            "Tỷ lệ hồ sơ công việc được lập và lưu trên môi trường số",
            ("80", "90", "95", "100"),
            "%",
            31,
            10,
        ),
        Goal("Ý tưởng cải tiến được đề xuất trong đơn vị", ("8", "10", "15"), "ý tưởng", 31, 10),
        Goal(
            "Tỷ lệ tài liệu phục vụ kỳ họp, phiên họp được gửi đúng hạn",
            ("98", "99.5", "100"),
            "%",
            15,
            11,
        ),
    ),
    (
        Goal(
            "Tỷ lệ người lao động trực tiếp trong số cá nhân được đề nghị khen thưởng",
            ("60", "65", "70"),
            "%",
            30,
            11,
        ),
        Goal(
            "Thành tích đột xuất được phát hiện và đề nghị khen kịp thời",
            ("1", "2", "3"),
            "lượt",
            30,
            11,
        ),
        Goal(
            "Tỷ lệ đề nghị khen thưởng được công khai trong đơn vị trước khi trình",
            ("100",),
            "%",
            30,
            11,
        ),
        Goal("Đợt thi đua theo chuyên đề trong đơn vị", ("1", "2"), "đợt", 30, 9),
    ),
    (
        Goal(
            "Bài viết về gương người tốt, việc tốt gửi cổng thông tin nội bộ",
            ("2", "4", "6"),
            "bài",
            31,
            10,
        ),
        Goal("Gương tiêu biểu được giới thiệu trong sinh hoạt của đơn vị", ("4",), "gương", 30, 11),
        Goal(
            "Buổi chia sẻ cách làm hay với các đơn vị trong khối",
            ("1", "2"),
            "buổi",
            30,
            9,
        ),
    ),
    (
        Goal("Sáng kiến được Hội đồng sáng kiến công nhận", ("1", "2", "3"), "sáng kiến", 31, 10),
        Goal(
            "Báo cáo kết quả thi đua gửi thường trực Hội đồng đúng hạn",
            ("4",),
            "báo cáo",
            30,
            11,
        ),
        Goal(
            "Cán bộ đầu mối được tập huấn nghiệp vụ thi đua, khen thưởng",
            ("1", "2"),
            "người",
            31,
            7,
        ),
        Goal(
            "Tỷ lệ hồ sơ khen thưởng đúng mẫu ngay từ lần gửi đầu",
            ("90", "95", "100"),
            "%",
            30,
            11,
        ),
    ),
)

# The work that a kind of department is there for; it belongs to the second commitment.
OWN_WORK: dict[Kind, Goal] = {
    structure.VU: Goal(
        "Tỷ lệ báo cáo tham mưu, phục vụ hoàn thành đúng hạn", ("98", "99", "100"), "%", 30, 11
    ),
    structure.CUC: Goal(
        "Tỷ lệ yêu cầu sửa chữa được xử lý ngay trong ngày", ("90", "95"), "%", 30, 11
    ),
    structure.TRUNG_TAM: Goal(
        "Tỷ lệ thời gian các hệ thống thông tin hoạt động liên tục", ("99.5",), "%", 30, 11
    ),
    structure.THU_VIEN: Goal(
        "Tài liệu được số hóa và đưa lên thư viện điện tử", ("3000", "5000"), "tài liệu", 31, 10
    ),
    structure.BAO: Goal(
        "Tin, bài về hoạt động của Quốc hội được đăng", ("1500", "2000"), "tin, bài", 30, 11
    ),
    structure.TRUYEN_HINH: Goal(
        "Chương trình truyền hình tự sản xuất", ("450", "500"), "giờ phát sóng", 30, 11
    ),
}

PERSON_DEEDS = (
    "Hoàn thành toàn bộ nhiệm vụ được giao, nhiều việc trước thời hạn, tham mưu có chất lượng.",
    "Đề xuất cách theo dõi văn bản mới, rút thời gian tìm một hồ sơ từ 15 phút xuống còn 3 phút.",
    "Phục vụ hai kỳ họp của Quốc hội, không để xảy ra sai sót về tài liệu.",
    "Là tác giả một sáng kiến được Hội đồng sáng kiến công nhận và áp dụng trong toàn đơn vị.",
    "Kèm cặp ba đồng nghiệp mới; tích cực tham gia hoạt động của Công đoàn và Đoàn Thanh niên.",
    "Xây dựng bộ dữ liệu dùng chung, giảm một nửa thời gian tổng hợp báo cáo định kỳ.",
    "Nhận thêm phần việc của đồng nghiệp nghỉ dài ngày mà vẫn bảo đảm tiến độ chung.",
    "Phát hiện và kiến nghị sửa ba điểm bất hợp lý trong quy trình nội bộ; cả ba đã được sửa.",
    "Được các đơn vị phối hợp đánh giá là tận tình, đúng hẹn; không có phản ánh trong năm.",
)
COLLECTIVE_DEEDS = (
    "Nội bộ đoàn kết, dân chủ được giữ vững; không có đơn thư khiếu nại, tố cáo.",
    "Rà soát, rút gọn bốn quy trình nội bộ; văn bản đến được xử lý nhanh hơn năm trước 18%.",
    "Có hai sáng kiến được công nhận, trong đó một sáng kiến được các đơn vị khác áp dụng.",
    "Chi bộ hoàn thành tốt nhiệm vụ; Công đoàn bộ phận và Đoàn Thanh niên hoạt động đều.",
    "Dẫn đầu khối về số gương người tốt, việc tốt được giới thiệu trên cổng thông tin nội bộ.",
    "Phục vụ chu đáo hai kỳ họp của Quốc hội và các phiên họp chuyên đề.",
)
# For the nominations that the council does not carry.
DOUBTS = (
    "Thành tích nêu trong hồ sơ chưa vượt trội so với mặt bằng chung của khối.",
    "Đề nghị đơn vị bổ sung minh chứng cho sáng kiến rồi trình lại ở đợt sau.",
    "Kết quả nêu trong hồ sơ là của nhiều người; chưa thấy rõ phần của cá nhân.",
)
AGREEMENTS = (
    "",
    "",
    "",
    "Thành tích rõ, có số liệu.",
    "Đồng ý; nên giới thiệu làm gương tiêu biểu.",
    "Hồ sơ đầy đủ, đúng đối tượng trực tiếp.",
)
PLEDGE_RETURN_NOTE = (
    "Chỉ tiêu ở nội dung số 2 còn thấp hơn kết quả năm 2021; đề nghị nâng lên và phân công lại "
    "người phụ trách."
)
# What is asked of the achievement alone.
STANDING_RETURN_NOTE = (
    "Báo cáo thành tích chưa nêu sáng kiến và phạm vi áp dụng; đề nghị bổ sung trước hạn."
)

# Initiatives: a way of working, and the work that it helps.
_WAYS = (
    "Bộ biểu mẫu dùng chung cho",
    "Quy trình rút gọn trong",
    "Bảng theo dõi trực tuyến",
    "Sổ tay hướng dẫn",
    "Cách tra cứu nhanh trong",
    "Cách phân công, kiểm tra chéo trong",
)
_WORKS = (
    "việc thẩm tra văn bản",
    "việc tổng hợp ý kiến đại biểu",
    "công tác lưu trữ hồ sơ",
    "việc chuẩn bị tài liệu kỳ họp",
    "việc theo dõi kiến nghị của cử tri",
    "công tác thanh toán, quyết toán",
    "việc quản lý trang thiết bị",
    "việc biên tập tin, bài",
    "công tác bảo trì hệ thống",
    "việc phục vụ các đoàn công tác",
)
IDEAS = tuple(f"{way} {work}" for way in _WAYS for work in _WORKS)

PACT = """Các đơn vị trong khối cùng giao ước:

1. Hoàn thành ít nhất 95 % văn bản đúng hạn trong năm 2022.
2. Mỗi đơn vị có ít nhất 1 sáng kiến được áp dụng trước ngày 30/10/2022.
3. Mỗi quý họp khối một lần, cho điểm chéo trước ngày 15 của tháng đầu quý sau.
"""

PEAK_TEXT = """01/06/2022 08:00
PHÁT ĐỘNG ĐỢT THI ĐUA CAO ĐIỂM “SÁU TUẦN SỐ HÓA HỒ SƠ”

Ông Nguyễn Văn Mẫu phát động đợt thi đua cao điểm với chủ đề “Sáu tuần số hóa hồ sơ”.

Một là, số hóa hồ sơ lưu trữ còn tồn của từng đơn vị.
"""
PEAK_CALL = {
    "heading": "Số hóa hồ sơ lưu trữ còn tồn",
    "text": "Số hóa hồ sơ lưu trữ còn tồn của từng đơn vị.",
}

PROGRESS_NOTES = (
    "Đã hoàn thành phần việc của kỳ này, có báo cáo kèm theo.",
    "Đúng tiến độ; hai phòng cùng làm nên bớt được một vòng góp ý.",
    "Chậm một tuần vì chờ số liệu của đơn vị phối hợp, nay đã đủ.",
    "Lãnh đạo đơn vị đã kiểm tra và xác nhận số liệu.",
    "Rút kinh nghiệm từ đợt trước, phân công lại theo tuần.",
    "Đã trao đổi với Công đoàn để có thêm người tham gia.",
)

HALF_YEAR = (
    "Sáu tháng đầu năm đơn vị bám sát đăng ký thi đua; phần lớn chỉ tiêu đúng tiến độ. Khó khăn: "
    "khối lượng phục vụ kỳ họp tăng, một số việc phối hợp còn chờ nhau. Kiến nghị: cho dùng chung "
    "biểu mẫu báo cáo giữa các vụ."
)
