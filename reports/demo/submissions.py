"""A unit meets on its nominees, and sends all of them in one submission."""

from collections.abc import Sequence

from awards.actions.submissions import (
    SubmissionContent,
    VoteContent,
    draft_submission,
    record_unit_vote,
    send_submission,
)
from awards.models import Nomination, Submission
from awards.workflow import SubmissionState
from reports.demo.office import Office
from units import clock

LETTER = (
    "Thực hiện kế hoạch xét khen thưởng cuối năm, đơn vị đã tổ chức họp bình xét công khai, dân "
    "chủ; các cá nhân, tập thể được đề nghị đều hoàn thành tốt nhiệm vụ và được đồng nghiệp tín "
    "nhiệm."
)


def gather(office: Office, nominations: Sequence[Nomination], reference: str) -> Submission:
    """Draft a submission of one unit's nominations, with the vote of its meeting."""
    first = nominations[0]
    clerk = office.clerk(first.unit)
    submission = draft_submission(
        unit=first.unit,
        campaign=first.campaign,
        year=first.year,
        content=SubmissionContent(
            title=f"Về việc đề nghị khen thưởng năm {first.year}",
            reference=reference,
            letter=LETTER,
            nominations=tuple(nominations),
        ),
        actor=clerk,
    )
    staff = len(office.staff(first.unit))
    agreed = {one.pk: staff - number % 2 for number, one in enumerate(nominations)}
    vote = VoteContent(met_on=clock.today(), present=staff, total=staff, agreed=agreed)
    record_unit_vote(submission=submission, vote=vote, actor=clerk)
    return submission


def send_all(office: Office) -> None:
    """Let the heads sign every submission that waits for them."""
    for submission in Submission.objects.filter(state=SubmissionState.DRAFT).select_related("unit"):
        send_submission(submission=submission, actor=office.head(submission.unit))
