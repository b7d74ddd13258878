"""What must hold when nominations leave their unit, alone or together in a submission."""

from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.actions.caps import passed_caps
from awards.checklist import PaperLine, checklist
from awards.documents.kept import keep_pdf
from awards.documents.render import form_of_submission, render_submission
from awards.documents.submissions import default_title, submission_paper
from awards.law.citations import in_words
from awards.models import Nomination, NominationPaper, Submission, SubmissionFile
from awards.repeats import repeats_of, rule_against_repeats
from awards.workflow import SubmissionState
from units import clock
from units.errors import ActionRefused
from units.models import Account


def submission_of_one(nomination: Nomination, actor: Account) -> Submission:
    """The submission of a nomination that goes alone: its own, or the one it was sent with before.

    One that lies in a submission which is still being written goes with that.
    """
    if nomination.submission is None:
        submission = Submission(
            agency=nomination.agency,
            unit=nomination.unit,
            campaign=nomination.campaign,
            year=nomination.year,
            created_by=actor,
            created_at=clock.now(),
        )
        submission.title = default_title(submission)
        submission.save()
        seal(submission, [nomination], actor)
        return submission
    if nomination.submission.is_sent:
        return nomination.submission
    raise ActionRefused(
        _(
            "Hồ sơ nằm trong tờ trình “%(title)s” nên chưa được gửi riêng. Hãy ký gửi cả tờ trình, "
            "hoặc đưa hồ sơ ra khỏi tờ trình rồi gửi lại."
        )
        % {"title": nomination.submission}
    )


def seal(submission: Submission, nominations: Collection[Nomination], actor: Account) -> None:
    """Sign a submission, and keep its paper as it reads now."""
    submission.state = SubmissionState.SENT
    submission.sent_by, submission.sent_at = actor, clock.now()
    paper = submission_paper(submission, nominations)
    pdf = render_submission(paper)
    submission.save(update_fields=["state", "sent_by", "sent_at"])
    keep_pdf(pdf, to=SubmissionFile, form=form_of_submission(paper), submission=submission)


def require_whole(nomination: Nomination) -> None:
    """Refuse a dossier that lacks a paper, or whose achievement was rewarded already.

    Only verified rules refuse; the others warn on the page.
    """
    if missing := checklist(nomination, clock.today()).missing:
        raise ActionRefused(
            _("Hồ sơ còn thiếu: %(papers)s. Chưa có gì được gửi; hãy bổ sung rồi gửi lại.")
            % {"papers": "; ".join(_asked_by(line) for line in missing)}
        )
    cites = rule_against_repeats(clock.today())
    certain = [repeat for repeat in repeats_of([nomination])[nomination.pk] if repeat.blocks]
    if cites and certain and certain[0].decision:
        decision = certain[0].decision
        raise ActionRefused(
            _(
                "Thành tích này đã được khen thưởng: %(award)s, Quyết định %(reference)s ngày "
                "%(day)s. Một thành tích không được khen thưởng nhiều lần (%(cites)s). Hồ sơ chưa "
                "được gửi."
            )
            % {
                "award": decision.award_name,
                "reference": decision.reference,
                "day": f"{decision.signed_on:%d/%m/%Y}",
                "cites": "; ".join(in_words(cite, get_language() or "vi") for cite in cites),
            }
        )


def require_room(nomination: Nomination) -> None:
    """Refuse a nomination, just sent, with which a verified ceiling is passed."""
    if passed := passed_caps(nomination.unit, [nomination.award], nomination.year):
        raise ActionRefused(" ".join([*passed, _("Hồ sơ chưa được gửi.")]))


def keep_papers(nomination: Nomination) -> None:
    """Papers that go out with a dossier stay on record as they are."""
    fresh = NominationPaper.objects.filter(nomination=nomination, sent_at=None)
    fresh.update(sent_at=clock.now())


def _asked_by(line: PaperLine) -> str:
    return f"{line.label} ({'; '.join(line.cites)})"
