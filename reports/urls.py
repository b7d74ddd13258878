"""Addresses of home, the dashboard and the records of units and people."""

from django.urls import path

from reports.views import calendar, dashboard, eligibility, figures, home, records, trials

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard", dashboard.dashboard, name="dashboard"),
    path("dashboard/recipients", figures.dashboard_recipients, name="dashboard_recipients"),
    path("dashboard/<int:pk>/targets", figures.dashboard_targets, name="dashboard_targets"),
    path("calendar", calendar.calendar, name="calendar"),
    path("calendar/open", calendar.calendar_feed_open, name="calendar_feed_open"),
    path("calendar/close", calendar.calendar_feed_close, name="calendar_feed_close"),
    path("calendar/<str:secret>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("what-if", trials.trial, name="trial"),
    path("units/<int:pk>", records.unit, name="unit"),
    path("people/<int:pk>", records.person, name="person"),
    path(
        "units/<int:pk>/own-eligibility",
        eligibility.collective_eligibility,
        name="collective_eligibility",
    ),
    path("units/<int:pk>/eligibility", eligibility.unit_eligibility, name="unit_eligibility"),
    path("people/<int:pk>/eligibility", eligibility.person_eligibility, name="person_eligibility"),
]
