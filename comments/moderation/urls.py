"""Addresses of the moderation desk."""

from django.urls import path

from comments.moderation import running_views, views

app_name = "moderation"
urlpatterns = [
    path("", views.show_queue, name="queue"),
    path("log/", views.show_log, name="log"),
    path("arrived/", views.arrived, name="arrived"),
    path("case/<int:comment_id>/", views.show_case, name="case"),
    path("case/<int:comment_id>/decide/", views.decide, name="decide"),
    path("undo/<int:decision_id>/", views.undo, name="undo"),
    path("discussion/<int:article_id>/", running_views.discussion, name="discussion"),
    path("switch/", running_views.switch, name="switch"),
]
