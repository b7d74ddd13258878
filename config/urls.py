"""One include per app; Django's admin, the language switch and the health pages."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config.health import healthz, readyz

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("awards.urls")),
    path("", include("campaigns.urls")),
    path("", include("units.urls")),
    path("login", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout", auth.LogoutView.as_view(), name="logout"),
    path("password", auth.PasswordChangeView.as_view(), name="password_change"),
    path("password/done", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("language", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
