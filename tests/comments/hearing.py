"""What tests of news share: who was told what, which jobs wait, and a crowd that follows."""

from procrastinate.contrib.django.models import ProcrastinateJob

from comments.models import Following, Notification
from newsroom.accounts.models import User


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
