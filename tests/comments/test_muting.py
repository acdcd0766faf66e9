"""Muting a person: folded away for one reader alone, one press away, and nobody else learns of it."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from comments import limits, muting
from comments.models import Mute
from comments.moderation import decisions
from newsroom.accounts import holdings
from tests.comments.reading import css, read
from tests.factories.accounts import make_moderator, make_reader, make_unconfirmed_reader, sign_in
from tests.factories.comments import make_comment, make_thread, make_trusted_reader

pytestmark = pytest.mark.django_db

FOLDED = "A comment by somebody you muted"


@pytest.fixture
def mara():
    """Somebody whom not everybody wants to read."""
    return make_trusted_reader(display_name="Mara Quist")


@pytest.fixture
def comment(mara, discussion):
    """What she said."""
    return make_comment(discussion=discussion, author=mara, body="You are all wrong.")


def way(name, comment):
    return reverse(f"comments:{name}", args=[comment.pk])


def ways(page):
    """The links that mute or unmute somebody."""
    return [link for link in css(page, "a.action") if link.get("href").endswith("mute/")]


def test_a_muted_persons_comment_is_folded_away_and_its_answers_stay(client, discussion, comment, reader):
    answer = make_comment(parent=comment)
    other = make_comment(discussion=discussion)
    sign_in(client, reader)

    muting.mute(comment.author, by=reader)
    page = read(client, discussion.get_absolute_url())

    [fold] = css(page, "details.muted")
    assert fold.getparent().getparent().get("id") == f"comment-{comment.pk}"
    assert css(fold, "summary")[0].text == FOLDED
    assert [len(css(fold, part)) for part in (".comment-head", ".comment-body", ".comment-actions", ".reply-here")] == [1] * 4
    assert css(fold, "a")[-1].get("href") == way("unmute", comment)
    for shown in (answer, other):
        assert css(page, f"#comment-{shown.pk} .comment-body")


def test_nobody_else_sees_a_difference(client, discussion, comment, reader, mara):
    stranger, other = client.get(discussion.get_absolute_url()), make_reader()

    muting.mute(mara, by=reader)

    again = client.get(discussion.get_absolute_url())
    assert (again.content, again["ETag"]) == (stranger.content, stranger["ETag"])
    for person in (other, mara):
        sign_in(client, person)
        for address in (discussion.get_absolute_url(), reverse("comments:mine"), reverse("comments:muted")):
            page = read(client, address)
            assert not css(page, "details.muted")
            assert reader.display_name not in css(page, "main")[0].text_content()


@pytest.mark.parametrize("name", ["comments:new_comments", "comments:threads", "comments:new"])
def test_parts_that_script_fetches_are_folded_too(client, discussion, comment, reader, name):
    muting.mute(comment.author, by=reader)

    part = sign_in(client, reader).get(reverse(name, args=[discussion.pk]), {"since": 0})

    assert part.content.decode().count(FOLDED) == 1


def test_what_a_muted_person_says_is_not_marked_as_new(client, discussion, comment, reader):
    sign_in(client, reader).get(discussion.get_absolute_url())
    wanted, unwanted = make_comment(discussion=discussion), make_comment(discussion=discussion)
    muting.mute(unwanted.author, by=reader)

    page = read(client, discussion.get_absolute_url())

    assert css(page, f"#comment-{wanted.pk} .new-mark")
    assert not css(page, f"#comment-{unwanted.pk} .new-mark")


def test_muting_without_script_asks_acts_and_leads_back(client, comment, reader):
    sign_in(client, reader)

    [link] = ways(read(client, comment.get_absolute_url()))
    asked = read(client, link.get("href"))
    answer = client.post(link.get("href"))
    after = read(client, answer.url)

    assert (link.text_content(), css(asked, "h1")[0].text_content()) == ("Mute Mara Quist", "Mute Mara Quist?")
    assert muting.names_of_muted(reader, shown=[comment.pk]) == {comment.pk: "Mara Quist"}
    assert answer.url == comment.get_absolute_url()
    assert [link.text_content() for link in ways(after)] == ["Unmute Mara Quist"]


def test_unmuting_from_the_fold_asks_acts_and_leads_back(client, comment, reader):
    muting.mute(comment.author, by=reader)
    sign_in(client, reader)

    [link] = ways(read(client, comment.get_absolute_url()))
    asked = read(client, link.get("href"))
    answer = client.post(link.get("href"))

    assert css(asked, "h1")[0].text_content() == "Unmute Mara Quist?"
    assert [link.text_content() for link in ways(read(client, answer.url))] == ["Mute Mara Quist"]
    assert not Mute.objects.exists()


def test_the_list_names_whom_one_muted_and_leads_back(client, comment, reader, mara):
    muting.mute(mara, by=reader)
    muting.mute(make_trusted_reader(), by=mara)
    sign_in(client, reader)
    assert css(read(client, reverse("comments:mine")), ".form-ways a")[-1].get("href") == reverse("comments:muted")

    [form] = css(read(client, reverse("comments:muted")), "main form")
    answer = client.post(form.get("action"))

    assert css(form, "button")[0].text_content() == "Unmute Mara Quist"
    assert answer.url == reverse("comments:muted")
    assert not Mute.objects.filter(reader=reader).exists()


def test_the_list_answers_the_same_for_everybody_who_is_not_on_it(client, reader, mara):
    muting.mute(reader, by=mara)
    sign_in(client, reader)

    answers = [client.post(reverse("comments:unmute_listed", args=[number]), follow=True) for number in (mara.pk, 10**12)]

    assert [(answer.status_code, "Mara" in answer.content.decode()) for answer in answers] == [(200, False)] * 2
    assert Mute.objects.filter(reader=mara, muted=reader).exists()


@pytest.mark.parametrize("name", ["mute", "unmute"])
def test_a_comment_that_is_gone_does_not_tell_who_wrote_it(client, comment, reader, name):
    make_comment(parent=comment)
    muting.mute(comment.author, by=reader)
    decisions.take_back(comment, by=comment.author)
    sign_in(client, reader)

    pages = [client.get(way(name, comment)), client.post(way(name, comment)), client.get(comment.get_absolute_url())]

    assert [page.status_code for page in pages] == [200, 422, 200]
    assert not any("Mara" in page.content.decode() for page in pages)
    assert Mute.objects.filter(reader=reader).exists()


def test_nobody_mutes_themselves(client, comment, mara):
    sign_in(client, mara)

    permission = muting.mute(mara, by=mara)
    answer = client.post(way("mute", comment))

    assert "This is you." in permission.sentence
    assert answer.status_code == 422
    assert not ways(read(client, comment.get_absolute_url()))
    assert not Mute.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client, comment):
    [link] = ways(read(client, comment.get_absolute_url()))

    answer = client.get(link.get("href"))

    assert answer.url == f"/account/login/?next={way('mute', comment)}"


def test_anybody_can_mute_anybody_moderators_too(comment):
    newcomer, moderator = make_unconfirmed_reader(), make_moderator()

    assert muting.mute(moderator, by=newcomer)
    assert muting.mute(comment.author, by=moderator)


def test_muting_twice_changes_nothing_and_the_list_has_an_end(reader, mara, monkeypatch):
    monkeypatch.setattr(limits, "MUTED_BY_ONE_READER", 1)

    done = [muting.mute(person, by=reader) for person in (mara, mara, make_reader())]

    assert [bool(permission) for permission in done] == [True, True, False]
    assert "Unmute somebody first." in done[-1].sentence
    assert [row.muted for row in muting.muted_by(reader)] == [mara]


def test_a_page_costs_the_same_however_many_are_muted(client, discussion, reader, django_assert_max_num_queries):
    for comment in make_thread(discussion, answers=30):
        muting.mute(comment.author, by=reader)
    sign_in(client, reader).get(discussion.get_absolute_url())

    with django_assert_max_num_queries(18):
        page = read(client, discussion.get_absolute_url())

    assert len(css(page, "details.muted")) == len(css(page, "article.comment")) > 1


def test_a_hostile_name_is_text_in_the_fold(client, discussion, comment, reader, mara):
    type(mara).objects.filter(pk=mara.pk).update(display_name="<b>Mara</b>\"'><script>")
    muting.mute(mara, by=reader)

    page = read(sign_in(client, reader), discussion.get_absolute_url())

    [fold] = css(page, "details.muted")
    assert ways(fold)[0].text_content() == "Unmute <b>Mara</b>\"'><script>"
    assert not css(fold, "b") + css(fold, "script")


def test_whom_one_muted_is_handed_over_and_erased_and_who_muted_one_is_not_told(reader, mara):
    muting.mute(mara, by=reader)

    taken = {person: json.dumps(holdings.export(person), cls=DjangoJSONEncoder) for person in (reader, mara)}
    holdings.erase(mara)

    assert "Mara Quist" in taken[reader]
    assert reader.display_name not in taken[mara]
    assert not Mute.objects.exists()


def test_who_leaves_takes_their_list_along(reader, mara):
    muting.mute(mara, by=reader)

    holdings.erase(reader)

    assert not Mute.objects.exists()
