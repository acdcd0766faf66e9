"""Addresses of conversations and comments."""

from django.urls import path

from comments.views import acting, assisting, editing, feeding, muting, owning, picking, profiles, reading, visiting, writing

app_name = "comments"
urlpatterns = [
    path("discussion/<int:article_id>/", reading.discussion, name="discussion"),
    path("discussion/<int:article_id>/picks/", picking.picks, name="picks"),
    path("discussion/<int:article_id>/feed/", feeding.feed, name="feed"),
    path("discussion/<int:article_id>/write/", writing.write, name="write"),
    path("discussion/<int:article_id>/part/keep/", assisting.keep, name="keep"),
    path("discussion/<int:article_id>/part/preview/", assisting.preview, name="preview"),
    path("discussion/<int:article_id>/part/names/", assisting.names, name="names"),
    path("discussion/<int:article_id>/new/", reading.new, name="new"),
    path("discussion/<int:article_id>/seen/", visiting.seen, name="seen"),
    path("discussion/<int:article_id>/part/since/", reading.since_visit, name="since_visit"),
    path("discussion/<int:article_id>/part/threads/", reading.more_threads, name="threads"),
    path("discussion/<int:article_id>/part/branch/<int:comment_id>/", reading.more_answers, name="branch"),
    path("discussion/<int:article_id>/part/new/", reading.new_count, name="new_count"),
    path("discussion/<int:article_id>/part/new-comments/", reading.new_comments, name="new_comments"),
    path("comments/act/", acting.act, name="act"),
    path("comments/mine/", owning.mine, name="mine"),
    path("comments/mine/<uuid:key>/let-go/", owning.let_go, name="let_go"),
    path("comments/muted/", muting.muted, name="muted"),
    path("comments/muted/<int:account_id>/unmute/", muting.unmute_listed, name="unmute_listed"),
    path("comments/<int:comment_id>/", reading.comment, name="comment"),
    path("comments/<int:comment_id>/reply/", writing.reply, name="reply"),
    path("comments/<int:comment_id>/edit/", editing.edit, name="edit"),
    path("comments/<int:comment_id>/recommend/", acting.recommend, name="recommend"),
    path("comments/<int:comment_id>/recommend/take-back/", acting.unrecommend, name="unrecommend"),
    path("comments/<int:comment_id>/feature/", picking.feature, name="feature"),
    path("comments/<int:comment_id>/feature/take-back/", picking.unfeature, name="unfeature"),
    path("comments/<int:comment_id>/report/", acting.report, name="report"),
    path("comments/<int:comment_id>/mute/", muting.mute, name="mute"),
    path("comments/<int:comment_id>/unmute/", muting.unmute, name="unmute"),
    path("comments/<int:comment_id>/take-back/", acting.take_back, name="take_back"),
    path("reader/<int:account_id>/", profiles.reader, name="reader"),
    path("standards/", reading.community_standards, name="standards"),
]
