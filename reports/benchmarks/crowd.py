"""A crowd to measure with: people with ten years behind them, there only for the measuring.

A thousand lives are invented one by one; in the database each is then lived by many. Keys are below
zero, so that no sequence moves, and everything happens in a transaction that is rolled back.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import connection, models, transaction

from awards.law.corpus import Law
from awards.law.criteria import Question
from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating, Scope
from awards.law.judge import YES, judge
from awards.lawbook import law
from awards.models import Decision, InitiativeUse, Nomination, Recipient
from awards.models.subjects import RecipientKind
from awards.workflow import DecisionState, NominationState
from campaigns.models import Initiative
from reports.demo.careers import FIRST, MODEL, PLAIN, SECOND, STEADY, Career, career_of
from reports.demo.chance import chance
from reports.demo.names import Names
from units import clock
from units.actions.accounts import open_account
from units.actions.organisation import found_agency
from units.models import (
    Account,
    Agency,
    Discipline,
    Leave,
    Person,
    Posting,
    Restriction,
    Unit,
    YearRating,
)
