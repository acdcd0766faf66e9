"""Addresses of the moderation desk."""

from django.urls import path

from comments.moderation.views import deciding, running

app_name = "moderation"
urlpatterns = [
    path("", deciding.show_queue, name="queue"),
    path("log/", deciding.show_log, name="log"),
    path("arrived/", deciding.arrived, name="arrived"),
    path("case/<int:comment_id>/", deciding.show_case, name="case"),
    path("case/<int:comment_id>/decide/", deciding.decide, name="decide"),
    path("undo/<int:decision_id>/", deciding.undo, name="undo"),
    path("discussion/<int:article_id>/", running.discussion, name="discussion"),
    path("switch/", running.switch, name="switch"),
]
