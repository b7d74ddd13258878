"""Addresses of the app."""

from django.urls import path

from campaigns.views import (
    amendments,
    campaigns,
    chain,
    pacts,
    plans,
    pledge_edit,
    pledge_sheets,
    pledges,
    registrations,
    reminders,
)

urlpatterns = [
    path("campaigns", campaigns.campaigns, name="campaigns"),
    path("campaigns/new", campaigns.campaign_new, name="campaign_new"),
    path("campaigns/higher", chain.higher_campaigns, name="higher_campaigns"),
    path("campaigns/<int:pk>", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/edit", campaigns.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/launch", campaigns.campaign_launch, name="campaign_launch"),
    path("campaigns/<int:pk>/discard", campaigns.campaign_discard, name="campaign_discard"),
    path("campaigns/<int:pk>/plans", plans.campaign_plan_attach, name="campaign_plan_attach"),
    path("campaigns/plans/<int:pk>", plans.campaign_plan, name="campaign_plan"),
    path(
        "campaigns/plans/<int:pk>/remove", plans.campaign_plan_remove, name="campaign_plan_remove"
    ),
    path("campaigns/<int:pk>/close", campaigns.campaign_close, name="campaign_close"),
    path(
        "campaigns/<int:campaign_pk>/units/<int:unit_pk>/pledge",
        pledges.pledge_begin,
        name="pledge_begin",
    ),
    path("reminders", reminders.reminders, name="reminders"),
    path("pledges", pledges.pledges, name="pledges"),
    path("pledges/<int:pk>", pledges.pledge, name="pledge"),
    path("pledges/<int:pk>/edit", pledge_edit.pledge_edit, name="pledge_edit"),
    path("pledges/<int:pk>/autosave", pledge_edit.pledge_autosave, name="pledge_autosave"),
    path("pledges/<int:pk>/send", pledges.pledge_send, name="pledge_send"),
    path("pledges/<int:pk>/recall", pledges.pledge_recall, name="pledge_recall"),
    path("pledges/<int:pk>/sign", pledges.pledge_sign, name="pledge_sign"),
    path("pledges/<int:pk>/return", pledges.pledge_return, name="pledge_return"),
    path("pledges/<int:pk>/accept", amendments.pledge_accept, name="pledge_accept"),
    path("pledges/<int:pk>/question", amendments.pledge_question, name="pledge_question"),
    path("pledges/<int:pk>/amend", amendments.pledge_amend, name="pledge_amend"),
    path("pledges/<int:pk>/withdraw", amendments.pledge_withdraw, name="pledge_withdraw"),
    path(
        "pledges/<int:pk>/versions/<int:number>", amendments.pledge_version, name="pledge_version"
    ),
    path(
        "pledges/<int:pk>/registrations",
        registrations.pledge_registrations,
        name="pledge_registrations",
    ),
    path("pledges/<int:pk>/take-over", registrations.pledge_take_over, name="pledge_take_over"),
    path("pledges/<int:pk>/export", pledge_sheets.pledge_export, name="pledge_export"),
    path("pledges/<int:pk>/import", pledge_sheets.pledge_import, name="pledge_import"),
    path("pledges/<int:pk>/copy", registrations.pledge_copy, name="pledge_copy"),
    path(
        "campaigns/<int:campaign_pk>/registration", registrations.registration, name="registration"
    ),
    path("campaigns/<int:campaign_pk>/pacts", pacts.pacts, name="pacts"),
    path("pacts/<int:pk>", pacts.pact, name="pact"),
    path("pacts/<int:pk>/sign/<int:unit_pk>", pacts.pact_sign, name="pact_sign"),
    path("pacts/<int:pk>/reopen", pacts.pact_reopen, name="pact_reopen"),
]
