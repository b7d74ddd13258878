"""What the launch of 2022 says, by the article and by the demo's own text alike."""

import datetime

THEME = "Đoàn kết, đổi mới, sáng tạo thi đua hoàn thành xuất sắc nhiệm vụ được giao"
LAUNCHED_ON = datetime.date(2021, 12, 31)
LAUNCHER = "Bùi Văn Cường"
# Award, individuals, collectives, in the order of the announcement.
AWARDS = [
    ("HCLD3", 3, 0),
    ("CO_CP", 0, 2),
    ("BKTTG", 2, 1),
    ("CO_BO", 0, 4),
    ("DANG_GK_DBCS", 0, 1),
    ("DANG_GK_CB", 0, 5),
    ("DANG_GK_DV", 118, 0),
    ("CD_GMN", 1, 0),
]
