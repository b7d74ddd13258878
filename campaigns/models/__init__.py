"""Nouns of emulation, a room each."""

from campaigns.models.blocs import BlocResult, BlocTerm
from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.initiatives import Initiative
from campaigns.models.pledges import Aim, Pledge, Target
from campaigns.models.rankings import Ranking, RankingLine
from campaigns.models.scores import Score, ScoreSheet, ScoringRound
from campaigns.models.scoring_tables import Criterion, CriterionGroup, ScoringTable

__all__ = [
    "Aim",
    "AnnouncedAward",
    "BlocResult",
    "BlocTerm",
    "Campaign",
    "Commitment",
    "Criterion",
    "CriterionGroup",
    "Initiative",
    "Pledge",
    "Ranking",
    "RankingLine",
    "Score",
    "ScoreSheet",
    "ScoringRound",
    "ScoringTable",
    "Target",
]
