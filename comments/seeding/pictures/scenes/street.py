"""Streets and the buildings that stand in them."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix
from comments.seeding.pictures.motifs import buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame


def _road(c: Canvas, y: float, *, tint: Colour = (150, 146, 140)) -> None:
    """Pavement and carriageway below `y`, in perspective."""
    stone = c.mood.lit(tint)
    c.wash(y, 1000, [darker(stone, 0.08), stone])
    c.rect(0, y, 1500, 10, lighter(stone, 0.35))
    c.poly([(-100, 1000), (420, y + 30), (1080, y + 30), (1600, 1000)], darker(stone, 0.32))
    c.spray([(-100, 1000), (420, y + 30), (1080, y + 30), (1600, 1000)], darker(stone, 0.5), towards="down", amount=0.5)
    for step in range(4):
        top, tall = y + 50 + step * step * 26, 16 + step * 12
        c.poly([(744 - step * 3, top), (756 + step * 3, top), (759 + step * 4, top + tall), (741 - step * 4, top + tall)],
            lighter(stone, 0.4))


def street(c: Canvas, *, lamps: bool = True, walkers: int = 6) -> Frame:
    """A street of old houses running to the church."""
    c.sky(down_to=760, sun=(750, 420), glow=380, clouds=0.4)
    if c.mood.lamps > 0.5:
        c.disc(1010, 170, 44, c.mood.sun)
    buildings.skyline(c, 690, near=0.25, height=120, spire=760, x0=420, x1=1080)
    for step, near in enumerate((0.55, 0.75, 0.95)):
        height, reach = 190 + step * 150, 470 - step * 190
        buildings.terrace(c, 700 + step * 40, x0=reach - 300, x1=reach + 40, height=height, near=near, gables=0.8)
        buildings.terrace(c, 700 + step * 40, x0=1460 - reach, x1=1460 - reach + 330, height=height, near=near, gables=0.8)
    _road(c, 740)
    if lamps:
        for x, h in ((560, 210), (940, 210), (420, 330), (1090, 330)):
            buildings.street_lamp(c, x, 760 + (h - 210) * 0.5, h, on=c.mood.lamps > 0.2)
    for step in range(walkers):
        near = step / max(1, walkers)
        people.standing(c, 750 + (-1) ** step * (70 + near * 330), 770 + near * 150, 90 + near * 190, stride=0.6,
            near=0.75 + near * 0.25)
    return Frame(750, 600, "old houses on both sides of a street that leads to the church")


def market(c: Canvas, *, stalls: int = 3) -> Frame:
    """Striped awnings and full crates."""
    c.sky(down_to=600, sun=(1200, 200), clouds=0.4)
    buildings.terrace(c, 640, x0=-30, x1=1530, height=300, near=0.6, gables=0.6)
    c.mist(360, 660, c.mood.haze, 0.35)
    c.wash(640, 1000, [c.mood.lit((190, 176, 150)), c.mood.lit((160, 146, 124))])
    people.crowd(c, 12, y=720, height=210, depth=30, near=0.85)
    wide = 1560 / stalls
    cloths = [(198, 62, 50), (40, 104, 116), (226, 166, 56), (86, 116, 78)]
    fruit: list[Colour] = [(206, 62, 48), (232, 160, 48), (106, 142, 66), (240, 206, 96), (128, 60, 88), (236, 226, 196)]
    for stall in range(stalls):
        x, cloth, cream = -30 + stall * wide, c.mood.lit(cloths[stall % 4]), c.mood.lit((246, 238, 218))
        for side in (0.06, 0.92):
            c.rect(x + wide * side, 470, 10, 480, c.mood.depth(0.85))
        for stripe in range(8):
            a, b = x + wide * (0.09 + stripe * 0.1025), x + wide * (0.09 + (stripe + 1) * 0.1025)
            low_a, low_b = x + wide * (0.01 + stripe * 0.1225), x + wide * (0.01 + (stripe + 1) * 0.1225)
            tint = cloth if stripe % 2 == 0 else cream
            c.poly([(a, 400), (b, 400), (low_b, 510), (low_a, 510)], tint)
            c.poly([(low_a, 510), (low_b, 510), (low_b, 534), ((low_a + low_b) / 2, 548), (low_a, 534)], darker(tint, 0.18))
        people.standing(c, x + wide * c.rng.uniform(0.35, 0.65), 850, 330, coat=(226, 220, 204))
        c.rect(x, 740, wide + 2, 260, c.mood.lit((132, 92, 62)))
        for crate in range(4):
            left, tint = x + wide * (0.05 + crate * 0.228), c.mood.lit(c.rng.choice(fruit))
            for row in range(3):
                for ball in range(6):
                    cx, cy = left + (ball + 0.5 * (row % 2)) * wide * 0.034 + 12, 752 - row * 17
                    c.disc(cx, cy, wide * 0.022, darker(tint, 0.08 * (row + ball % 2)))
                    c.disc(cx - 3, cy - 4, wide * 0.008, lighter(tint, 0.4))
            c.rect(left - 2, 760, wide * 0.215, 70, c.mood.lit((196, 150, 98)))
            c.rect(left - 2, 792, wide * 0.215, 5, c.mood.lit((132, 92, 62)))
        c.spray([(x, 840), (x + wide, 840), (x + wide, 1000), (x, 1000)], c.mood.lit((92, 62, 46)), towards="down", amount=0.45)
    return Frame(760, 660, "market stalls with striped awnings and crates of fruit")


def cinema(c: Canvas, *, name: str = "REGAL", words: str = "VOLUNTEERS WELCOME") -> Frame:
    """The picture house with its sign lit."""
    c.sky(down_to=820, clouds=0.4)
    buildings.terrace(c, 820, x0=-60, x1=420, height=360, near=0.65)
    buildings.terrace(c, 820, x0=1080, x1=1560, height=360, near=0.65)
    wall, red = c.mood.lit((234, 214, 176)), c.mood.lit((180, 48, 44))
    c.rect(370, 250, 760, 580, wall)
    c.poly(smooth([(430, 250), (470, 180), (620, 130), (750, 116), (880, 130), (1030, 180), (1070, 250)], closed=False), wall)
    c.spray([(370, 150), (1130, 150), (1130, 640), (370, 640)], darker(wall, 0.4), towards="right", amount=0.5)
    for step in range(5):
        c.rect(470 + step * 34, 210 + abs(2 - step) * 6, 12, 380, darker(wall, 0.24))
        c.rect(884 + step * 34, 210 + abs(2 - step) * 6, 12, 380, darker(wall, 0.24))
    c.rect(670, 70, 160, 510, red)
    c.rect(684, 84, 132, 482, darker(red, 0.35))
    for index, letter in enumerate(name):
        c.text(750, 130 + index * 430 / len(name), letter, 86, lighter(c.mood.light, 0.4))
    c.halo(750, 320, 330, c.mood.light, 0.2)
    c.poly([(330, 590), (1170, 590), (1130, 672), (370, 672)], red)
    c.rect(352, 604, 796, 52, lighter(c.mood.light, 0.5))
    c.text(750, 630, words, 40, c.mood.depth(1))
    for step in range(32):
        c.disc(356 + step * 25.5, 672, 6, lighter(c.mood.light, 0.4))
    c.rect(420, 680, 660, 150, mix(c.mood.light, wall, 0.3))
    for step in range(6):
        c.rect(436 + step * 108, 694, 88, 136, darker(red, 0.2))
        c.rect(446 + step * 108, 704, 68, 100, c.mood.light)
    _road(c, 826)
    people.crowd(c, 13, y=870, height=170, x0=330, x1=1180, depth=40, near=0.95)
    return Frame(750, 420, "an old cinema with a tall lit sign and people at its doors")


def housing(c: Canvas, *, new: bool = True) -> Frame:
    """An estate on the hill, finished or with its scaffolding still up."""
    c.sky(down_to=700, sun=(260, 200), clouds=0.4)
    c.poly(c.ridge(560, 220), c.mood.lit((150, 168, 116), 0.45))
    for row in range(3):
        y, h = 560 + row * 130, 92 + row * 50
        bank = [(-10, 1000), (-10, y - 10), (600, y - 36), (1510, y + 8), (1510, 1000)]
        c.poly(bank, c.mood.lit((142, 158, 98), 0.6 + row * 0.2))
        c.spray(bank, c.mood.lit((86, 112, 76), 0.7 + row * 0.15), towards="up", amount=0.42)
        x = 40 - row * 70
        while x < 1480:
            w = h * c.rng.uniform(1.15, 1.4)
            buildings.house(c, x, y - 14, w, h, near=0.62 + row * 0.18, gable=row != 1)
            if row == 2 and new and 500 < x < 900:
                _scaffold(c, x - 14, y - 14, w + 28, h * 1.5)
            x += w * 1.35
    nature.tree(c, 1330, 960, 250, (108, 134, 72))
    nature.tree(c, 150, 970, 220, (128, 140, 70))
    return Frame(760, 700, "rows of new houses climbing a hill")


def _scaffold(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    pole = c.mood.lit((214, 178, 92))
    for step in range(5):
        c.rect(x + w * step / 4 - 3, y - h, 6, h, pole)
    for level in range(4):
        c.rect(x, y - h * (level + 0.6) / 4, w, 7, darker(pole, 0.2))


def school(c: Canvas) -> Frame:
    """The school at the end of the day."""
    c.sky(down_to=620, sun=(1150, 160), clouds=0.4)
    nature.cumulus(c, 420, 200, 360, (252, 248, 236), alpha=0.9)
    for x in (90, 300, 1240, 1430):
        nature.tree(c, x, 640, c.rng.uniform(300, 380), (120, 140, 72), near=0.75)
    brick = (186, 98, 72)
    buildings.block(c, 180, 680, 480, 250, wall=brick, across=7, down=2)
    buildings.block(c, 840, 680, 500, 250, wall=brick, across=7, down=2)
    tint = c.mood.lit(brick)
    c.poly([(640, 680), (640, 350), (750, 250), (860, 350), (860, 680)], lighter(tint, 0.12))
    c.poly([(620, 366), (750, 240), (880, 366), (880, 340), (750, 212), (620, 340)], c.mood.lit((70, 76, 88)))
    c.disc(750, 390, 48, c.mood.lit((246, 240, 224)))
    c.line([(750, 390), (750, 356)], 6, c.mood.depth(1))
    c.line([(750, 390), (774, 402)], 6, c.mood.depth(1))
    c.rect(690, 530, 120, 150, c.mood.lit((42, 84, 92)))
    c.rect(747, 530, 6, 150, tint)
    ground = c.mood.lit((206, 186, 150))
    c.wash(680, 1000, [ground, darker(ground, 0.15)])
    c.poly([(690, 680), (810, 680), (1080, 1000), (420, 1000)], lighter(ground, 0.3))
    for step in range(16):
        y = 730 + step * 11
        people.standing(c, c.rng.uniform(150 + step * 12, 1350 - step * 12), y, 112 + step * 7, stride=0.6,
                        coat=c.rng.choice([(38, 66, 94), (38, 66, 94), (150, 52, 52), (224, 170, 70)]))
    c.rect(0, 940, 420, 10, c.mood.depth(0.95))
    for x in range(0, 420, 30):
        c.rect(x, 900, 6, 100, c.mood.depth(0.95))
    return Frame(750, 560, "pupils leaving a brick school with a clock gable")


def hospital(c: Canvas) -> Frame:
    """The infirmary with an ambulance before it."""
    c.sky(down_to=700, clouds=0.45, sun=(300, 180))
    buildings.skyline(c, 640, near=0.2, height=120)
    wall = (228, 224, 210)
    buildings.block(c, 120, 720, 560, 400, wall=wall, across=10, down=5)
    buildings.block(c, 560, 720, 420, 500, wall=(204, 214, 210), across=7, down=6)
    buildings.block(c, 960, 720, 480, 320, wall=wall, across=9, down=4)
    cross = c.mood.lit((196, 54, 50))
    c.rect(700, 590, 330, 60, cross)
    c.text(865, 619, "INFIRMARY", 40, (250, 244, 230))
    c.rect(720, 650, 290, 80, c.mood.light)
    for x in range(720, 1011, 58):
        c.rect(x - 3, 650, 6, 80, c.mood.depth(0.9))
    _road(c, 726)
    _ambulance(c, 430, 900, 1.5)
    nature.tree(c, 60, 760, 320, (106, 136, 84))
    nature.tree(c, 1420, 770, 340, (106, 136, 84))
    people.crowd(c, 4, y=840, height=180, x0=850, x1=1300, depth=40)
    return Frame(700, 620, "an ambulance before a hospital with many windows")


def _ambulance(c: Canvas, x: float, y: float, k: float) -> None:
    white, dark = c.mood.lit((248, 244, 232)), c.mood.depth(1)
    c.poly([(x + a * k, y + b * k) for a, b in [(-150, -20), (-150, -140), (60, -140), (104, -78), (144, -66), (148, -20)]],
        white)
    c.poly([(x + a * k, y + b * k) for a, b in [(46, -126), (62, -126), (94, -80), (46, -80)]], mix(dark, c.mood.sky[0], 0.4))
    for step in range(10):
        tint = c.mood.lit((228, 196, 60) if step % 2 else (58, 120, 82))
        c.rect(x + (-150 + step * 29.7) * k, y - 58 * k, 29.7 * k, 24 * k, tint)
    c.rect(x - 112 * k, y - 126 * k, 12 * k, 46 * k, c.mood.accent)
    c.rect(x - 129 * k, y - 109 * k, 46 * k, 12 * k, c.mood.accent)
    c.rect(x - 10 * k, y - 154 * k, 60 * k, 14 * k, (64, 128, 214))
    for wheel in (-90, 92):
        c.disc(x + wheel * k, y - 16 * k, 27 * k, dark)
        c.disc(x + wheel * k, y - 16 * k, 12 * k, lighter(dark, 0.55))


def buses(c: Canvas, *, count: int = 4) -> Frame:
    """Buses side by side under the roof of the depot."""
    c.sky(down_to=700, clouds=0.3)
    c.wash(0, 320, [c.mood.depth(0.85), c.mood.depth(0.7)])
    for step in range(13):
        c.line([(step * 125, 0), (750 + (step * 125 - 750) * 0.55, 320)], 9, c.mood.depth(1))
    for step in range(12):
        c.poly([(step * 125 + 30, 0), (step * 125 + 90, 0), (750 + (step * 125 + 90 - 750) * 0.6, 270),
            (750 + (step * 125 + 30 - 750) * 0.6, 270)],
               c.mood.sky[-1], 0.5)
    buildings.terrace(c, 640, x0=-20, x1=1520, height=250, near=0.4)
    c.wash(640, 1000, [c.mood.lit((150, 146, 138)), c.mood.lit((106, 104, 102))])
    liveries: list[Colour] = [(192, 54, 48), (40, 102, 116), (224, 160, 54), (238, 226, 196)]
    wide = 1500 / count
    for step in range(count):
        x, tint = wide * step + wide * 0.09, c.mood.lit(liveries[step % 4])
        w, top = wide * 0.82, 360 - 20 * (step % 2)
        base = 900 + 20 * (step % 2)
        c.disc(x + w / 2, base + 18, w * 0.55, c.mood.shade, 24, alpha=0.5)
        c.rect(x, top, w, base - top, tint)
        c.rect(x, top, w, 24, darker(tint, 0.25))
        glass = mix(c.mood.shade, c.mood.sky[0], 0.35)
        c.rect(x + w * 0.2, top + 34, w * 0.6, 46, c.mood.shade)
        route = f"{c.rng.choice((2, 4, 7, 9, 12, 21))} {c.rng.choice(('Quay', 'Moor', 'Hill', 'Pier', 'Mill'))}"
        c.text(x + w / 2, top + 57, route, 36, c.mood.light)
        c.rect(x + w * 0.07, top + 96, w * 0.86, 190, glass)
        c.poly([(x + w * 0.12, top + 286), (x + w * 0.4, top + 96), (x + w * 0.56, top + 96), (x + w * 0.28, top + 286)],
            (255, 255, 255), 0.16)
        c.rect(x + w * 0.485, top + 96, w * 0.03, 190, tint)
        c.disc(x + w * 0.28, top + 268, w * 0.06, c.mood.lit((60, 60, 70)))
        c.rect(x, base - 190, w, 60, lighter(tint, 0.5))
        for side in (0.14, 0.86):
            c.disc(x + w * side, base - 70, w * 0.07, lighter(c.mood.light, 0.4))
        c.rect(x + w * 0.36, base - 84, w * 0.28, 34, (244, 238, 220))
        c.spray([(x, top), (x + w, top), (x + w, base), (x, base)], darker(tint, 0.4), towards="down", amount=0.3)
        for side in (0.1, 0.72):
            c.rect(x + w * side, base - 10, w * 0.18, 40, c.mood.shade)
    people.standing(c, 1120, 975, 330, coat=(226, 150, 40))
    return Frame(760, 560, "buses parked side by side in the depot")
