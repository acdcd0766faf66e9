"""Heads in planes of light: no line around anything, one side in the light and one in the shade."""

# Outlines are read in rows, as they were drawn: one point a line would hide their shape.
# fmt: off

from collections.abc import Sequence
from dataclasses import dataclass

from comments.seeding.pictures.canvas import Canvas, Point, smooth
from comments.seeding.pictures.colour import Colour, darker, lighter, mix

SKIN: dict[str, Colour] = {
    "pale": (240, 202, 174), "fair": (230, 180, 146), "olive": (206, 154, 112), "tan": (182, 124, 84), "brown": (138, 88, 60),
    "deep": (98, 62, 46),
}
HAIR: dict[str, Colour] = {
    "black": (38, 34, 42), "brown": (84, 54, 42), "auburn": (142, 68, 42), "fair": (206, 160, 92), "grey": (152, 150, 150),
    "white": (230, 224, 212),
}

FACE = [(-112, -40), (-106, 36), (-90, 98), (-48, 152), (0, 168), (48, 152), (90, 98), (106, 36), (112, -40), (92, -132),
    (0, -172), (-92, -132)]
# The far half of the face: from the brow past the cheekbone to the chin.
SHADE = [(30, -172), (92, -132), (112, -40), (106, 36), (90, 98), (48, 152), (6, 168), (34, 132), (44, 96), (58, 62), (50, 22),
    (64, -18), (48, -52), (58, -112)]

BACK = {
    "long": [(-128, -60), (-150, 60), (-158, 190), (-120, 262), (120, 262), (158, 190), (150, 60), (128, -60), (100, -170),
        (0, -214), (-100, -170)],
    "bob": [(-130, -60), (-146, 40), (-138, 130), (-90, 150), (90, 150), (138, 130), (146, 40), (130, -60), (100, -168),
        (0, -208), (-100, -168)],
    "bun": [(-60, -196), (-66, -250), (0, -286), (66, -250), (60, -196)],
    "afro": [(-176, -60), (-172, 40), (-120, 96), (120, 96), (172, 40), (176, -60), (150, -190), (60, -262), (-60, -262),
        (-150, -190)],
}
FRONT = {
    "short": [(-116, -30), (-124, -90), (-104, -168), (-40, -210), (50, -208), (110, -166), (124, -90), (116, -30), (102, -64),
        (92, -112), (30, -132), (-50, -128), (-94, -104), (-104, -60)],
    "side": [(-118, -16), (-128, -90), (-108, -170), (-30, -216), (66, -206), (118, -158), (128, -86), (118, -24), (104, -70),
        (96, -110), (40, -120), (-40, -150), (-84, -96), (-106, -58)],
    "swept": [(-114, -40), (-122, -100), (-96, -180), (-10, -222), (84, -206), (124, -140), (116, -36), (104, -80), (74, -138),
        (-10, -146), (-80, -120), (-104, -70)],
    "fringe": [(-128, 10), (-132, -90), (-106, -172), (0, -214), (106, -172), (132, -90), (128, 10), (108, -40), (100, -78),
        (40, -92), (-30, -84), (-98, -76), (-108, -40)],
    "parted": [(-130, 40), (-134, -80), (-104, -172), (0, -212), (104, -172), (134, -80), (130, 40), (114, -20), (96, -86),
        (30, -140), (-16, -164), (-70, -110), (-108, -40)],
    "drawn": [(-114, -40), (-120, -100), (-92, -174), (0, -206), (92, -174), (120, -100), (114, -40), (98, -92), (52, -138),
        (0, -148), (-52, -138), (-98, -92)],
    "receding": [(-110, 6), (-120, -50), (-112, -104), (-88, -136), (-70, -142), (-88, -104), (-100, -50)],
    "curls": [(-122, -20), (-140, -80), (-122, -150), (-78, -196), (-10, -216), (66, -204), (122, -152), (140, -80), (122, -20),
        (106, -70), (84, -112), (40, -104), (0, -124), (-44, -106), (-86, -116), (-106, -70)],
}
# A headscarf around the face: a ring, so its inner edge runs back along the cheeks.
SCARF_EDGE = [(-92, 110), (-136, 60), (-140, -70), (-106, -180), (0, -222), (106, -180), (140, -70), (136, 60), (92, 110),
    (104, 30), (106, -60), (76, -124), (0, -148), (-76, -124), (-106, -60), (-104, 30)]
SCARF_FOLD = [(60, -206), (106, -180), (140, -70), (136, 60), (92, 110), (110, 40), (118, -60), (94, -140)]
STYLES: dict[str, tuple[str | None, str | None]] = {
    "short": (None, "short"), "side": (None, "side"), "swept": (None, "swept"), "bob": ("bob", "fringe"), "long": ("long",
        "parted"),
    "bun": ("bun", "drawn"), "afro": ("afro", "curls"), "curls": (None, "curls"), "receding": (None, "receding"), "bald": (None,
        None),
    "scarf": (None, None), "cap": (None, "receding"), "beanie": (None, None),
}


@dataclass(frozen=True)
class Face:
    """Who is painted: every word names an entry of the tables above."""

    skin: str = "fair"
    hair: str = "brown"
    style: str = "short"
    beard: str = ""  # "", "stubble", "full", "moustache"
    glasses: bool = False
    lined: bool = False  # the marks of years
    wide: float = 1.0  # the breadth of the face
    smile: float = 0.5
    wear: Colour = (60, 92, 110)  # what a cap, a scarf or a beanie is made of


class Head:
    """One head on a canvas: `x`, `y` is its middle, `k` its size, `turn` how far it looks aside (units of the face)."""

    def __init__(self, c: Canvas, face: Face, *, x: float, y: float, k: float, turn: float) -> None:
        self.c, self.face, self.x, self.y, self.k, self.turn = c, face, x, y, k, turn
        self.skin = mix(SKIN[face.skin], c.mood.lit(SKIN[face.skin]), 0.6)
        self.hair = mix(HAIR[face.hair], c.mood.lit(HAIR[face.hair]), 0.6)
        self.shade = darker(mix(self.skin, (150, 40, 30), 0.16), 0.26)
        self.side = 1 if turn >= 0 else -1

    def at(self, points: Sequence[Point]) -> list[Point]:
        """Points of the face on the canvas, the shaded half away from where it looks."""
        return [(self.x - self.side * a * self.face.wide * self.k, self.y + b * self.k) for a, b in points]

    def shape(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0, *, curved: bool = True) -> None:
        self.c.poly(smooth(self.at(points)) if curved else self.at(points), colour, alpha)

    def feature(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A part of the face proper, which moves with the turn of the head."""
        self.shape([(a - abs(self.turn), b) for a, b in points], colour, alpha)

    def behind(self) -> None:
        """Neck, and the hair that falls behind it."""
        back, _ = STYLES[self.face.style]
        if back:
            self.shape(BACK[back], darker(self.hair, 0.3))
        scarf = self.face.style == "scarf"
        wear = self.c.mood.lit(self.face.wear)
        neck, under = (wear, darker(wear, 0.3)) if scarf else (self.skin, self.shade)
        broad = 1.45 if scarf else 1.0
        self.shape([(-66 * broad, 40), (-70 * broad, 200), (-120, 300), (120, 300), (70 * broad, 200), (66 * broad, 40)], neck,
            curved=False)
        self.shape([(0, 206), (66 * broad, 60), (70 * broad, 200), (120, 300), (74, 300)], under, curved=False)
        self.shape([(-66, 110), (66, 90), (67, 172), (0, 214), (-60, 168)], under)

    def front(self) -> None:
        """Face, features, hair."""
        c, shade = self.c, self.shade
        for side in (-1, 1):
            self.shape([(side * 108, -22), (side * 132, -30), (side * 132, 18), (side * 112, 44)], shade
                if side > 0 else self.skin)
        self.shape(FACE, self.skin)
        c.spray(smooth(self.at(FACE)), mix(self.skin, (206, 84, 62), 0.4), towards="down", amount=0.3)
        self.shape(SHADE, shade)
        self._features()
        self._beard()
        self._hair()
        if self.face.glasses:
            self._glasses()

    def _features(self) -> None:
        deep, ink = darker(mix(self.shade, (120, 30, 24), 0.2), 0.42), darker(self.hair if self.face.hair not in {"white",
            "fair"} else (92, 70, 60), 0.35)
        for side in (-1, 1):
            x = side * 47
            self.feature([(x - 30, -20), (x, -40), (x + 30, -20), (x + 24, 2), (x - 24, 2)], self.shade, 0.55)
            self.feature([(x - 24, -9), (x - 6, -19), (x + 14, -18), (x + 25, -8), (x + 8, 0), (x - 12, 0)], (244, 234, 220)
                if side < 0 else (206, 194, 184))
            self.feature([(x - 8, -17), (x + 10, -17), (x + 10, -1), (x - 8, -1)], darker(ink, 0.4))
            self.feature([(x - 27, -8), (x - 6, -22), (x + 15, -21), (x + 28, -8), (x + 13, -16), (x - 8, -16)],
                darker(ink, 0.5))
            self.feature([(x - 32, -44), (x - 6, -58), (x + 32, -46), (x + 6, -49)] if side < 0 else [(x + 32, -44),
                (x + 6, -58), (x - 32, -46), (x - 6, -49)], ink)
            if self.face.lined:
                self.feature([(x - 26, 12), (x, 20), (x + 24, 14), (x, 16)], self.shade if side < 0 else deep, 0.8)
        self.feature([(-2, -36), (14, 10), (28, 42), (20, 56), (-14, 58), (-4, 46), (2, 10)], self.shade if self.turn else deep,
            0.9)
        self.feature([(4, -30), (22, 18), (30, 44), (20, 57), (2, 58), (12, 40)], deep, 0.5)
        self.feature([(-18, 54), (-4, 60), (16, 58), (2, 63)], deep)
        lift = 10 * self.face.smile
        lips = mix(self.skin, (168, 52, 50), 0.5)
        self.feature([(-42, 92 - lift), (-10, 85), (0, 88), (10, 85), (42, 92 - lift), (0, 97 + lift * 0.3)],
            darker(lips, 0.25))
        self.feature([(-32, 95 - lift * 0.4), (0, 98 + lift * 0.3), (32, 95 - lift * 0.4), (0, 112)], lips)
        self.feature([(-20, 124), (4, 120), (26, 126), (4, 130)], self.shade, 0.7)
        if self.face.lined:
            for side in (-1, 1):
                self.feature([(side * 40, 50), (side * 58, 76), (side * 60, 98), (side * 52, 76)], self.shade
                    if side < 0 else deep, 0.8)
            for y in (-84, -104):
                self.feature([(-46, y), (0, y - 5), (44, y), (0, y - 1)], self.shade, 0.7)

    def _beard(self) -> None:
        beard, hair = self.face.beard, self.hair
        jaw = [(-108, 10), (-104, 50), (-92, 112), (-50, 172), (0, 188), (50, 172), (92, 112), (104, 50), (108, 10), (88, 62),
            (56, 74), (0, 72), (-56, 74), (-88, 62)]
        if beard == "stubble":
            self.c.spray(smooth(self.at(jaw)), darker(mix(hair, self.skin, 0.3), 0.1), towards="down", amount=0.55)
        elif beard:
            if beard == "full":
                self.shape(jaw, hair)
                self.c.spray(smooth(self.at(jaw)), darker(hair, 0.35), towards="down", amount=0.5)
                lips = mix(self.skin, (168, 52, 50), 0.5)
                self.feature([(-30, 96), (0, 92), (30, 96), (0, 110)], darker(lips, 0.2))
            self.feature([(-52, 92), (-26, 72), (0, 70), (26, 72), (52, 92), (20, 86), (0, 84), (-20, 86)], lighter(hair, 0.08))

    def _hair(self) -> None:
        c, hair = self.c, self.hair
        _, front = STYLES[self.face.style]
        if front:
            outline = FRONT[front]
            self.shape(outline, hair)
            if front == "receding":
                self.shape([(-a, b) for a, b in outline], darker(hair, 0.25))
            else:
                c.spray(smooth(self.at(outline)), lighter(hair, 0.28), towards="up", amount=0.42)
        if self.face.style == "bald":
            self.feature([(-70, -140), (-30, -160), (10, -158), (-30, -148)], lighter(self.skin, 0.5), 0.8)
        wear, dark = c.mood.lit(self.face.wear), darker(c.mood.lit(self.face.wear), 0.3)
        if self.face.style == "cap":
            self.shape([(-126, -84), (-128, -160), (-80, -214), (10, -228), (96, -206), (130, -150), (126, -84), (0, -104)],
                wear)
            self.shape([(40, -220), (96, -206), (130, -150), (126, -84), (80, -96)], dark)
            self.shape([(-150, -86), (-80, -112), (30, -112), (126, -86), (40, -82), (-60, -70)], dark)
        if self.face.style == "beanie":
            self.shape([(-122, -70), (-130, -150), (-70, -224), (0, -240), (70, -224), (130, -150), (122, -70)], wear)
            self.shape([(50, -230), (130, -150), (122, -70), (90, -80)], dark)
            self.shape([(-130, -62), (-130, -110), (0, -130), (130, -110), (130, -62), (0, -88)], lighter(wear, 0.15))
        if self.face.style == "scarf":
            self.shape(SCARF_EDGE, wear)
            self.shape(SCARF_FOLD, dark)

    def _glasses(self) -> None:
        rim = darker(self.hair, 0.5)
        for side in (-1, 1):
            centre = self.at([(side * 48 - abs(self.turn), -10)])[0]
            w, h = 37 * self.k * self.face.wide, 31 * self.k
            ring = [(centre[0] + w * a, centre[1] + h * b) for a, b in
                    ((-1, -0.4), (-0.7, -0.95), (0, -1), (0.7, -0.95), (1, -0.4), (0.8, 0.6), (0.2, 1), (-0.3, 1),
                        (-0.85, 0.6))]
            curve = smooth(ring)
            self.c.poly(curve, (255, 255, 255), 0.12)
            self.c.line([*curve, *curve[:2]], 5.5 * self.k, rim)
        self.c.line(self.at([(-12 - abs(self.turn), -16), (12 - abs(self.turn), -16)]), 6 * self.k, rim)
        self.c.line(self.at([(86 - abs(self.turn), -16), (116, -18)]), 6 * self.k, rim)
