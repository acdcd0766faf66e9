"""Addresses of the moderation desk."""

from django.urls import path

from comments.moderation.views import claiming, deciding, notices, numbers, objections, people, policy, running, together, tools

app_name = "moderation"
urlpatterns = [
    path("", deciding.show_queue, name="queue"),
    path("numbers/", numbers.show_numbers, name="numbers"),
    path("log/", deciding.show_log, name="log"),
    path("together/", together.choose, name="together"),
    path("together/decide/", together.decide, name="decide_together"),
    path("together/<uuid:batch>/undo/", together.undo, name="undo_together"),
    path("raid/<int:account_id>/", together.raid, name="raid"),
    path("next/", claiming.take_next, name="next"),
    path("claim/<int:key>/", claiming.claim, name="claim"),
    path("leave/<int:key>/", claiming.leave, name="leave"),
    path("arrived/", deciding.arrived, name="arrived"),
    path("case/<int:comment_id>/", deciding.show_case, name="case"),
    path("case/<int:comment_id>/decide/", deciding.decide, name="decide"),
    path("case/<int:comment_id>/beside/", tools.beside, name="beside"),
    path("case/<int:comment_id>/pass-on/", tools.pass_on, name="pass_on"),
    path("case/<int:comment_id>/feature/", tools.feature, name="feature"),
    path("undo/<int:decision_id>/", deciding.undo, name="undo"),
    path("objections/<int:objection_id>/", objections.objection, name="objection"),
    path("objections/<int:objection_id>/undo/", objections.undo_objection, name="undo_objection"),
    path("notices/<int:notice_id>/", notices.notice, name="notice"),
    path("notices/<int:notice_id>/undo/", notices.undo_notice, name="undo_notice"),
    path("readers/", people.find, name="readers"),
    path("readers/<int:account_id>/", people.reader, name="reader"),
    path("readers/<int:account_id>/sanction/", people.sanction, name="sanction"),
    path("readers/<int:account_id>/note/", people.note, name="note"),
    path("sanctions/<int:sanction_id>/lift/", people.lift, name="lift"),
    path("sanctions/undo/<int:decision_id>/", people.undo, name="undo_sanction"),
    path("discussion/<int:article_id>/", running.discussion, name="discussion"),
    path("discussion/<int:article_id>/watch/", running.watch, name="watch"),
    path("switch/", running.switch, name="switch"),
    path("policy/", policy.show, name="policy"),
]
