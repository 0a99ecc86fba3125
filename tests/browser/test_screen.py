"""What the page looks like where only a browser knows: at every width, by keyboard alone, in every script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.model import Article
from dashboard.store import EventStore
from tests.browser.app import MARKS, drawn, settle, until
from tests.browser.conftest import PHONE
from tests.browser.test_reader import CHART, query, result

pytestmark = pytest.mark.browser

MONTHS = "January February March April May June July August September October November December".split()
HEBREW = "\u05e9\u05e8\u05ea \u05d4\u05d7\u05d5\u05e5 \u05d1\u05d9\u05e7\u05e8\u05d4."
TEXTS = ".st-key-chart .textpoint text, .st-key-chart .annotation text"
BOXES = """all => all.map(t => [t.textContent, t.getBoundingClientRect()])
  .map(([t, b]) => [t, b.x, b.y, b.right, b.bottom]).filter(([t, x, y, r]) => t && r > x)"""
INK = "all => all.map(n => [getComputedStyle(n).color, getComputedStyle(n).opacity])"
HEIGHTS = "all => all.filter(b => b.offsetParent).map(b => [b.innerText, b.getBoundingClientRect().height])"
FOCUSED = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at?.innerText
}"""
NAMELESS = """() => [...document.querySelectorAll("button, input, a[href], [role=button], textarea")]
  .filter(e => e.offsetParent && !e.closest("[aria-hidden=true]") && e.getAttribute("aria-hidden") !== "true")
  .filter(e => !(e.innerText.trim() || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.title ||
                 e.getAttribute("placeholder") || e.labels?.length))
  .map(e => e.outerHTML.slice(0, 160))"""


def contrast(ink: str, ground: str, alpha: float) -> float:
    """The contrast of WCAG between two colours as a browser writes them."""
    one, two = ([float(part) for part in re.findall(r"[\d.]+", colour)[:3]] for colour in (ink, ground))
    mixed = [alpha * a + (1 - alpha) * b for a, b in zip(one, two, strict=True)]

    def light(colour: list[float]) -> float:
        parts = (c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)) + 0.05

    high, low = sorted((light(mixed), light(two)), reverse=True)
    return high / low


@pytest.fixture(scope="module")
def marks(server: str, folder: Path) -> Iterator[str]:
    """A collection of two hundred visits on as many days, and an article with a paragraph in Hebrew."""
    store = EventStore(f"sqlite:///{folder}/test.db")
    store.create("Marks", "marks")
    days = [date.fromordinal(date(2021, 1, 1).toordinal() + n) for n in range(200)]
    told = "\n\n".join(f"Minister Anna Berg visited Oslo on {d.day} {MONTHS[d.month - 1]} {d.year}." for d in days)
    rtl = f"Minister Anna Berg visited Bern on 2 August 2021.\n\n{HEBREW}"
    store.add("marks", [Article("all", told, published=date(2021, 8, 1), language="en")])
    store.add("marks", [Article("rtl", rtl, published=date(2021, 8, 3), language="en")])
    yield "marks"
    store.close()


@pytest.mark.parametrize(
    ("width", "path"),
    [(1400, "/?c=sample"), (820, "/?c=sample"), (390, "/?c=sample&show=lanes&from=2022-01-19&to=2022-01-23&v=1")],
)
def test_no_label_lies_on_another_at_any_width(open_page, width: int, path: str) -> None:
    options = PHONE if width == 390 else {"viewport": {"width": width, "height": 1000}}
    page = open_page(path, **options)
    page.wait_for_selector(".st-key-chart .textpoint text")
    settle(page, 1200)  # a width that was not known yet is told and the chart drawn anew
    boxes = page.eval_on_selector_all(TEXTS, BOXES)
    assert len(boxes) > 12
    for one, two in combinations(boxes, 2):
        apart = one[3] <= two[1] + 1 or two[3] <= one[1] + 1 or one[4] <= two[2] + 4 or two[4] <= one[2] + 4
        assert apart, f"{one[0]} lies on {two[0]}"
    assert all(box[1] >= -2 and box[3] <= width + 2 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_hundred_instants_are_two_hundred_marks_that_can_be_hit(open_page, marks: str) -> None:
    page = open_page(f"/?c={marks}&v=1", viewport={"width": 1920, "height": 1080})
    drawn(page)
    settle(page, 1200)
    sizes = page.eval_on_selector_all(MARKS, "all => all.map(m => m.getBoundingClientRect().width)")
    assert sum(size >= 4 for size in sizes) >= 200
    assert "Showing all" in page.locator("body").inner_text()


def test_the_lane_of_who_is_chosen_in_the_filter_is_seen_without_scrolling(open_page) -> None:
    page = open_page("/?c=sample")
    drawn(page)
    lane = page.locator(".st-key-chart .annotation text", has_text="Boris Johnson")
    assert lane.count() == 0
    page.get_by_role("combobox", name="Actors").click()
    page.keyboard.type("Johnson")
    page.keyboard.press("Enter")
    until(page, lambda: query(page).get("actor") == ["boris-johnson"])
    until(page, lambda: lane.count() == 1)
    names = page.locator(".st-key-chart .annotation text").filter(has_text=re.compile(r" \d"))
    assert lane.bounding_box()["y"] == min(box["y"] for box in (one.bounding_box() for one in names.all()))
    assert lane.bounding_box()["y"] < page.viewport_size["height"]


def test_a_click_on_a_lanes_name_filters_and_the_name_stays_under_the_pointer(open_page) -> None:
    page = open_page("/?c=sample", viewport={"width": 1400, "height": 1400})
    drawn(page)
    everything = result(page)
    name = page.locator(".st-key-chart .annotation text", has_text="Sergei Lavrov")
    place = name.bounding_box()
    name.click()
    until(page, lambda: query(page).get("actor") == ["sergei-lavrov"])
    until(page, lambda: result(page) != everything)
    drawn(page)
    again = page.locator(".st-key-chart .annotation text", has_text="Sergei Lavrov")
    assert again.bounding_box() == pytest.approx(place, abs=2)
    again.click()
    until(page, lambda: "actor" not in query(page))


def test_by_keyboard_alone_an_event_is_reached_opened_and_shared(open_page) -> None:
    page = open_page("/?c=sample")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawn(page)
    page.keyboard.press("k")
    page.locator(".st-key-card").wait_for()
    settle(page)
    event = query(page)["event"]
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "Link to this event":
            break
    page.keyboard.press("Enter")
    until(page, lambda: f"event={event[0]}" in page.evaluate("navigator.clipboard.readText()"))


def test_what_is_written_from_right_to_left_is_shown_so(open_page, marks: str, folder: Path) -> None:
    store = EventStore(f"sqlite:///{folder}/test.db")
    event = next(e for e in store.load(marks).events if e.mentions[0].article == "rtl")
    store.close()
    page = open_page(f"/?c={marks}&event={event.id}&v=1")
    page.locator("summary", has_text="Read the article").click()
    paragraph = page.locator(".st-key-card details p", has_text=HEBREW)
    assert paragraph.evaluate("node => getComputedStyle(node).direction") == "rtl"
    first = page.locator(".st-key-card details p").first
    assert first.evaluate("node => getComputedStyle(node).direction") == "ltr"


@pytest.mark.parametrize(
    "path", ["/?c=sample&show=table", "/articles?c=sample", "/actors?c=sample", "/method?c=sample"]
)
def test_every_control_has_a_name_and_every_page_one_heading(open_page, path: str) -> None:
    page = open_page(path)
    page.locator("h1").wait_for()
    settle(page, 600)
    assert page.evaluate(NAMELESS) == []
    assert page.locator("h1").count() == 1
    assert page.locator(".js-plotly-plot").count() == page.get_by_role("figure").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_a_width_that_was_told_is_known_on_the_next_visit(open_page) -> None:
    page = open_page("/?c=sample", viewport={"width": 1000, "height": 900})
    drawn(page)
    until(page, lambda: "dateline_width" in {c["name"] for c in page.context.cookies()})
    (cookie,) = [c for c in page.context.cookies() if c["name"] == "dateline_width"]
    assert abs(int(cookie["value"]) - 920) < 30
    page.goto(page.url)
    drawn(page)
    wide = page.eval_on_selector(CHART, "plot => plot._fullLayout.width")
    assert abs(wide - int(cookie["value"])) < 40


SHOWN = """
window.shown = []
const look = () => {
  const plot = document.querySelector(".st-key-chart .js-plotly-plot")
  if (plot?.querySelector(".point") && getComputedStyle(plot).visibility === "visible") {
    const labels = [...plot.querySelectorAll("text")].map(text => text.textContent).join()
    if (labels !== window.shown.at(-1)) window.shown.push(labels)
  }
  requestAnimationFrame(look)
}
look()
"""


@pytest.mark.parametrize("width", [700, 900])
def test_a_chart_that_was_drawn_for_a_wider_window_is_not_shown(browser, server: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHOWN)
    page.goto(f"{server}/?c=sample")
    drawn(page)
    until(page, lambda: "dateline_width" in {c["name"] for c in context.cookies()})
    page.wait_for_function("window.shown.length > 0")
    settle(page, 1000)
    assert page.evaluate("window.shown.length") == 1
    context.close()


def test_no_control_moves_while_the_reader_filters(open_page) -> None:
    page = open_page("/?c=sample")
    drawn(page)
    where = ".st-key-filters2 button:visible, .st-key-look button:visible"
    chips = [button.inner_text() for button in page.locator(where).all()]
    places = [button.bounding_box() for button in page.locator(where).all()]
    page.get_by_placeholder("Search words").fill("lavrov")
    page.keyboard.press("Enter")
    until(page, lambda: "lavrov" in page.locator(".st-key-result").inner_text())
    settle(page)
    assert [button.inner_text() for button in page.locator(where).all()] != chips, "the counts follow the words"
    assert [button.bounding_box() for button in page.locator(where).all()] == places


@pytest.mark.parametrize("width", [820, 1100, 1400])
def test_the_filters_stand_in_one_row_however_many_actors_are_chosen(open_page, width: int) -> None:
    page = open_page("/?c=sample&actor=russia&actor=ukraine", viewport={"width": width, "height": 900})
    drawn(page)
    page.get_by_role("radio", name="any actor").wait_for()
    one_row = page.locator(".st-key-filters").bounding_box()
    boxes = [page.get_by_placeholder("Search words"), page.get_by_role("combobox", name="Actors")]
    middles = [box["y"] + box["height"] / 2 for box in (each.bounding_box() for each in boxes)]
    assert one_row["height"] < 60 and max(middles) - min(middles) < 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_print_is_legible_in_both_themes(open_page, scheme: str) -> None:
    page = open_page("/?c=sample&show=list&from=2022-01-10&v=1", color_scheme=scheme)
    page.locator("[data-testid=stCaptionContainer]").first.wait_for()
    settle(page, 600)
    ground = page.eval_on_selector("[data-testid=stApp]", "node => getComputedStyle(node).backgroundColor")
    inks = page.eval_on_selector_all("[data-testid=stCaptionContainer]", INK)
    assert inks
    for colour, alpha in inks:
        assert contrast(colour, ground, float(alpha)) >= 4.5


def test_what_a_finger_has_to_hit_is_large_enough(open_page) -> None:
    page = open_page("/?c=sample", **PHONE)
    page.locator("[class*=st-key-pick_] button").first.wait_for()
    heights = page.eval_on_selector_all("[data-testid=stMain] button", HEIGHTS)
    assert len(heights) > 10
    assert [name for name, height in heights if height < 40] == []
