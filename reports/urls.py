"""Addresses of home, the dashboard and the records of units and people."""

from django.urls import path

from reports.views import (
    calendar,
    dashboard,
    eligibility,
    exemplars,
    figures,
    home,
    initiatives,
    public,
    public_consultations,
    records,
    register,
    trials,
    whole_records,
)

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
    path("exemplars/<int:pk>", exemplars.exemplar, name="exemplar"),
    path("public", public.public, name="public"),
    path("public/<slug:code>", public.public_agency, name="public_agency"),
    path("public/<slug:code>/exemplars", public.public_exemplars_page, name="public_exemplars"),
    path("public/<slug:code>/exemplars/<int:pk>", public.public_exemplar, name="public_exemplar"),
    path(
        "public/<slug:code>/exemplars/<int:pk>/photo",
        public.public_exemplar_photo,
        name="public_exemplar_photo",
    ),
    path(
        "public/<slug:code>/consultations/<int:pk>",
        public_consultations.public_consultation,
        name="public_consultation",
    ),
    path(
        "public/<slug:code>/consultations/<int:pk>/items/<int:item_pk>",
        public_consultations.public_consultation_item,
        name="public_consultation_item",
    ),
    path(
        "public/<slug:code>/consultations/<int:pk>/sent",
        public_consultations.public_remark_sent,
        name="public_remark_sent",
    ),
    path("public/<slug:code>/honours", public.public_honours, name="public_honours"),
    path("register", register.register, name="register"),
    path("register/log.json", register.register_log, name="register_log"),
    path("register/heads.json", register.register_heads, name="register_heads"),
    path("register/<slug:code>", register.register_entry, name="register_entry"),
    path("robots.txt", public.robots, name="robots"),
    path("initiatives/<int:pk>", initiatives.initiative, name="initiative"),
    path("units/<int:pk>", records.unit, name="unit"),
    path("people/<int:pk>", records.person, name="person"),
    path("units/<int:pk>/record", whole_records.unit_record, name="unit_record"),
    path("units/<int:pk>/record/file", whole_records.unit_record_file, name="unit_record_file"),
    path("people/<int:pk>/record", whole_records.person_record, name="person_record"),
    path(
        "people/<int:pk>/record/file", whole_records.person_record_file, name="person_record_file"
    ),
    path(
        "units/<int:pk>/own-eligibility",
        eligibility.collective_eligibility,
        name="collective_eligibility",
    ),
    path("units/<int:pk>/eligibility", eligibility.unit_eligibility, name="unit_eligibility"),
    path("people/<int:pk>/eligibility", eligibility.person_eligibility, name="person_eligibility"),
]
