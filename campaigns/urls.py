"""Addresses of the app."""

from django.urls import path

from campaigns.views import campaigns, deeds, exemplars, pledges, public, publications
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
    path("news", publications.publications, name="publications"),
    path("news/new", publications.publication_new, name="publication_new"),
    path("news/<int:pk>", publications.publication, name="publication"),
    path("news/<int:pk>/edit", publications.publication_edit, name="publication_edit"),
    path("news/<int:pk>/publish", publications.publication_publish, name="publication_publish"),
    path("news/<int:pk>/discard", publications.publication_discard, name="publication_discard"),
    path("news/<int:pk>/withdraw", publications.publication_withdraw, name="publication_withdraw"),
    path("news/<int:pk>/confirm", publications.publication_confirm, name="publication_confirm"),
    path("news/<int:pk>/readers", publications.publication_readers, name="publication_readers"),
    path("exemplars", exemplars.exemplars, name="exemplars"),
    path("exemplars/new", exemplars.exemplar_new, name="exemplar_new"),
    path("exemplars/<int:pk>/edit", exemplars.exemplar_edit, name="exemplar_edit"),
    path("exemplars/<int:pk>/ask", exemplars.exemplar_ask, name="exemplar_ask"),
    path("exemplars/<int:pk>/agree", exemplars.exemplar_agree, name="exemplar_agree"),
    path("exemplars/<int:pk>/decline", exemplars.exemplar_decline, name="exemplar_decline"),
    path("exemplars/<int:pk>/return", exemplars.exemplar_return, name="exemplar_return"),
    path("exemplars/<int:pk>/publish", exemplars.exemplar_publish, name="exemplar_publish"),
    path("exemplars/<int:pk>/withdraw", exemplars.exemplar_withdraw, name="exemplar_withdraw"),
    path("exemplars/<int:pk>/discard", exemplars.exemplar_discard, name="exemplar_discard"),
    path("exemplars/<int:pk>/adopt", exemplars.exemplar_adopt, name="exemplar_adopt"),
    path("deeds/new", deeds.deed_new, name="deed_new"),
    path("deeds/<int:pk>/thank", deeds.deed_thank, name="deed_thank"),
    path("deeds/<int:pk>/merge", deeds.deed_merge, name="deed_merge"),
    path("public-pages", public.public_pages, name="public_pages"),
]
