"""A site of its own for these tests: pages of groups (any table would do), so that no app is needed.

`/groups/<id>/` shows one group's name, exactly; `/list/` shows all names and, nearly, a count; `/later/` changes by time alone;
`/clubs/<id>/` shows a group's name and, set in, its members.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path

from newsroom.accounts.models import User
from newsroom.web import limits, pages, stamps

# How often each builder ran; tests clear it.
builds: list[str] = []


@pages.verb
def rename(group, *, to):
    """The one verb of this site."""
    with pages.change() as change:
        group.name = to
        group.save(update_fields=["name"])
        change.raises(stamps.article(group.pk))


def request(path):
    """A stranger's request that went through no middleware."""
    return RequestFactory().get(path)


def text_of(build, template, **context):
    return build.answer(
        Template("{% load pages %}" + template).render(Context({"build": build, **context})),
        content_type="text/html; charset=utf-8",
    )


@pages.kept("test-group", parameters=[pages.Choice("order", ["newest", "oldest"]), pages.Number("after")])
def group(build, *, group_id, order, after):
    builds.append("group")
    found = get_object_or_404(Group, pk=group_id)
    members = found.user_set.count()
    neighbour = Group.objects.order_by("pk").filter(pk__gt=group_id).first()
    build.shows(stamps.article(group_id), stamps.front())
    build.shows(stamps.tally(group_id), within=10)
    build.counts_reading_of(group_id)
    build.notes("group", [group_id])
    return text_of(
        build,
        "<h1>{{ group.name }}</h1><p>{{ members }} {{ neighbour.name }} {{ order }} {{ after }}</p>"
        '{% slot "account" %}Sign in{% endslot %}{% slot "group" group.pk %}Join{% endslot %}<p>The end.</p>',
        group=found,
        members=members,
        neighbour=neighbour,
        order=order,
        after=after,
    )


@pages.kept("test-names")
def names(build):
    builds.append("names")
    build.shows(stamps.front())
    return build.answer(" ".join(Group.objects.order_by("pk").values_list("name", flat=True)), content_type="text/plain")


@pages.kept("test-later")
def later(build):
    builds.append("later")
    opens = User.objects.values_list("date_joined", flat=True).get()
    is_open = opens <= build.now
    build.true_until(None if is_open else opens)
    return build.answer("open" if is_open else "closed", content_type="text/plain")


@pages.kept("test-club")
def club(build, *, group_id):
    """A group's name, and set into that its members: the frame changes with `article`, the inset with `discussion`."""
    builds.append("club")
    found = get_object_or_404(Group, pk=group_id)
    build.shows(stamps.article(group_id))
    build.shows(stamps.tally(group_id), within=10)
    build.notes("club", [group_id])
    build.true_until(closing.get(group_id))
    return text_of(
        build,
        '<h1>{{ group.name }}</h1>{% slot "before" %}{% endslot %}{{ members }}{% slot "after" %}{% endslot %}<p>The end.</p>',
        group=found,
        members=build.inset(members, group_id=group_id),
    )


def members(build, *, group_id):
    builds.append("members")
    build.shows(stamps.discussion(group_id))
    found = list(User.objects.filter(groups=group_id).order_by("pk"))
    build.notes("user", [user.pk for user in found])
    shown = "{% for user in users %}{{ user }} {% endfor %}"
    template = Template('{% load pages %}{% slot "first" %}{% endslot %}' + shown + '{% slot "join" %}{% endslot %}')
    return template.render(Context({"build": build, "users": found}))


# When the page of a club changes by time alone.
closing: dict[int, datetime] = {}


@pages.verb
def join(group, *, name):
    """A new member: the inset of the club's page changes."""
    with pages.change() as change:
        user = User.objects.create(email=f"{name.lower()}@example.org", display_name=name)
        user.groups.add(group)
        change.raises(stamps.discussion(group.pk))


@pages.kept("test-moved")
def moved(build):
    return pages.moved("/list/")


def form(request):
    return HttpResponse("not kept")


def too_many(request):
    raise limits.TooMany("Slowly, please.", retry_after=timedelta(minutes=1))


urlpatterns = [
    path("too-many/", too_many),
    path("groups/<int:group_id>/", group),
    path("clubs/<int:group_id>/", club),
    path("list/", names),
    path("later/", later),
    path("moved/", moved),
    path("form/", form),
]
