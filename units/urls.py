"""Addresses of units, people, roles, the inbox and long work."""

from django.urls import path

from units.views import inbox, jobs, kin, mail, people, roles, units

urlpatterns = [
    path("units", units.units, name="units"),
    path("people", people.people, name="people"),
    path("people/<int:pk>/kin", kin.kin, name="kin"),
    path("kin/<int:pk>/withdraw", kin.kin_withdraw, name="kin_withdraw"),
    path("roles", roles.roles, name="roles"),
    path("roles/grant", roles.role_grant, name="role_grant"),
    path("roles/<int:pk>/end", roles.role_end, name="role_end"),
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.inbox_read_all, name="inbox_read_all"),
    path("inbox/<int:pk>", inbox.notice, name="notice"),
    path("mail", mail.mail, name="mail"),
    path("outbox", mail.outbox, name="outbox"),
    path("outbox/release", mail.outbox_release, name="outbox_release"),
    path("outbox/stop", mail.outbox_stop, name="outbox_stop"),
    path("outbox/bounces/<int:pk>/clear", mail.bounce_clear, name="bounce_clear"),
    path("jobs/<int:pk>", jobs.job, name="job"),
]
