"""How often comments were on pages that somebody read: counted beside the answers, added up every ten seconds."""

from comments import exposures
from comments.models import Exposure
from newsroom.web import rounds
from tests.factories.comments import make_comment, make_discussion, make_thread


def stored():
    return dict(Exposure.objects.values_list("pk", "reads"))


def test_exposures_are_added_and_a_comment_that_has_gone_is_left_out(discussion):
    one, other = make_thread(discussion, answers=1)

    exposures.add({other.pk: 2, one.pk: 3, 404404: 9})
    exposures.add({one.pk: 4})

    assert stored() == {one.pk: 7, other.pk: 2}


def test_each_reading_of_a_page_counts_for_the_comments_on_it(committed, client):
    discussion = make_discussion()
    first, answer = make_thread(discussion, answers=1)
    elsewhere = make_comment()

    for _ in range(3):
        client.get(discussion.article.get_absolute_url())
    client.get(answer.get_absolute_url())
    client.head(discussion.get_absolute_url())
    rounds.once()

    assert stored() == {first.pk: 4, answer.pk: 4}
    assert elsewhere.pk not in stored()


def test_a_page_from_memory_still_costs_one_query(committed, client, django_assert_num_queries):
    discussion = make_discussion()
    make_comment(discussion=discussion)
    address = discussion.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(1):
        client.get(address)
