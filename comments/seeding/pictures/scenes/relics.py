"""Old things that a story is about."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off


from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, people
from comments.seeding.pictures.scenes.frame import Frame

# Left, top, width and height of the plates on the table.
PLATES = ((90, 110, 380, 480), (540, 60, 420, 520), (1030, 120, 380, 480), (250, 650, 420, 330), (800, 640, 460, 340))


def plates(c: Canvas, *, initials: str = "") -> Frame:
    """Old glass plates with faces on them, laid out on a table; or one of them, with its `initials`."""
    c.wash(0, 1000, [c.mood.lit((84, 58, 48)), c.mood.lit((120, 82, 60))])
    for row in range(9):
        c.rect(0, row * 112, 1500, 4, c.mood.lit((60, 40, 36)))
    sepia: Colour = (212, 184, 142)
    places = ((420, 50, 660, 900),) if initials else PLATES
    for index, (x, y, w, h) in enumerate(places):
        c.rect(x + 14, y + 18, w, h, c.mood.shade, 0.45)
        c.rect(x, y, w, h, (38, 34, 36))
        tint = mix(sepia, (170, 130, 96), 0.25 * (index % 3))
        c.wash(y + 16, y + h - 16, [tint, darker(tint, 0.3)], x0=x + 16, x1=x + w - 16)
        ink, count = darker(tint, 0.72), 1 if h > 400 else 4
        for person in range(count):
            px, k = x + w * (person + 0.5) / count, (h / 480) * (1.0 if count == 1 else 0.7)
            base = y + h - 16
            c.poly(smooth([(px - 120 * k, base), (px - 96 * k, base - 150 * k), (px - 40 * k, base - 196 * k),
                (px + 40 * k, base - 196 * k), (px + 96 * k, base - 150 * k), (px + 120 * k, base)], closed=False), ink)
            c.poly([(px - 62 * k, base), (px - 50 * k, base - 130 * k), (px + 50 * k, base - 130 * k), (px + 62 * k, base)],
                lighter(tint, 0.35))
            c.rect(px - 20 * k, base - 222 * k, 40 * k, 46 * k, darker(tint, 0.28))
            c.disc(px, base - 262 * k, 48 * k, lighter(tint, 0.2), 60 * k)
            c.poly(smooth([(px + 6 * k, base - 320 * k), (px + 48 * k, base - 262 * k), (px + 10 * k, base - 204 * k),
                (px + 22 * k, base - 262 * k)]), darker(tint, 0.3))
            for side in (-1, 1):
                c.lens(px + side * 19 * k, base - 270 * k, 22 * k, 8 * k, ink)
            c.lens(px, base - 230 * k, 30 * k, 8 * k, darker(tint, 0.5))
            c.poly(smooth([(px - 56 * k, base - 250 * k), (px - 50 * k, base - 318 * k), (px, base - 340 * k),
                (px + 50 * k, base - 318 * k), (px + 56 * k, base - 250 * k), (px + 34 * k, base - 300 * k), (px - 34 * k,
                base - 300 * k)]), ink)
        c.poly([(x, y + h * 0.5), (x + w * 0.6, y), (x + w * 0.8, y), (x, y + h * 0.72)], (255, 255, 255), 0.12)
    if initials:
        c.text(960, 880, initials, 62, (238, 234, 222), bold=False)
    return Frame(750, 330, "old glass plates with portraits of women in aprons")


def ledger(c: Canvas) -> Frame:
    """An open book of columns, its pen beside it."""
    c.wash(0, 1000, [c.mood.lit((62, 74, 72)), c.mood.lit((96, 74, 58))])
    c.poly([(0, 330), (1500, 330), (1500, 1000), (0, 1000)], c.mood.lit((132, 86, 58)))
    for step in range(5):
        c.rect(0, 360 + step * step * 30, 1500, 4 + step, c.mood.lit((96, 60, 44)))
    boats.water(c, 150, base=300)
    c.rect(0, 0, 1500, 150, mix(c.mood.sky[1], c.mood.sky[-1], 0.5))
    c.poly(c.ridge(156, 60, base=160), c.mood.depth(0.3))
    for x in range(0, 1501, 375):
        c.rect(x - 14, 0, 28, 330, c.mood.lit((226, 212, 180)))
    c.rect(0, 290, 1500, 46, c.mood.lit((226, 212, 180)))
    c.poly([(130, 480), (1370, 480), (1470, 930), (30, 930)], c.mood.lit((110, 40, 40)))
    page = c.mood.lit((244, 230, 194))
    for side in (-1, 1):
        sheet = smooth([(750, 486), (750 + side * 200, 452), (750 + side * 590, 478)], closed=False)
        lower = smooth([(750 + side * 680, 902), (750 + side * 220, 866), (750, 906)], closed=False)
        c.poly([*sheet, *lower], page if side < 0 else darker(page, 0.06))
        for row in range(13):
            t = (row + 1) / 14
            y, reach = 486 + 420 * t, 590 + 90 * t
            c.line(smooth([(750 + side * 30, y), (750 + side * reach * 0.34, y - 34), (750 + side * reach * 0.94, y - 12)],
                closed=False), 2, mix(page, (60, 100, 130), 0.5))
            for part in (0.1, 0.3, 0.62):
                length = reach * c.rng.uniform(0.07, 0.22)
                at = 750 + (part * reach if side > 0 else -reach * (part + 0.28))
                pen = [(at + i * length / 7, y - 30 + c.rng.uniform(-8, 5)) for i in range(8)]
                c.line(smooth(pen, closed=False, steps=3), 3.2, (52, 44, 72))
        for part in (0.28, 0.6, 0.8):
            c.line([(750 + side * 590 * part, 462), (750 + side * 680 * part, 876)], 2.5, (190, 92, 80), 0.7)
    c.poly([(740, 486), (760, 486), (764, 906), (736, 906)], darker(page, 0.35))
    c.poly([(1060, 560), (1380, 790), (1366, 806), (1050, 576)], c.mood.lit((44, 40, 54)))
    c.poly([(1060, 560), (1050, 576), (1022, 546)], c.mood.lit((214, 170, 74)))
    return Frame(740, 660, "an open ledger in an old hand before a window on the water")


def bell(c: Canvas) -> Frame:
    """The bell, washed, under a lamp on the quay."""
    c.sky(down_to=700, clouds=0.5)
    buildings.skyline(c, 640, near=0.3, height=110, spire=330)
    buildings.crane(c, 1250, 690, 1.1, near=0.45, facing=-1)
    c.wash(680, 1000, [c.mood.lit((120, 104, 92)), c.mood.lit((86, 74, 70))])
    wood = c.mood.lit((96, 66, 50))
    for x in (380, 1060):
        c.rect(x, 120, 54, 790, wood)
        c.rect(x + 34, 120, 20, 790, darker(wood, 0.35))
    c.rect(330, 90, 840, 66, lighter(wood, 0.12))
    c.line([(747, 150), (747, 270)], 22, c.mood.shade)
    bronze = c.mood.lit((166, 124, 62))
    outline = smooth([(664, 288), (700, 250), (794, 250), (830, 288), (860, 420), (890, 590), (960, 720), (990, 770),
        (504, 770), (534, 720), (604, 590), (634, 420)])
    c.poly(outline, bronze)
    c.spray(outline, darker(bronze, 0.6), towards="right", amount=0.66)
    c.spray(outline, c.mood.lit((84, 130, 112)), towards="down", amount=0.34)
    c.poly(smooth([(650, 330), (690, 300), (676, 460), (628, 660), (590, 700), (630, 520)]), lighter(bronze, 0.6), 0.75)
    for y, half in ((350, 108), (376, 112), (676, 208), (700, 222)):
        c.line(smooth([(747 - half, y), (747, y + 16), (747 + half, y)], closed=False), 7, darker(bronze, 0.45))
    c.text(747, 520, "1768", 96, darker(bronze, 0.62))
    c.text(747, 610, "...LLAS OF S...", 46, darker(bronze, 0.5))
    c.disc(747, 790, 44, darker(bronze, 0.6))
    for x, h, coat in ((170, 470, (190, 66, 52)), (1330, 450, (50, 88, 104))):
        people.standing(c, x, 990, h, coat=coat)
    return Frame(747, 500, "an old bronze bell dated 1768 hanging from a beam")
