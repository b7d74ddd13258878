"""Stories of the demo's exemplars, plainly invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What is told; of the head of a department, of the whole of it, or of its clerk."""

    title: str
    summary: str
    text: str
    of_head: bool = False


STORIES = (
    Story(
        "Ba tháng không một tờ giấy in",
        "Tổ kỹ thuật chuyển toàn bộ phiếu yêu cầu hỗ trợ sang một trang web do chính mình viết.",
        "Đầu năm, mỗi yêu cầu sửa máy đi qua bốn chữ ký và mất trung bình hai ngày.\n\n"
        "Trung tâm bỏ phiếu giấy, viết một trang nhận yêu cầu trong ba tuần, và công khai thời "
        "gian chờ của từng việc. Đến tháng 9, chín phần mười yêu cầu được xử lý trong ngày; "
        "không ai phải in phiếu nữa.",
    ),
    Story(
        "Người đọc bản dự thảo sau cùng",
        "Mỗi báo cáo thẩm tra đều được một người chưa tham gia viết đọc lại, trước khi trình.",
        "Sau hai lần phải đính chính số liệu, chị đề nghị mỗi báo cáo có một người đọc sau cùng: "
        "không viết, chỉ hỏi.\n\nChị nhận phần việc ấy trong sáu tháng đầu. Từ đó đến nay, vụ "
        "chưa phải đính chính báo cáo nào.",
        of_head=True,
    ),
    Story(
        "Trả lời đơn thư trong một tuần",
        "Cả vụ chia nhau đơn thư theo ngày, ai cũng thấy việc nào đang chờ ai.",
        "Vụ lập một bảng chung: đơn đến ngày nào, ai nhận, chờ gì. Mỗi sáng thứ Hai cả vụ đọc "
        "bảng trong mười phút.\n\nThời gian trả lời giảm từ 19 ngày xuống còn 7 ngày.",
    ),
    Story(
        "Sổ tay dẫn chiếu văn bản",
        "Một cuốn sổ tay 40 trang giúp người mới tìm đúng điều luật cần dẫn.",
        "Trong hai năm, chị ghi lại mọi câu hỏi mà người mới đến hỏi mình, cùng câu trả lời có "
        "dẫn điều khoản.\n\nCuốn sổ nay là tài liệu đầu tiên mà người mới nhận.",
    ),
)
