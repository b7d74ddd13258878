"""Invented people: Vietnamese names put together by chance, the same for the same seed.

The given names leave out those of the State's well-known officials, so that no list of forbidden
names is needed; any likeness that is left is chance.
"""

from dataclasses import dataclass

from reports.demo.chance import chance
from units.models import Person

MALE, FEMALE = Person.Gender.MALE, Person.Gender.FEMALE
# How many among a hundred people bear a family name, roughly.
FAMILIES = {
    "Nguyễn": 32,
    "Trần": 11,
    "Lê": 10,
    "Phạm": 7,
    "Hoàng": 5,
    "Phan": 5,
    "Vũ": 5,
    "Đặng": 4,
    "Bùi": 4,
    "Đỗ": 3,
    "Ngô": 3,
    "Dương": 2,
    "Đinh": 2,
    "Trịnh": 2,
    "Lý": 1,
    "Tạ": 1,
    "Chu": 1,
    "Phùng": 1,
    "Quách": 1,
}
MIDDLES = {
    MALE: "Văn, Đức, Hữu, Ngọc, Gia, Thế, Xuân, Công, Đình, Tiến, Duy, Khắc, Quốc, Mạnh",
    FEMALE: "Thị, Thị Thu, Thị Ngọc, Thị Thanh, Thị Minh, Thị Kim, Thu, Ngọc, Bích, Diệu, "
    "Khánh, Thùy, Hồng, Như, Mỹ",
}
GIVEN = {
    MALE: "An, Bách, Bằng, Cảnh, Chiến, Doanh, Duy, Đăng, Điền, Đông, Hào, Hiển, Hiệp, Hoàn, Kha, "
    "Khang, Khiêm, Khôi, Kiên, Lập, Lộc, Luân, Lực, Nguyên, Nhân, Quân, Quý, Sáng, Tân, Toại, "
    "Triển, Trực, Tường, Viên, Vượng",
    FEMALE: "Ánh, Châu, Chi, Diễm, Diệp, Duyên, Đào, Hạnh, Hiền, Hồng, Hường, Huyền, Khuê, Liễu, "
    "Linh, Loan, Ly, My, Nguyệt, Nhàn, Nhung, Oanh, Quyên, Quỳnh, Sen, Thảo, Thoa, Thơ, Trang, "
    "Trâm, Tuyết, Uyên, Vân, Yến",
}


@dataclass(frozen=True)
class Invented:
    """A name and the sex that its words suit."""

    full_name: str
    gender: str


class Names:
    """Gives one invented person after another, no two of one name."""

    def __init__(self, seed: int) -> None:
        self._random = chance("names", seed)
        self._used: set[str] = set()

    def invent(self) -> Invented:
        """Invent somebody who was not there before."""
        while True:
            person = self._anybody()
            if person.full_name not in self._used:
                self._used.add(person.full_name)
                return person

    def _anybody(self) -> Invented:
        gender = self._random.choice([MALE, FEMALE])
        (family,) = self._random.choices(list(FAMILIES), weights=list(FAMILIES.values()))
        middle = self._random.choice(MIDDLES[gender].split(", "))
        given = self._random.choice(GIVEN[gender].split(", "))
        return (
            self._anybody() if given in middle else Invented(f"{family} {middle} {given}", gender)
        )
