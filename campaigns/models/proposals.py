"""Proposals of initiatives: what the authors say, and who has how large a share in it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.initiatives import Initiative
from campaigns.workflow import ProposalState
from units.fields import DerivedField
from units.models import Account, Agency, Person, Unit
from units.text import fold

# About forty pages: more is a book, not a proposal.
LONGEST = 60_000


class Proposal(models.Model):
    """An initiative that its authors want recognised (đơn đề nghị công nhận sáng kiến).

    It belongs to the unit of the author who began it: that unit's head has the first word.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals")
    title = models.CharField(_("tên sáng kiến, đề tài"), max_length=500)
    kind = models.CharField(
        _("loại"), max_length=10, choices=Initiative.Kind, default=Initiative.Kind.SANG_KIEN
    )
    scope = models.CharField(
        _("phạm vi đề nghị công nhận"),
        max_length=9,
        choices=Initiative.Scope,
        default=Initiative.Scope.CO_SO,
    )
    problem = models.TextField(
        _("tình trạng trước khi có sáng kiến"), blank=True, max_length=LONGEST
    )
    solution = models.TextField(_("nội dung giải pháp"), blank=True, max_length=LONGEST)
    effect = models.TextField(_("hiệu quả, có số liệu"), blank=True, max_length=LONGEST)
    applied_where = models.CharField(_("nơi áp dụng"), max_length=300, blank=True)
    applied_since = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT
    )
    state_since = models.DateTimeField(_("từ lúc"))
    # Grows with every save, so that a second author never overwrites the first unseen.
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    return_note = models.TextField(_("lý do trả lại"), blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    # The unit's own look at it: what its head says, and points by criterion of the rubric.
    word = models.TextField(_("ý kiến của thủ trưởng đơn vị"), blank=True)
    word_marks = models.JSONField(_("điểm của đơn vị"), default=dict)
    word_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    word_at = models.DateTimeField(_("thủ trưởng cho ý kiến lúc"), null=True)
    refusal = models.TextField(_("lý do không công nhận"), blank=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("đơn đề nghị công nhận sáng kiến")
        verbose_name_plural = _("đơn đề nghị công nhận sáng kiến")
        ordering = ("-state_since", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REFUSED) | ~Q(refusal=""),
                name="refused_proposal_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the proposal."""
        return reverse("proposal", args=[self.pk])

    @property
    def text(self) -> str:
        """What is compared with other texts."""
        return f"{self.problem}\n{self.solution}\n{self.effect}"


class Authorship(models.Model):
    """An author's share in a proposal, in whole percents.

    In a proposal that left its authors, the shares add to 100: the database sees to it.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="authorships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships")
    share = models.PositiveSmallIntegerField(_("tỷ lệ đóng góp, %"))
    confirmed_at = models.DateTimeField(_("tác giả xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("tác giả, đồng tác giả")
        verbose_name_plural = _("tác giả, đồng tác giả")
        ordering = ("-share", "person__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(fields=["proposal", "person"], name="author_once"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="share_of_an_author"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.share} %"
