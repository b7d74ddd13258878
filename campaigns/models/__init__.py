"""Nouns of emulation, a room each."""

from campaigns.models.campaigns import AnnouncedAward, Campaign, Commitment
from campaigns.models.pledges import Aim, Pledge, Target

__all__ = ["Aim", "AnnouncedAward", "Campaign", "Commitment", "Pledge", "Target"]
