"""Every public page, one's own pages and the whole desk, as the demo newspaper fills them: for axe, and with script off."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Section, Topic
from comments import choosing, following, muting, telling
from comments.models import Comment, Decision, Discussion, Rule
from comments.moderation import decisions, notices, objections, sanctions
from tests.browser.axe import BOTH, in_turns
from tests.browser.axe import objections as of_axe
from tests.browser.signing_in import let_in
from tests.factories.accounts import make_moderator
from tests.factories.comments import make_comment, make_report, make_trusted_reader, sanctioned
from tests.factories.contesting import ANSWER, WORDS, make_notice, make_objection

# What asks for words carries a token, and so a cookie; so do notices, which are sent without an account.
TAKES_WORDS = ("/write/", "/reply/", "/report/", "/act/")


def largest():
    return Discussion.objects.order_by("-visible_count").select_related("article").first()


def answered_notice():
    """A notice whose sender reads that the comment stays, and can ask for a second look."""
    return notices.decide(make_notice(), by=make_moderator(), removes=False, words=ANSWER)


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
        "/standards/1/",
        "/notice/",
        reverse("comments:notice_state", args=[answered_notice().key]),
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


def contested_by(reader):
    """Everything that somebody can read about what was decided against them, and object to: each page in each of its states."""
    mara, jonas, rule = make_moderator(), make_moderator(), Rule.objects.get(number=1)
    said = [make_comment(author=reader, now=timezone.now() - dt.timedelta(minutes=minutes)) for minutes in (2, 1)]
    removals = [decisions.remove(comment, by=mara, rule=rule, note="Please stay with the subject.") for comment in said]
    report = make_report(by=reader, rule=rule, words="He shouts.")
    decisions.approve(report.comment, by=mara)
    report.refresh_from_db()
    answered = objections.object_to(removals[1], by=reader, words=WORDS)
    objections.answer(answered, by=jonas, upheld=False, words=ANSWER)
    muted = sanctions.mute(reader, by=mara, rule=rule, reason="Three insults in one evening.", days=3)
    sanctioned(reader, kind="warning")
    objects = [reverse("comments:object", args=[pk]) for pk in (removals[0].pk, removals[1].pk, report.decision_id)]
    return [
        reverse("comments:reasons", args=[removals[0].pk]),
        reverse("comments:reasons", args=[muted.decision_id]),
        *objects,
        reverse("comments:object", args=[muted.decision_id]),
        reverse("comments:warnings"),
    ]


def own_addresses(reader):
    """Pages of somebody signed in, with something on each."""
    discussion = largest()
    following.follow(discussion, by=reader)
    for pk in Comment.objects.seen().filter(discussion=discussion).values_list("pk", flat=True)[:3]:
        telling.spread(pk)
    muting.mute(make_trusted_reader(), by=reader)
    contested = contested_by(reader)
    return [
        discussion.article.get_absolute_url(),
        reverse("comments:mine"),
        reverse("comments:news"),
        reverse("comments:followed"),
        reverse("comments:muted"),
        reverse("comments:unfollow", args=[discussion.pk]),
        reverse("comments:reader", args=[reader.pk]),
        reverse("account"),
        choosing.stopping_address(reader),
        *contested,
    ]


def desk_addresses():
    """Every page of the moderation desk, with something on it; and each in its states."""
    held = Comment.objects.filter(status=Comment.Status.HELD).first()
    decided = Decision.objects.filter(kind=Decision.Kind.REMOVE, comment_id__isnull=False).first()
    author = make_trusted_reader()
    raider = make_comment(author=author)
    sanction = sanctioned(author, comment=raider)
    answered = objections.answer(make_objection(), by=make_moderator(), upheld=True, words=ANSWER)
    return [
        "/moderation/",
        "/moderation/?queue=reported",
        "/moderation/?queue=objections&order=newest",
        "/moderation/?q=no-such-word",
        "/moderation/log/",
        "/moderation/numbers/",
        "/moderation/policy/",
        "/moderation/switch/",
        reverse("moderation:discussion", args=[largest().pk]),
        *[reverse("moderation:case", args=[pk]) for pk in (held.pk, decided.comment_id)],
        reverse("moderation:objection", args=[make_objection().pk]),
        reverse("moderation:objection", args=[answered.pk]),
        reverse("moderation:notice", args=[make_notice().pk]),
        reverse("moderation:notice", args=[answered_notice().pk]),
        "/moderation/readers/",
        "/moderation/readers/?q=no-such-name",
        reverse("moderation:reader", args=[author.pk]),
        f"{reverse('moderation:sanction', args=[author.pk])}?comment={raider.pk}&kind=warning",
        reverse("moderation:lift", args=[sanction.pk]),
        f"{reverse('moderation:raid', args=[author.pk])}?hours=24",
    ]


def expected_status(path):
    """What a page answers when all is well."""
    return 404 if path == "/no-such-page/" else 200


@pytest.fixture
def page(browser, paper):
    """A page of a browser of its own that knows whom it has asked: `page.asked_others`."""
    page = browser.new_context().new_page()
    page.asked_others = []
    page.on("request", lambda asked: None if asked.url.startswith((paper.url, "data:")) else page.asked_others.append(asked.url))
    yield page
    page.context.close()


def violations(page, site, addresses) -> Iterator[str]:
    """What axe objects to, a line each: on the first page in both looks, then in turns. Other pages than asked for count too."""
    first, *others = addresses
    for address, looks in [(first, BOTH), *in_turns(others)]:
        answer = page.goto(site.url + address)
        if answer.status != expected_status(address):
            yield f"{address} answers {answer.status}"
        yield from of_axe(page, looks=looks)


def test_axe_objects_to_no_public_page_and_none_asks_anybody_else(paper, page):
    found = list(violations(page, paper, public_addresses()))

    assert not found, "\n".join(found)
    assert not page.asked_others


def test_axe_objects_to_no_page_of_ones_own(paper, page):
    reader = make_trusted_reader()
    addresses = own_addresses(reader)
    let_in(page.context, paper, reader)

    found = list(violations(page, paper, addresses))

    assert not found, "\n".join(found)
    assert not page.asked_others


def test_axe_objects_to_no_page_of_the_desk(paper, page):
    addresses = desk_addresses()
    let_in(page.context, paper, make_moderator())

    found = list(violations(page, paper, addresses))
    # The last page shows what would be done; what was done is an answer to its form.
    page.check("[name=kind][value=approve]")
    page.click(".desk-page form button.button-danger")
    page.wait_for_url("**/together/decide/")
    found += of_axe(page)

    assert not found, "\n".join(found)
    assert not page.asked_others


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
    if page.context.cookies() and not (path.endswith(TAKES_WORDS) or path.startswith("/notice/")):
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
