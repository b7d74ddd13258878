"""Addresses of the app."""

from django.urls import path

from campaigns.views import campaigns, initiatives, pledges, proposals, reminders, sittings

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
    path("proposals", proposals.proposals, name="proposals"),
    path("proposals/new", proposals.proposal_new, name="proposal_new"),
    path("proposals/<int:pk>", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/edit", proposals.proposal_edit, name="proposal_edit"),
    path("proposals/<int:pk>/confirm", proposals.proposal_confirm, name="proposal_confirm"),
    path("proposals/<int:pk>/send", proposals.proposal_send, name="proposal_send"),
    path("proposals/<int:pk>/recall", proposals.proposal_recall, name="proposal_recall"),
    path("proposals/<int:pk>/discard", proposals.proposal_discard, name="proposal_discard"),
    path("proposals/<int:pk>/endorse", proposals.proposal_endorse, name="proposal_endorse"),
    path("proposals/<int:pk>/return", proposals.proposal_return, name="proposal_return"),
    path("proposals/<int:pk>/recognise", initiatives.proposal_recognise, name="proposal_recognise"),
    path("proposals/<int:pk>/refuse", initiatives.proposal_refuse, name="proposal_refuse"),
    path("sittings", sittings.sittings, name="sittings"),
    path("sittings/new", sittings.sitting_new, name="sitting_new"),
    path("sittings/<int:pk>", sittings.sitting, name="sitting"),
    path("sittings/<int:pk>/items/<int:item_pk>", sittings.sitting_item, name="sitting_item"),
    path(
        "sittings/<int:pk>/items/<int:item_pk>/keep-out",
        sittings.sitting_keep_out,
        name="sitting_keep_out",
    ),
    path("sittings/<int:pk>/close", sittings.sitting_close, name="sitting_close"),
    path("initiatives", initiatives.initiatives, name="initiatives"),
    path(
        "initiatives/<int:pk>/certificate",
        initiatives.initiative_certificate,
        name="initiative_certificate",
    ),
    path("initiatives/<int:pk>/adopt", initiatives.initiative_adopt, name="initiative_adopt"),
    path("adoptions/<int:pk>/confirm", initiatives.adoption_confirm, name="adoption_confirm"),
]
