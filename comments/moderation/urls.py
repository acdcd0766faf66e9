"""Addresses of the moderation desk."""

from django.urls import path

from comments.moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.show_queue, name="queue"),
    path("log/", views.show_log, name="log"),
    path("arrived/", views.arrived, name="arrived"),
    path("case/<int:comment_id>/", views.show_case, name="case"),
    path("case/<int:comment_id>/decide/", views.decide, name="decide"),
    path("undo/<int:decision_id>/", views.undo, name="undo"),
]
