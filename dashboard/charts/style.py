"""How things look: one accent, one blue, greys, and marks that differ by shape and fill before they differ by colour.

The hues are Okabe and Ito's, which people with any colour vision tell apart. Marks have a contrast of at least 3:1 and
text of 4.5:1 against the ground of their theme (a test computes it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

import plotly.graph_objects as go

from dashboard.charts.scene import Scene, Window

ROW = 18  # pixels of one row inside a lane
GAP = 10  # pixels between lanes
NAMES, RIGHT = 170, 14  # pixels left of the lanes for their names, and right of them
FONT = "Source Sans, Source Sans Pro, system-ui, sans-serif"
FONT_SIZE = 12
SHORT = 3  # letters of a word in small letters that no label ends with where it was cut
LEAST_LABEL = 16  # characters of a label that was cut
# hundredths of the font's size that its letters take: Python has no font to measure them with
_WIDE = {
    " ": 20, "filj',.:;|’I": 27, "()[]{}-!": 30, "rt/\\": 35, "s\"“”?*z": 43, "ckxyvJ": 47, "aegELFYVTX–": 51,
    "0123456789$+=<>_^~#SZ": 52, "bdhnopquAPRCK": 56, "B&DGUNHOQ": 65, "w": 72, "MWm%@—": 83, "…": 96,
}  # fmt: skip
WIDTHS = {letter: wide for letters, wide in _WIDE.items() for letter in letters}
SIZES = (10, 12.5, 15)  # of a mark told by 1, by 2 or 3, by 4 and more sources


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme; `ground` is what they were checked against, figures are transparent."""

    ground: str
    text: str
    quiet: str  # axis and secondary text
    rule: str  # the coarser time marks
    band: str  # every other lane
    mark: str
    denied: str
    grey: str  # what the filters leave out
    accent: str  # selection and as-of line
    stage: str  # the window on the overview
    card: str


THEMES = {
    "light": Theme(
        "#ffffff", "#31333f", "#5f6270", "#dcdee4", "rgba(49,51,63,0.035)", "#0072B2", "#6b6b6b", "#c9ccd3", "#D55E00",
        "rgba(0,114,178,0.10)", "#ffffff",
    ),
    "dark": Theme(
        "#0e1117", "#fafafa", "#a9adb8", "#343842", "rgba(250,250,250,0.04)", "#56B4E9", "#a0a0a0", "#454a56",
        "#E8762B", "rgba(86,180,233,0.16)", "#262730",
    ),
}  # fmt: skip

# status (and what became of an expectation) → Plotly symbol; "-open" takes the colour as a line
SYMBOLS = {
    "happened": "circle",
    "ongoing": "circle",
    "expected": "circle-open",
    "possible": "diamond-open",
    "denied": "x-thin",
    "confirmed": "circle-open-dot",
    "postponed": "triangle-right-open",
    "cancelled": "circle-x-open",
    "group": "square",
}


def theme_of(scene: Scene) -> Theme:
    """The theme by name; an unknown name is the light one."""
    return THEMES.get(scene.theme, THEMES["light"])


def faded(colour: str, alpha: float) -> str:
    """A hex colour with transparency."""
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},{alpha:g})"


def plain(text: str) -> str:
    """Text for a Plotly label: its pseudo-HTML is taken from it."""
    return escape(text, quote=False)


@lru_cache(maxsize=8192)
def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Pixels a text will take in the font of the page, a little too many rather than too few."""
    return 0.0104 * size * sum(WIDTHS.get(c) or (100 if ord(c) > 0x2E7F else 72 if c.isupper() else 58) for c in text)


def shortened(text: str, width: float, size: float = FONT_SIZE) -> str:
    """The text cut at a word to fit a width in pixels, "" where less than a name and a verb would be left."""
    if text_width(text, size) <= width:
        return text
    words = text.split()
    while len(words) > 2:
        words.pop()
        while len(words) > 2 and len(words[-1]) <= SHORT and words[-1].islower():
            words.pop()  # "to", "the", "und": what it belongs to is cut off
        cut = " ".join(words).rstrip(",;:–-") + "…"
        if text_width(cut, size) <= width:
            return cut if len(cut) >= LEAST_LABEL else ""
    return ""


def base_layout(scene: Scene, height: int) -> dict:
    """What all figures share: transparent, still, without legend or buttons that leave the page."""
    theme = theme_of(scene)
    return {
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": theme.text},
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.card, "bordercolor": theme.rule, "align": "left", "namelength": 0,
            "font": {"family": FONT, "size": 13, "color": theme.text},
        },
        "uirevision": "timeline",
    }  # fmt: skip


def time_axis(scene: Scene, window: Window, side: str = "bottom", one_line: bool = False) -> dict:
    """Two-level ticks: the fine unit on every tick, the coarse one under it where it changes; the range is given.

    With `one_line` both stand in each tick, of which there are fewer.
    """
    theme = theme_of(scene)
    room = max(3, scene.width // (130 if one_line else 60 if scene.is_narrow else 80))
    step, form, mode = _ticks(window, room)
    if one_line or scene.is_narrow:
        form = form.replace("%B", "%b")
    if one_line:
        form = form.replace("\n", " ")
    # a mark stands at noon, so a tick that names a day does too; 1 January 2001 was a Monday
    first = "2000-01-01" if isinstance(step, str) else "2001-01-01 12:00"
    return {
        "type": "date", "side": side, "range": list(window.ms), "autorange": False, "showgrid": False,
        "zeroline": False,
        "tickfont": {"color": theme.quiet, "size": FONT_SIZE}, "ticks": "outside", "ticklen": 4,
        "tickcolor": theme.rule,
        "linecolor": theme.rule, "showline": True, "dtick": step, "tick0": first, "tickformat": form,
        "ticklabelmode": mode, "tickangle": 0, "automargin": False,
        # half a label is none; but the first day of a narrow chart must stay, for the year stands under it alone
        "ticklabeloverflow": "allow" if scene.is_narrow and not one_line else "hide past div",
    }  # fmt: skip


def _ticks(window: Window, room: int) -> tuple[float | str, str, str]:
    """Step, format and whether the label names a period: the finest step that leaves each label its room."""
    day = 86_400_000
    years = window.days / 365.25
    steps: list[tuple[float, float | str, str, str]] = [
        (1, day, "%-d\n%B %Y", "instant"),
        (2, 2 * day, "%-d\n%B %Y", "instant"),
        (7, 7 * day, "%-d %b\n%Y", "instant"),
        (14, 14 * day, "%-d %b\n%Y", "instant"),
        (30.4, "M1", "%b\n%Y", "period"),
        (91, "M3", "%b\n%Y", "instant"),
        (365, "M12", "%Y", "period"),
        (730, "M24", "%Y", "instant"),
        (1826, "M60", "%Y", "instant"),
        (3652, "M120", "%Y", "instant"),
        (9131, "M300", "%Y", "instant"),
        (36524, "M1200", "%Y", "instant"),
    ]
    for days, step, form, mode in steps:
        if window.days / days <= room:
            return step, form, mode
    return f"M{12 * 1000 * max(1, round(years / 1000 / room))}", "%Y", "instant"


def anchor(x: float, width: float, reach: float = 60) -> str:
    """Where a centred note must turn away from the edge of the plot; pixels."""
    return "left" if x < reach else "right" if width - x < reach else "center"


class Figure(go.Figure):
    """A figure that is drawn once and shown often: what it is made of is gathered once, and it is not changed."""

    _told: dict | None = None

    def to_dict(self) -> dict:
        """All of it; the same dictionary each time."""
        if self._told is None:
            self._told = super().to_dict()
        return self._told


def figure(traces: list[dict], layout: dict) -> go.Figure:
    """A figure from plain dictionaries, without the template that would fight the page's theme.

    Plotly is not asked whether it knows every property, which took longer than all else in drawing a chart: the tests
    ask, of every chart.
    """
    return Figure({"data": traces, "layout": {**layout, "template": {}}}, _validate=False)
