"""The demo newspaper's photographs: drawn the same every time, and carrying who took them."""

import io
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from PIL import Image, IptcImagePlugin

from comments.seeding.pictures import Picture, draw
from comments.seeding.pictures.catalogue import CATALOGUE
from comments.seeding.pictures.credit import Credit, jpeg
from comments.seeding.pictures.scenes import SCENES

# Small enough that the whole catalogue is drawn in a second or two; the drawing is the same at any size.
SMALL = 150
TAKEN = datetime(2026, 11, 3, 7, 5, tzinfo=UTC)


def credit(**over) -> Credit:
    facts = {
        "title": "Harbour at dawn",
        "caption": "Nets & “quiet” <water> at Old Quay — before seven.",
        "alternative_text": "Boats on still water.",
        "photographer": "Inès Calloway",
        "agency": "Courier Pictures",
        "taken": TAKEN,
    }
    return Credit(**{**facts, **over})


def written(photograph_credit: Credit) -> Image.Image:
    return Image.open(io.BytesIO(jpeg(Image.new("RGB", (30, 20), "teal"), photograph_credit)))


def xmp(picture: Image.Image) -> dict[str, str]:
    """The words of the XMP packet by the local name of their property."""
    packet = ElementTree.fromstring(picture.info["xmp"].strip())
    description = packet[0][0]
    return {node.tag.rpartition("}")[2]: "".join(node.itertext()) for node in description}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Picture]:
    return {key: entry.draw(width=SMALL) for key, entry in CATALOGUE.items()}


def test_every_picture_of_the_catalogue_draws_at_three_to_two(drawn):
    assert {(picture.image.size, picture.image.mode) for picture in drawn.values()} == {((SMALL, SMALL * 2 // 3), "RGB")}


def test_no_picture_is_empty(drawn):
    # Bare paper with its grain has 23 colours, the plainest chart 448.
    for picture in drawn.values():
        assert len(picture.image.getcolors(SMALL * SMALL)) > 200


def test_a_focal_point_lies_inside_its_picture_and_its_hint_says_something(drawn):
    for picture in drawn.values():
        assert all(0 < place < 1 for place in picture.focus)
        assert len(picture.alt_hint) > 5


def test_no_two_pictures_of_the_catalogue_are_alike(drawn):
    assert len(CATALOGUE) >= 70
    assert len({picture.image.tobytes() for picture in drawn.values()}) == len(CATALOGUE)


def test_the_same_seed_gives_the_same_bytes():
    first, second = (draw("harbour", seed=4, mood="dawn", width=SMALL) for _ in range(2))

    assert jpeg(first.image, credit()) == jpeg(second.image, credit())


def test_another_seed_gives_another_picture():
    first, second = (draw("street", seed=seed, width=SMALL) for seed in (1, 2))

    assert first.image.tobytes() != second.image.tobytes()


def test_drawing_one_picture_does_not_change_the_next():
    alone = draw("regatta", seed=1, width=SMALL).image.tobytes()
    draw("snow", seed=9, mood="snow", width=SMALL)

    assert draw("regatta", seed=1, width=SMALL).image.tobytes() == alone


def test_every_scene_that_needs_no_words_draws_without_being_told_more():
    for kind in SCENES.keys() - {"columns", "lines", "bars", "portrait"}:
        assert draw(kind, seed=3, mood="night", width=60).image.size == (60, 40)


def test_a_chart_can_mark_a_column_and_draw_a_level():
    columns = {"title": "Rents", "note": "Pounds a month", "source": "Register", "values": [640, 910], "labels": ["then", "now"]}
    lines = {
        "title": "Tides",
        "note": "Metres",
        "source": "Gauge",
        "series": {"Tide": [3, 4], "Mean": [2, 2]},
        "labels": ["1", "2"],
    }

    unmarked, marked = (draw("columns", seed=1, width=SMALL, mark=mark, **columns).image for mark in (0, 1))
    plain, levelled = (draw("lines", seed=1, width=SMALL, level=level, **lines).image for level in (None, (3.5, "Wall")))

    assert unmarked.tobytes() != marked.tobytes()
    assert plain.tobytes() != levelled.tobytes()


def test_the_catalogue_describes_and_credits_every_picture():
    for entry in CATALOGUE.values():
        assert entry.caption.endswith(".")
        assert len(entry.alt) > len(entry.title)
        assert entry.alt != entry.caption
        assert entry.photographer
        assert entry.agency in {"Courier Pictures", "Saltmere Press Agency"}


def test_every_credit_of_the_catalogue_fits_its_fields():
    for entry in CATALOGUE.values():
        iptc = IptcImagePlugin.getiptcinfo(written(entry.credit(taken=TAKEN)))
        assert iptc[(2, 80)].decode() == entry.photographer


def test_iptc_says_who_took_it_in_utf8():
    iptc = IptcImagePlugin.getiptcinfo(written(credit()))

    assert iptc[(1, 90)] == b"\x1b%G"
    assert iptc[(2, 80)].decode() == "Inès Calloway"
    assert iptc[(2, 110)].decode() == "Courier Pictures"
    assert iptc[(2, 116)].decode() == "© 2026 Courier Pictures / Inès Calloway"
    assert iptc[(2, 120)].decode() == credit().caption
    assert iptc[(2, 5)].decode() == "Harbour at dawn"
    assert iptc[(2, 90)].decode() == "Saltmere"
    assert iptc[(2, 55)] == b"20261103"
    assert iptc[(2, 60)] == b"070500+0000"


def test_xmp_says_the_same_as_iptc():
    words = xmp(written(credit()))

    assert words["creator"] == "Inès Calloway"
    assert words["Credit"] == "Courier Pictures"
    assert words["rights"] == credit().rights
    assert words["description"] == credit().caption
    assert words["AltTextAccessibility"] == "Boats on still water."
    assert words["DateCreated"] == "2026-11-03T07:05:00+00:00"


def test_pillow_reads_the_xmp_packet():
    description = written(credit()).getxmp()["xmpmeta"]["RDF"]["Description"]

    assert description["creator"]["Seq"]["li"] == "Inès Calloway"
    assert description["Credit"] == "Courier Pictures"


def test_no_position_is_written():
    picture = written(credit())

    assert not picture.getexif()
    assert b"GPS" not in picture.info["xmp"]


def test_a_name_too_long_for_iptc_is_refused_rather_than_cut():
    with pytest.raises(ValueError, match="too long"):
        written(credit(photographer="A" * 33))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        credit(taken=datetime(2026, 11, 3, 7, 5))


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        draw("spaceship", seed=1)
