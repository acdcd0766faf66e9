"""Every public page and the whole desk, as the demo newspaper fills them: for axe in both schemes, and with script off."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Section, Topic
from comments import choosing, following, telling
from comments.models import Comment, Decision, Discussion
from tests.browser.axe import BOTH, objections
from tests.factories.accounts import PASSWORD, make_moderator, make_reader

# What asks for words carries a token, and so a cookie.
TAKES_WORDS = ("/write/", "/reply/", "/report/", "/act/")
SMALL = {"articles": 12, "comments": 160, "largest": 90, "depth": 12, "readers": 30}


@pytest.fixture
def paper(live_site):
    """A small demo newspaper on a running site."""
    call_command("seed", **SMALL, verbosity=0)
    return live_site


def largest():
    return Discussion.objects.order_by("-visible_count").select_related("article").first()


def public_addresses():
    """One address of every kind of page that a stranger can open."""
    discussion = largest()
    article = discussion.article
    answer = Comment.objects.seen().filter(discussion=discussion, depth__gt=2).first()
    gone = Comment.objects.placed().filter(status=Comment.Status.REMOVED, tally__below__gt=0).first()
    comments = [comment for comment in (answer, gone) if comment]
    return [
        "/",
        "/latest/",
        "/corrections/",
        "/search/",
        "/search/?q=ferry",
        "/standards/",
        article.get_absolute_url(),
        discussion.get_absolute_url(),
        f"{discussion.get_absolute_url()}?order=oldest",
        f"{discussion.get_absolute_url()}?order=best",
        f"{discussion.get_absolute_url()}picks/",
        reverse("comments:write", args=[article.pk]),
        reverse("comments:reply", args=[answer.pk]),
        reverse("comments:report", args=[answer.pk]),
        reverse("comments:act"),
        reverse("articles:tag", args=[article.tags.first().slug]),
        Author.objects.first().get_absolute_url(),
        Topic.objects.filter(articles__in=Article.objects.published(now=timezone.now())).first().get_absolute_url(),
        *[section.get_absolute_url() for section in Section.objects.all()[:2]],
        *[comment.get_absolute_url() for comment in comments],
        "/no-such-page/",
    ]


def own_addresses(reader):
    """Pages of somebody signed in, with something on each."""
    discussion = largest()
    following.follow(discussion, by=reader)
    for pk in Comment.objects.seen().filter(discussion=discussion).values_list("pk", flat=True)[:3]:
        telling.spread(pk)
    return [
        discussion.article.get_absolute_url(),
        reverse("comments:mine"),
        reverse("comments:news"),
        reverse("comments:followed"),
        reverse("comments:unfollow", args=[discussion.pk]),
        reverse("account"),
        choosing.stopping_address(reader),
    ]


def desk_addresses():
    """Every page of the moderation desk, with something on it."""
    held = Comment.objects.filter(status=Comment.Status.HELD).first()
    decided = Decision.objects.filter(kind=Decision.Kind.REMOVE).first()
    return [
        "/moderation/",
        "/moderation/?queue=reported",
        "/moderation/?queue=held",
        "/moderation/log/",
        "/moderation/switch/",
        reverse("moderation:discussion", args=[largest().pk]),
        *[reverse("moderation:case", args=[pk]) for pk in (held and held.pk, decided and decided.comment_id) if pk],
    ]


def sign_in(page, site, user):
    page.goto(f"{site.url}/account/login/?next=/standards/")
    page.fill("input[name=login]", user.email)
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_url("**/standards/")


def expected_status(path):
    """What a page answers when all is well."""
    return 404 if path == "/no-such-page/" else 200


def violations(page, site, addresses):
    """What axe objects to in either look, a line each. A page that is not the one asked for would please it too."""
    found = []
    for address in addresses:
        answer = page.goto(site.url + address)
        assert answer.status == expected_status(address), f"{address} answers {answer.status}"
        found += objections(page, looks=BOTH)
    return found


def test_axe_objects_to_no_page_and_no_page_asks_anybody_else(paper, browser):
    page = browser.new_context().new_page()
    others = []
    page.on("request", lambda request: others.append(request.url) if not request.url.startswith((paper.url, "data:")) else None)

    found = violations(page, paper, public_addresses())
    sign_in(page, paper, reader := make_reader())
    found += violations(page, paper, own_addresses(reader))
    page.context.clear_cookies()
    sign_in(page, paper, make_moderator())
    found += violations(page, paper, desk_addresses())

    assert not found, "\n".join(found)
    assert not others


def wrong_without_script(page, address):
    """What a reader without script would miss on this page, in words; pages that only show things set no cookie."""
    answer = page.goto(address)
    path = "/" + address.split("/", 3)[3]
    if answer.status != expected_status(path):
        yield f"{path} answers {answer.status}"
    if page.locator("h1").count() != 1 or not page.locator("main").inner_text().strip():
        yield f"{path} shows nothing"
    dead = page.locator("a:not([href]), a[href='#'], button:not([form]):not(form button)")
    if dead.count():
        yield f"{path} has what needs script: {dead.first.evaluate('e => e.outerHTML')[:120]}"
    if page.context.cookies() and not path.endswith(TAKES_WORDS):
        yield f"{path} sets a cookie"
    page.context.clear_cookies()


def test_every_public_page_works_without_script_and_without_a_cookie(paper, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    addresses = [paper.url + address for address in public_addresses()]
    page.goto(paper.url + largest().article.get_absolute_url())
    ways = "#conversation a.show-more, #conversation a.continue, #conversation .more a, #conversation a.comment-time"
    further = sorted(set(page.locator(ways).evaluate_all("links => links.map(l => l.href)")))

    wrong = [words for address in addresses + further[:20] for words in wrong_without_script(page, address)]

    assert len(further) > 5
    assert not wrong, "\n".join(wrong)
