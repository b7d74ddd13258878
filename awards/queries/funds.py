"""What is read of funds: balances, the ledger, what is to be taken back."""

from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from awards.models import Decision, Fund, FundEntry, Recovery
from awards.models.funds import ARTEFACT_OUT, MONEY_OUT
from campaigns import catalogue

Kind = FundEntry.Kind


@dataclass(frozen=True)
class Balance:
    """Where the money of a fund stands, in đồng.

    `reserved` is set aside for decisions and not yet paid; `left` is what new decisions may use.
    """

    income: int
    expense: int
    reserved: int
    paid: int
    recovered: int

    @property
    def left(self) -> int:
        """What is not set aside and not spent."""
        return self.income - self.expense - self.reserved - self.paid + self.recovered


def balance_of(fund: Fund) -> Balance:
    """Add up a ledger."""
    sums = dict(
        fund.entries.order_by()
        .values_list("kind")
        .annotate(total=Sum("amount"))
        .values_list("kind", "total")
    )
    return _balance(sums)


def _balance(sums: dict[str, int]) -> Balance:
    paid = sums.get(Kind.PAYMENT, 0)
    return Balance(
        income=sums.get(Kind.INCOME, 0),
        expense=sums.get(Kind.EXPENSE, 0),
        reserved=sums.get(Kind.COMMITMENT, 0) - sums.get(Kind.RELEASE, 0) - paid,
        paid=paid,
        recovered=sums.get(Kind.RECOVERED, 0),
    )


def fund_board(funds: QuerySet[Fund]) -> QuerySet[Fund]:
    """Funds, each with `income`, `reserved`, `paid`, `recovered` and `left`."""

    def total(*kinds: str) -> Coalesce:
        added = Sum("entries__amount", filter=Q(entries__kind__in=kinds))
        return Coalesce(added, Value(0), output_field=BigIntegerField())

    return funds.select_related("agency").annotate(
        income=total(Kind.INCOME),
        paid=total(Kind.PAYMENT),
        recovered=total(Kind.RECOVERED),
        reserved=total(Kind.COMMITMENT) - total(Kind.RELEASE, Kind.PAYMENT),
        left=total(Kind.INCOME, Kind.RECOVERED, Kind.RELEASE)
        - total(Kind.EXPENSE, Kind.COMMITMENT),
    )


def ledger(fund: Fund) -> QuerySet[FundEntry]:
    """Entries of a fund, each with `effect` on what is left: its amount, signed."""
    signs = [When(kind=kind, then=Value(sign)) for kind, sign in FundEntry.SIGNS.items()]
    return fund.entries.select_related(
        "decision__agency", "line__recipient", "actor__person"
    ).annotate(sign=Case(*signs, default=Value(0), output_field=IntegerField()))


def fund_for(decision: Decision, year: int) -> Fund | None:
    """The fund of a year that pays for the awards of a decision's legal order, if one is set up."""
    order = catalogue.award(decision.award).legal_order
    return Fund.objects.filter(agency=decision.agency, order=order, year=year).first()


def still_out(recoveries: QuerySet[Recovery]) -> QuerySet[Recovery]:
    """Those of which something is not back yet."""
    return recoveries.filter(MONEY_OUT | ARTEFACT_OUT)


def recovery_board(recoveries: QuerySet[Recovery]) -> QuerySet[Recovery]:
    """Recoveries with their decision and recipient, and `open_still` to filter by."""
    return recoveries.select_related(
        "recipient__decision__agency", "recipient__unit", "decision__agency"
    ).annotate(open_still=ExpressionWrapper(MONEY_OUT | ARTEFACT_OUT, output_field=BooleanField()))
