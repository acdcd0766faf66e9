"""People of the town, each before the place that is theirs."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from collections.abc import Callable, Sequence

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature
from comments.seeding.pictures.motifs.faces import Face, Head
from comments.seeding.pictures.scenes.frame import Frame

SHOULDERS = [(-470, 700), (-430, 470), (-330, 352), (-170, 296), (-72, 262), (72, 262), (170, 296), (330, 352), (430, 470),
    (470, 700)]


def portrait(c: Canvas, *, face: Face, clothes: str = "jumper", cloth: Colour = (52, 84, 102), place: str = "plain",
        turn: float = 14,
             x: float = 750) -> Frame:
    """Head and shoulders, three quarters of the picture high."""
    PLACES[place](c)
    k, y = 1.36, 410.0
    head = Head(c, face, x=x, y=y, k=k, turn=turn)
    tint = c.mood.lit(cloth)

    def at(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x - head.side * a * k, y + b * k) for a, b in points]

    def half(points: Sequence[tuple[float, float]], side: int) -> list[tuple[float, float]]:
        return at([(side * a, b) for a, b in points])

    body = smooth(at(SHOULDERS), closed=False)
    c.poly([(a + 16, b + 10) for a, b in body], c.mood.shade, 0.25)
    hooded = clothes == "oilskin"
    if hooded:
        c.poly(smooth(at([(-150, 300), (-176, 190), (-110, 130), (110, 130), (176, 190), (150, 300)])), darker(tint, 0.35))
    head.behind()
    _garment(c, clothes, tint, body=body, at=at, half=half)
    head.front()
    return Frame(x, y - 10, "a portrait", grain=0.8)


# One branch a garment: a function for each would need the same eight measures handed to it.
def _garment(  # noqa: PLR0912
        c: Canvas, clothes: str, tint: Colour, *, body: list, at: Callable[..., list], half: Callable[..., list]) -> None:
    dark, pale, cream = darker(tint, 0.3), lighter(tint, 0.3), c.mood.lit((246, 240, 226))
    neckline = [(-72, 250), (-60, 268), (0, 296 if clothes != "scrubs" else 360), (60, 268), (72, 250)]
    collar = smooth(at([*neckline]), closed=False)
    outline = [*body[: len(body) // 2 - 8], *collar, *body[len(body) // 2 + 8 :]]
    c.poly(outline, tint)
    c.spray(outline, darker(tint, 0.4), towards="down", amount=0.45)
    c.poly(half([(140, 700), (180, 400), (250, 330), (330, 352), (430, 470), (470, 700)], 1), dark)
    if clothes in {"suit", "coat"}:
        c.poly(at([(-70, 254), (70, 254), (92, 420), (0, 640), (-92, 420)]), cream)
        c.poly(at([(0, 300), (92, 300), (92, 420), (0, 640)]), darker(cream, 0.18))
        for side in (-1, 1):
            c.poly(half([(64, 236), (112, 290), (150, 420), (0, 680), (-6, 640), (70, 400), (40, 330)], side), tint
                if side < 0 else dark)
            c.poly(half([(70, 244), (140, 306), (172, 390), (128, 404), (146, 430), (0, 660), (58, 420)], side), pale
                if side < 0 else darker(tint, 0.1))
            c.poly(half([(68, 236), (16, 300), (54, 346), (88, 276)], side), lighter(cream, 0.4) if side < 0 else cream)
        if clothes == "suit":
            tie = c.mood.lit(c.mood.accent)
            c.poly(at([(-20, 304), (20, 304), (14, 344), (38, 520), (0, 640), (-34, 520), (-14, 344)]), tie)
            c.poly(at([(0, 304), (20, 304), (14, 344), (38, 520), (0, 640)]), darker(tie, 0.3))
    elif clothes == "jumper":
        c.poly(smooth(at([(-84, 214), (-88, 270), (0, 320), (88, 270), (84, 214), (60, 240), (0, 270), (-60, 240)])), pale)
        for step in range(15):
            a = -80 + step * 11.4
            c.line(at([(a, 236 + (1 - (a / 80) ** 2) * 30), (a * 1.06, 268 + (1 - (a / 84) ** 2) * 42)]), 3, dark, 0.6)
        for row in range(3):
            for step in range(26):
                a = -390 + step * 31
                b = 430 + row * 22 + (a / 400) ** 2 * 40
                c.poly(at([(a, b), (a + 12, b + 8), (a, b + 16), (a - 12, b + 8)]), pale if row != 1 else cream, 0.7)
    elif clothes == "scrubs":
        for side in (-1, 1):
            c.poly(half([(66, 240), (92, 262), (6, 400), (0, 366)], side), pale if side < 0 else dark)
            c.line(half([(84, 262), (44, 430), (10, 560)], side), 7, c.mood.lit((222, 78, 62)))
        c.rect(*at([(34, 560)])[0], 96, 120, cream)
        c.rect(at([(34, 560)])[0][0] + 14, at([(34, 560)])[0][1] + 16, 40, 46, mix(cream, c.mood.shade, 0.5))
    elif clothes == "kit":
        for step, top in zip(range(-3, 4), (402, 336, 300, 300, 300, 336, 402), strict=True):
            c.poly(at([(step * 106 - 27, top), (step * 106 + 27, top + 4), (step * 118 + 30, 700), (step * 118 - 30, 700)]),
                   cream if step % 2 else darker(tint, 0.12))
        c.poly(smooth(at([(-90, 236), (-60, 290), (0, 326), (60, 290), (90, 236), (60, 262), (0, 296), (-60, 262)])), dark)
    elif clothes == "apron":
        canvas = c.mood.lit((206, 178, 132))
        c.poly(at([(-190, 700), (-176, 450), (-110, 420), (110, 420), (176, 450), (190, 700)]), canvas)
        c.poly(at([(30, 420), (110, 420), (176, 450), (190, 700), (60, 700)]), darker(canvas, 0.2))
        for side in (-1, 1):
            c.line(half([(112, 424), (96, 262)], side), 16, canvas if side < 0 else darker(canvas, 0.2))
            c.poly(half([(60, 232), (10, 292), (62, 342), (100, 264)], side), pale)
    elif clothes == "oilskin":
        for side in (-1, 1):
            c.poly(half([(74, 216), (150, 270), (112, 372), (10, 330)], side), pale if side < 0 else dark)
        c.rect(*at([(9, 320)])[0], 18, 600, darker(tint, 0.45))
        for row in (470, 520):
            c.line(at([(-430, row), (430, row)]), 20, cream, 0.85)
    elif clothes == "shirt":
        for side in (-1, 1):
            c.poly(half([(70, 228), (8, 300), (66, 362), (106, 268)], side), pale if side < 0 else dark)
        c.line(at([(0, 310), (0, 700)]), 5, dark)
        for row in range(6):
            c.disc(*at([(0, 360 + row * 56)])[0], 7, cream)


def _plain(c: Canvas) -> None:
    c.wash(0, 1000, [mix(c.mood.sky[0], c.mood.haze, 0.3), c.mood.sky[-1]])
    c.disc(750, 400, 430, mix(c.mood.sky[-1], c.mood.sun, 0.5))


def _harbour(c: Canvas) -> None:
    c.sky(down_to=600, sun=(1180, 320), glow=420, clouds=0.45)
    c.poly(c.ridge(540, 110), c.mood.depth(0.2))
    buildings.skyline(c, 570, near=0.3, height=100, spire=1240)
    boats.water(c, 560, glitter=1180)
    boats.trawler(c, 240, 640, 1.3, (160, 64, 54), near=0.55)
    nature.flock(c, 6, box=(80, 100, 480, 330), colour=c.mood.depth(0.5))


def _books(c: Canvas) -> None:
    c.rect(0, 0, 1500, 1000, c.mood.lit((92, 62, 46)))
    for shelf in range(4):
        y, x = 250 * (shelf + 1) - 24, 10.0
        while x < 1490:
            w, h = c.rng.uniform(22, 52), c.rng.uniform(150, 205)
            tint = mix(c.mood.lit(c.rng.choice([(150, 62, 50), (54, 88, 98), (206, 168, 100), (94, 104, 74), (226, 212, 182),
                (104, 62, 78)])), c.mood.shade, 0.3)
            c.rect(x, y - h, w - 3, h, tint)
            c.rect(x + w * 0.2, y - h * 0.82, w * 0.55, h * 0.1, lighter(tint, 0.4))
            x += w
        c.rect(0, y, 1500, 24, c.mood.lit((130, 88, 60)))


def _window(c: Canvas) -> None:
    c.sky(clouds=0.5, sun=(350, 260))
    buildings.skyline(c, 760, near=0.3, height=170, spire=300)
    frame = c.mood.lit((240, 232, 214))
    for x in (-10, 480, 1010, 1470):
        c.rect(x, 0, 40, 1000, frame)
    for y in (-10, 330):
        c.rect(0, y, 1500, 30, frame)
    c.rect(0, 760, 1500, 240, c.mood.lit((200, 180, 148)))


def _stands(c: Canvas) -> None:
    c.sky(down_to=420, clouds=0.4)
    c.poly([(0, 200), (1500, 120), (1500, 170), (0, 260)], c.mood.depth(0.85))
    c.rect(0, 330, 1500, 330, c.mood.depth(0.55))
    for row in range(9):
        for seat in range(60):
            c.disc(seat * 26 + (row % 2) * 13, 350 + row * 34, 11,
                mix(c.mood.depth(0.5), c.rng.choice([(206, 68, 54), (240, 226, 196), (44, 84, 108)]), 0.6), 13)
    c.wash(640, 1000, [c.mood.lit((108, 150, 82)), c.mood.lit((84, 130, 72))])
    c.rect(0, 668, 1500, 9, (244, 240, 228))


def _casks(c: Canvas) -> None:
    c.wash(0, 1000, [c.mood.lit((74, 58, 56)), c.mood.lit((112, 82, 64))])
    for row in range(3):
        for step in range(6):
            x, y = -20 + step * 320 + (row % 2) * 160, 190 + row * 290
            wood = c.mood.lit((176, 120, 72))
            c.disc(x, y, 148, darker(wood, 0.45))
            c.disc(x, y, 130, mix(wood, c.mood.shade, 0.15))
            for plank in range(-2, 3):
                c.rect(x + plank * 46 - 2, y - 115, 4, 230, darker(wood, 0.35))
            c.disc(x, y + 62, 13, c.mood.shade)
    c.halo(1290, 40, 240, c.mood.light, 0.25)


def _board(c: Canvas) -> None:
    c.rect(0, 0, 1500, 1000, c.mood.lit((226, 208, 172)))
    c.rect(60, 60, 1380, 620, c.mood.lit((138, 94, 62)))
    c.rect(84, 84, 1332, 572, c.mood.lit((46, 82, 74)))
    chalk = (232, 234, 222)
    for index, words in enumerate(("tide = moon + sun", "high water 06:42", "Thursday: page 40")):
        c.text(330, 190 + index * 130, words, 38, mix(chalk, (46, 82, 74), 0.25), bold=False)
    c.line([(1130, 480), (1330, 480), (1330, 240), (1130, 480)], 6, chalk, 0.8)


def _ward(c: Canvas) -> None:
    c.wash(0, 1000, [c.mood.lit((206, 224, 218)), c.mood.lit((176, 204, 198))])
    for x in (90, 1090):
        c.rect(x, 120, 320, 380, (250, 248, 238))
        c.rect(x + 16, 136, 288, 348, (164, 200, 208))
        c.poly([(x + 16, 484), (x + 16, 400), (x + 120, 360), (x + 304, 420), (x + 304, 484)], (112, 150, 130))
        c.rect(x + 154, 136, 12, 348, (250, 248, 238))
    for x in range(0, 1500, 62):
        c.poly(smooth([(x, 0), (x + 34, 0), (x + 26, 360), (x + 40, 760), (x - 6, 760)]), (238, 226, 196), 0.22)
    c.rect(0, 700, 1500, 14, c.mood.lit((96, 146, 148)))


def _street(c: Canvas) -> None:
    c.sky(down_to=700, sun=(750, 300), clouds=0.4)
    buildings.terrace(c, 820, x0=-80, x1=560, height=520, near=0.55, gables=0.7)
    buildings.terrace(c, 820, x0=960, x1=1600, height=520, near=0.55, gables=0.7)
    c.mist(100, 1000, c.mood.haze, 0.4)


def _field(c: Canvas) -> None:
    c.sky(down_to=560, sun=(300, 260), clouds=0.4)
    c.poly(c.ridge(540, 160), c.mood.depth(0.25))
    c.wash(530, 1000, [c.mood.lit((176, 170, 96), 0.7), c.mood.lit((130, 140, 78))])
    for _ in range(5):
        nature.tree(c, c.rng.uniform(0, 1500), 640, c.rng.uniform(160, 260), (110, 132, 74), near=0.6)


PLACES = {
    "plain": _plain, "harbour": _harbour, "books": _books, "window": _window, "stands": _stands, "casks": _casks, "board": _board,
    "ward": _ward, "street": _street, "field": _field,
}
