"""Addresses of the app."""

from django.urls import path

from awards.views import decisions, deeds, drafts, nominations, reviews, tallies

urlpatterns = [
    path("deeds", deeds.deeds, name="deeds"),
    path("deeds/<int:pk>", deeds.deed, name="deed"),
    path("deeds/<int:pk>/nominate", deeds.deed_nominate, name="deed_nominate"),
    path("nominations", nominations.nominations, name="nominations"),
    path("nominations/accept", nominations.nominations_accept, name="nominations_accept"),
    path("nominations/new", drafts.nomination_new, name="nomination_new"),
    path("nominations/<int:pk>", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/edit", drafts.nomination_edit, name="nomination_edit"),
    path("nominations/<int:pk>/hand-up", nominations.nomination_hand_up, name="nomination_hand_up"),
    path("nominations/<int:pk>/recall", nominations.nomination_recall, name="nomination_recall"),
    path("nominations/<int:pk>/send", nominations.nomination_send, name="nomination_send"),
    path("nominations/<int:pk>/return", nominations.nomination_return, name="nomination_return"),
    path("nominations/<int:pk>/accept", nominations.nomination_accept, name="nomination_accept"),
    path("nominations/<int:pk>/discard", nominations.nomination_discard, name="nomination_discard"),
    path("reviews", reviews.reviews, name="reviews"),
    path("reviews/new", reviews.review_new, name="review_new"),
    path("reviews/<int:pk>", reviews.review, name="review"),
    path("reviews/<int:pk>/items/<int:item_pk>", reviews.review_item, name="review_item"),
    path("reviews/<int:pk>/close", reviews.review_close, name="review_close"),
    path("decisions", decisions.decisions, name="decisions"),
    path("decisions/new", decisions.decision_new, name="decision_new"),
    path("decisions/record", decisions.decision_record, name="decision_record"),
    path("decisions/<int:pk>", decisions.decision, name="decision"),
    path("decisions/<int:pk>/file", decisions.decision_file, name="decision_file"),
    path("decisions/<int:pk>/preview", decisions.decision_preview, name="decision_preview"),
    path("decisions/<int:pk>/edit", decisions.decision_edit, name="decision_edit"),
    path("decisions/<int:pk>/issue", decisions.decision_issue, name="decision_issue"),
    path("decisions/<int:pk>/discard", decisions.decision_discard, name="decision_discard"),
    path("tallies", tallies.tallies, name="tallies"),
    path("tallies/begin", tallies.tally_begin, name="tally_begin"),
    path("tallies/<int:pk>", tallies.tally, name="tally"),
    path("tallies/<int:pk>/freeze", tallies.tally_freeze, name="tally_freeze"),
]
