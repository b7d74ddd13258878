"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocDocument, BlocResult, BlocTerm
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.initiatives import Initiative
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.rankings import Ranking, RankingLine
from campaigns.models.reminders import Duty, ReminderRule
from campaigns.models.scores import Score, ScoreSheet, ScoringRound
from campaigns.models.scoring_tables import Criterion, CriterionGroup, ScoringTable

__all__ = [
    "Aim",
    "AnnouncedAward",
    "BlocDocument",
    "BlocResult",
    "BlocTerm",
    "Campaign",
    "Commitment",
    "Criterion",
    "CriterionGroup",
    "Duty",
    "Initiative",
    "Pledge",
    "Ranking",
    "RankingLine",
    "ReminderRule",
    "Score",
    "ScoreSheet",
    "ScoringRound",
    "ScoringTable",
    "Target",
]
