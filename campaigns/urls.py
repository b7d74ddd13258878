"""Addresses of the app."""

from django.urls import path

from campaigns.scoring import Kind
from campaigns.views import (
    blocs,
    campaigns,
    pledges,
    rankings,
    reminders,
    scores,
    scoring_tables,
    scorings,
)

urlpatterns = [
    path("campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/new", campaigns.campaign_new, name="campaign_new"),
    path("campaigns/<int:pk>", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/edit", campaigns.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/launch", campaigns.campaign_launch, name="campaign_launch"),
    path("campaigns/<int:pk>/discard", campaigns.campaign_discard, name="campaign_discard"),
    path("campaigns/<int:pk>/close", campaigns.campaign_close, name="campaign_close"),
    path(
        "campaigns/<int:campaign_pk>/units/<int:unit_pk>/pledge",
        pledges.pledge_begin,
        name="pledge_begin",
    ),
    path("reminders", reminders.reminders, name="reminders"),
    path("pledges", pledges.pledges, name="pledges"),
    path("pledges/<int:pk>", pledges.pledge, name="pledge"),
    path("pledges/<int:pk>/edit", pledges.pledge_edit, name="pledge_edit"),
    path("pledges/<int:pk>/send", pledges.pledge_send, name="pledge_send"),
    path("pledges/<int:pk>/recall", pledges.pledge_recall, name="pledge_recall"),
    path("pledges/<int:pk>/sign", pledges.pledge_sign, name="pledge_sign"),
    path("pledges/<int:pk>/return", pledges.pledge_return, name="pledge_return"),
    path("scorings", scorings.scorings, name="scorings"),
    path("campaigns/<int:pk>/scoring", scorings.scoring, name="scoring"),
    path("campaigns/<int:pk>/scoring/round", scorings.scoring_round, name="scoring_round"),
    path(
        "campaigns/<int:pk>/scoring/table",
        scoring_tables.scoring_table_begin,
        name="scoring_table_begin",
    ),
    path("scoring-tables/<int:pk>", scoring_tables.scoring_table, name="scoring_table"),
    path(
        "scoring-tables/<int:pk>/edit", scoring_tables.scoring_table_edit, name="scoring_table_edit"
    ),
    path("scoring-tables/<int:pk>/use", scoring_tables.scoring_table_use, name="scoring_table_use"),
    path(
        "scoring-tables/<int:pk>/discard",
        scoring_tables.scoring_table_discard,
        name="scoring_table_discard",
    ),
    path(
        "campaigns/<int:pk>/scoring/units/<int:unit_pk>", scores.scoring_unit, name="scoring_unit"
    ),
    path(
        "campaigns/<int:pk>/scoring/units/<int:unit_pk>/self",
        scores.score_sheet,
        {"kind": Kind.SELF},
        name="scoring_self",
    ),
    path(
        "campaigns/<int:pk>/scoring/units/<int:unit_pk>/cross/<int:scorer_pk>",
        scores.score_sheet,
        {"kind": Kind.CROSS},
        name="scoring_cross",
    ),
    path(
        "campaigns/<int:pk>/scoring/units/<int:unit_pk>/check",
        scores.score_sheet,
        {"kind": Kind.CHECK},
        name="scoring_check",
    ),
    path(
        "campaigns/<int:pk>/scoring/blocs/<int:bloc_pk>", rankings.scoring_bloc, name="scoring_bloc"
    ),
    path("rankings/<int:pk>", rankings.ranking, name="ranking"),
    path("rankings/<int:pk>/copy", rankings.ranking_copy, name="ranking_copy"),
    path("blocs", blocs.blocs, name="blocs"),
    path("blocs/<int:pk>", blocs.bloc, name="bloc"),
    path("blocs/<int:pk>/join", blocs.bloc_join, name="bloc_join"),
    path("blocs/<int:pk>/term", blocs.bloc_term, name="bloc_term"),
    path("blocs/<int:pk>/leave", blocs.bloc_leave, name="bloc_leave"),
    path("blocs/<int:pk>/documents", blocs.bloc_attach, name="bloc_attach"),
    path("bloc-documents/<int:pk>", blocs.bloc_document, name="bloc_document"),
]
