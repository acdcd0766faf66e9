"""What the sky does to the town."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from comments.seeding.pictures.canvas import Canvas
from comments.seeding.pictures.colour import lighter, mix
from comments.seeding.pictures.motifs import boats, buildings, nature, people
from comments.seeding.pictures.scenes.frame import Frame


def storm(c: Canvas) -> Frame:
    """Seas breaking over the pier."""
    c.sky(down_to=760, sun=(1050, 380), glow=420, clouds=0.75)
    c.poly(c.ridge(620, 70, base=640), c.mood.depth(0.25))
    sea = mix(c.mood.depth(0.62), (46, 92, 96), 0.5)
    nature.wave(c, 640, 50, mix(c.mood.haze, sea, 0.45), foam=0.3, length=170)
    pier, deck = c.mood.depth(0.92), 640
    c.rect(0, deck, 800, 30, pier)
    for x in range(20, 800, 78):
        c.line([(x, deck), (x - 8, 900)], 13, pier)
        c.line([(x, deck + 40), (x + 70, deck + 170)], 5, pier)
    for x in range(0, 800, 26):
        c.rect(x, deck - 40, 4, 40, pier)
    c.rect(0, deck - 42, 800, 5, pier)
    c.rect(640, deck - 150, 110, 150, pier)
    c.poly([(620, deck - 150), (695, deck - 215), (770, deck - 150)], pier)
    c.lamp(695, deck - 120, 12, 90)
    for _ in range(170):
        t = c.rng.random()
        x, y = 690 + c.rng.gauss(120, 120) * (0.6 + t), deck + 60 - t * t * 430 + c.rng.gauss(0, 24)
        c.disc(x, y, c.rng.uniform(5, 40) * (1.15 - t), lighter(c.mood.light, 0.2), c.rng.uniform(4, 30) * (1.15 - t),
            alpha=0.55)
    nature.wave(c, 745, 95, mix(c.mood.haze, sea, 0.7), foam=0.6, length=300)
    nature.wave(c, 850, 120, mix(c.mood.haze, sea, 0.9), foam=0.75, length=420)
    nature.wave(c, 990, 130, mix(sea, c.mood.shade, 0.35), foam=0.9, length=560)
    nature.rain(c, c.mood.sun, count=180, slant=0.7, alpha=0.3)
    return Frame(800, 520, "waves breaking over the end of the pier", grain=1.2)


def fog(c: Canvas) -> Frame:
    """The quay with its lamps on at noon."""
    c.sky(clouds=0.2, sun=(980, 250), glow=380)
    c.disc(980, 250, 52, c.mood.sun)
    buildings.skyline(c, 600, near=0.1, height=130, spire=520)
    c.mist(420, 640, c.mood.haze, 0.75)
    buildings.crane(c, 1130, 640, 1.15, near=0.22, facing=-1)
    buildings.skyline(c, 660, near=0.24, height=120, x0=0, x1=460)
    c.mist(480, 720, c.mood.haze, 0.7)
    boats.trawler(c, 820, 730, 1.35, (150, 60, 54), near=0.5)
    c.reflect(730, depth=270, tint=c.mood.haze, strength=0.55)
    c.mist(560, 820, c.mood.haze, 0.5)
    quay = [(0, 1000), (0, 850), (1500, 930), (1500, 1000)]
    c.poly(quay, c.mood.depth(0.72))
    c.spray(quay, c.mood.depth(0.4), towards="up", amount=0.55)
    for x, y, h in ((180, 880, 470), (620, 890, 330), (900, 905, 240)):
        buildings.street_lamp(c, x, y, h, on=True)
    people.standing(c, 390, 912, 250, coat=(60, 70, 76), near=0.9, stride=0.5, silhouette=True)
    return Frame(560, 640, "a lone walker and lamps on a quay in fog", grain=0.9)


def snow(c: Canvas) -> Frame:
    """The town under snow."""
    c.sky(down_to=700, clouds=0.5)
    white, blue = (247, 246, 242), (176, 194, 212)
    c.poly(c.ridge(560, 230), mix(white, c.mood.haze, 0.55))
    buildings.skyline(c, 600, near=0.35, height=92, spire=1010)
    buildings.terrace(c, 700, x0=0, x1=520, height=210, near=0.85, gables=0.7)
    buildings.terrace(c, 680, x0=1040, x1=1540, height=190, near=0.8, gables=0.7)
    ground = [(-10, 700), (520, 672), (1040, 660), (1510, 690), (1510, 1010), (-10, 1010)]
    c.poly(ground, white)
    c.poly([(620, 668), (820, 664), (1060, 1010), (330, 1010)], mix(white, blue, 0.5))
    c.spray(ground, blue, towards="down", amount=0.45)
    for x, y, h in ((150, 780, 430), (1330, 800, 480), (960, 690, 220)):
        nature.tree(c, x, y, h, (90, 80, 80), bare=True)
    buildings.street_lamp(c, 520, 780, 330, on=True)
    for x, y, h, coat in ((690, 800, 170, (190, 64, 52)), (760, 815, 120, (222, 168, 70)), (850, 740, 105, (50, 84, 104))):
        people.standing(c, x, y, h, coat=coat, stride=0.4)
    nature.snowfall(c)
    return Frame(720, 700, "people walking home through snow between the houses")


def sunset(c: Canvas) -> Frame:
    """The sun going down behind the headlands."""
    c.sky(down_to=640, sun=(700, 545), glow=560, clouds=0.65)
    c.disc(700, 545, 92, lighter(c.mood.sun, 0.2))
    for near, y, height in ((0.18, 610, 190), (0.34, 622, 130)):
        c.poly(c.ridge(y, height), c.mood.depth(near))
    boats.water(c, 620, glitter=700)
    for x, y, k in ((380, 690, 0.5), (1010, 660, 0.34), (1180, 730, 0.7)):
        boats.yacht(c, x, y, k, (70, 44, 60), near=0.85, lean=0.03)
    bank = [(-10, 1010), (-10, 870), (260, 850), (520, 905), (900, 960), (1000, 1010)]
    c.poly(bank, c.mood.depth(1))
    nature.reeds(c, 1000, height=210, colour=c.mood.depth(0.9), count=120, x1=640)
    for x, h in ((210, 190), (290, 180)):
        people.standing(c, x, 866, h, near=1.0, silhouette=True)
    nature.flock(c, 12, box=(800, 140, 1350, 420), colour=c.mood.depth(0.85))
    return Frame(700, 570, "two people watching the sun go down over the sea")


def rainy(c: Canvas) -> Frame:
    """Umbrellas on a shining street."""
    c.sky(down_to=640, clouds=0.6)
    buildings.skyline(c, 560, near=0.3, height=150, spire=760)
    buildings.terrace(c, 660, x0=-60, x1=480, height=330, near=0.75)
    buildings.terrace(c, 660, x0=1010, x1=1560, height=330, near=0.75)
    c.mist(440, 660, c.mood.haze, 0.45)
    for x, h in ((520, 300), (960, 300), (300, 420), (1220, 420)):
        buildings.street_lamp(c, x, 660 if h < 400 else 700, h, on=True)
    for step, x in enumerate((640, 790, 900)):
        people.standing(c, x, 655, 110 + step * 6, stride=0.5, near=0.8)
    c.reflect(660, depth=340, tint=c.mood.depth(0.45), strength=0.55)
    brollies = [(196, 58, 50), (226, 168, 60), (44, 92, 108), (72, 62, 84)]
    for tint, (x, y, h) in zip(brollies, ((470, 900, 300), (1060, 930, 330), (760, 800, 220), (1330, 840, 250)), strict=True):
        people.standing(c, x, y, h, coat=(58, 62, 74), stride=0.6)
        colour, top = c.mood.lit(tint), y - h * 1.02
        c.line([(x + h * 0.1, y - h * 0.55), (x + h * 0.1, top - h * 0.2)], 4, c.mood.depth(1))
        arc = [(x + h * (0.1 + a * 0.38), top - h * 0.22 * (1 - a * a) ** 0.5) for a in (-1, -0.9, -0.7, -0.4, 0, 0.4, 0.7, 0.9,
            1)]
        c.poly(arc, colour)
        c.poly([*arc[4:], (x + h * 0.24, top)], mix(colour, c.mood.shade, 0.3))
    nature.rain(c, c.mood.light, count=240, slant=0.2, alpha=0.28)
    return Frame(760, 700, "people with umbrellas on a wet street")


def flood(c: Canvas) -> Frame:
    """Water in the street, a boat where cars were."""
    c.sky(down_to=560, clouds=0.7)
    buildings.skyline(c, 520, near=0.3, height=130, spire=980)
    buildings.terrace(c, 600, x0=-40, x1=640, height=270, near=0.85)
    buildings.terrace(c, 590, x0=900, x1=1560, height=250, near=0.8)
    buildings.street_lamp(c, 760, 600, 300, on=True)
    c.reflect(600, depth=400, tint=mix(c.mood.haze, (122, 108, 84), 0.5), strength=0.6)
    boats.ripples(c, 610, amount=120)
    for x, y in ((820, 690), (1230, 660)):
        c.line([(x, y), (x, y - 130)], 9, c.mood.depth(0.9))
        c.disc(x, y - 150, 36, c.mood.lit((200, 58, 50)))
        c.rect(x - 24, y - 156, 48, 12, c.mood.lit((246, 240, 226)))
    boat = c.mood.lit((224, 120, 44))
    c.poly([(420, 800), (860, 800), (830, 862), (460, 862)], boat)
    c.poly([(440, 834), (846, 834), (830, 862), (460, 862)], mix(boat, c.mood.shade, 0.4))
    for x, coat in ((520, (226, 170, 52)), (640, (190, 64, 54)), (760, (226, 170, 52))):
        people.standing(c, x, 856, 210, coat=coat)
    c.poly([(420, 800), (860, 800), (830, 862), (460, 862)], boat)
    c.lens(640, 868, 640, 16, c.mood.light, 0.5)
    nature.rain(c, c.mood.light, count=140, slant=0.3, alpha=0.25)
    return Frame(640, 720, "a rescue boat in a flooded street")
