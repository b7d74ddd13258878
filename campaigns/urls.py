"""Addresses of the app."""

from django.urls import path

from campaigns.views import campaigns, pledges, reminders

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
]
