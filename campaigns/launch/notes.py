"""What the reader tells the person who corrects its result."""

from dataclasses import dataclass

# By code, Vietnamese and English; {about} is the piece of the text that the note is about.
SENTENCES = {
    "no_text": (
        "Văn bản không có nội dung.",
        "The text is empty.",
    ),
    "no_title": (
        "Không tìm thấy tiêu đề; hãy nhập tên phong trào thi đua.",
        "No title was found: please type the name of the campaign.",
    ),
    "no_theme": (
        "Không tìm thấy chủ đề của phong trào; hãy nhập chủ đề.",
        "No theme was found: please type it.",
    ),
    "no_date": (
        "Không tìm thấy ngày phát động; hãy chọn ngày.",
        "No launch date was found: please choose the day.",
    ),
    "no_launcher": (
        "Không tìm thấy người phát động; hãy nhập họ và tên.",
        "Nobody was found who launches the campaign: please type the name.",
    ),
    "no_commitments": (
        "Không tìm thấy nội dung kêu gọi được đánh số hay gạch đầu dòng; hãy nhập từng nội dung.",
        "No numbered or bulleted commitment was found: please type them one by one.",
    ),
    "line_left_out": (
        "Dòng “{about}” giống chú thích ảnh nên không được đưa vào nội dung kêu gọi.",
        "The line “{about}” looks like a caption and was left out of the commitments.",
    ),
    "told_twice": (
        "Số lượng {about} được nhắc lại ở nhiều đoạn và chỉ được tính một lần.",
        "The count of {about} is told in several paragraphs and was taken once.",
    ),
    "recipient_unclear": (
        "Chưa rõ “{about}” là tặng cá nhân hay tập thể; hãy bổ sung.",
        "It is not clear whether “{about}” goes to individuals or collectives: please add it.",
    ),
    "not_in_catalogue": (
        "“{about}” không có trong danh mục khen thưởng nên chưa được đưa vào danh sách.",
        "“{about}” is not in the catalogue of awards and was not listed.",
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """A thing that a person should look at; `about` quotes the text, or is empty."""

    code: str
    about: str = ""

    def sentence(self, language: str = "vi") -> str:
        """The note as a sentence, in Vietnamese, or in English for "en"."""
        vietnamese, english = SENTENCES[self.code]
        sentence = english if language.startswith("en") else vietnamese
        return sentence.replace("{about}", self.about)

    def __str__(self) -> str:
        return self.sentence()
