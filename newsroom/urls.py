"""Addresses of the whole site; each room keeps its own."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health
from newsroom.accounts import media

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("media/avatars/<str:name>", media.avatar, name="avatar"),
    path("account/", include("newsroom.accounts.urls")),
    path("moderation/", include("comments.moderation.urls")),
    path("", include("comments.urls")),
    path("", include("articles.urls")),
]

handler400 = "newsroom.web.refusals.bad_request"
handler403 = "newsroom.web.refusals.forbidden"
handler404 = "newsroom.web.refusals.not_found"
# allauth asks for this one by name.
handler429 = "newsroom.web.refusals.too_many"
handler500 = "newsroom.web.refusals.server_error"
