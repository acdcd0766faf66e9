"""What tests of news share: who was told what, which jobs wait, a crowd that follows, the page of news, and letters."""

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from comments import following, news_letters, telling
from comments.models import Following, Notification
from newsroom.accounts.models import User
from tests.comments.reading import css
from tests.factories.comments import make_comment, make_trusted_reader

NEWS = reverse("comments:news")


def told(comment):
    """Who was told of a comment, each with the kind of news."""
    return dict(Notification.objects.filter(comment=comment).values_list("reader_id", "kind"))


def queued(name="spread"):
    """The jobs of this name that wait, the oldest first."""
    return list(ProcrastinateJob.objects.filter(task_name__endswith=f".{name}", status="todo").order_by("id"))


def make_followers(discussion, count):
    """So many readers who follow a conversation."""
    first = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    people = [User(email=f"f{first}-{n}@example.org", display_name=f"Follower {first} {n}", password="!") for n in range(count)]
    User.objects.bulk_create(people)
    at = discussion.article.published_at
    Following.objects.bulk_create([Following(reader=person, discussion=discussion, at=at) for person in people])
    return people


def lines(page):
    """The sentences of the page, in order."""
    return [" ".join(line.text_content().split()) for line in css(page, ".news-words")]


def open_first(client, page):
    """Press the button of the first line."""
    form = css(page, ".news-item form")[0]
    return client.post(form.get("action"), {"row": rows_of(form)})


def rows_of(form):
    """The rows of news that a button stands for."""
    return [field.get("value") for field in css(form, "input") if field.get("name") == "row"]


def follow_and_tell(reader, discussion, *, count, author=None):
    """New comments in a conversation that a reader follows."""
    following.follow(discussion, by=reader)
    made = [make_comment(discussion=discussion, author=author) for _ in range(count)]
    for comment in made:
        telling.spread(comment.pk)
    return made


def answer_to(reader, discussion, *, body="Not at all.", name="Mara Quist", **over):
    """Somebody's answer to a comment of a reader, of which they are told."""
    parent = discussion.comments.filter(author=reader).first() or make_comment(discussion=discussion, author=reader)
    author = make_trusted_reader(display_name=name)
    answer = make_comment(parent=parent, author=author, body=body, **over)
    telling.spread(answer.pk)
    return answer


def letters():
    """Do the jobs that are due and write at once; the letters that come of it."""
    mail.outbox.clear()
    due = [job for job in queued("write_at_once") if job.scheduled_at is None or job.scheduled_at <= timezone.now()]
    for job in due:
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        news_letters.write_at_once(**job.args)
    return list(mail.outbox)


def digests():
    """Do the morning's jobs; the letters that come of it."""
    mail.outbox.clear()
    ProcrastinateJob.objects.all().delete()
    news_letters.write_digests(0)
    for job in queued("write_digest"):
        news_letters.write_digest(**job.args)
    return list(mail.outbox)
