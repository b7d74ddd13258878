"""The closed set of criteria that records choose from, by the name that records use.

A new kind is one class here and its tests; a new award, number or date is a record.
"""

from collections.abc import Mapping

from awards.law.criteria.base import Criterion, Methods, Question, Speech, State
from awards.law.criteria.collectives import AgeOfCollective, BlocLeader, MembersCount, MembersShare
from awards.law.criteria.conduct import Discipline, Restriction, SameAchievement
from awards.law.criteria.history import (
    AwardsWithin,
    ConsecutiveAwards,
    ConsecutiveRatings,
    Interval,
    PriorAward,
    RatingIs,
)
from awards.law.criteria.initiatives import Initiatives
from awards.law.criteria.service import Judgement, MonthsOfService, TimeInPost

__all__ = ["KINDS", "PROHIBITIONS", "Criterion", "Methods", "Question", "Speech", "State"]

KINDS: Mapping[str, type[Criterion]] = {
    one.kind: one
    for one in (
        RatingIs,
        ConsecutiveRatings,
        PriorAward,
        ConsecutiveAwards,
        AwardsWithin,
        Initiatives,
        MonthsOfService,
        Discipline,
        Restriction,
        MembersShare,
        MembersCount,
        BlocLeader,
        Interval,
        SameAchievement,
        TimeInPost,
        AgeOfCollective,
        Judgement,
    )
}

# What forbids an award, rather than earns it: one that nobody verified only warns.
PROHIBITIONS = frozenset({"discipline", "restriction", "same_achievement"})
