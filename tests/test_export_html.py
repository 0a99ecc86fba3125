"""The page that opens from disk holds every event with its sentence, runs nothing foreign, and filters by actor."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from dashboard.export import to_html
from dashboard.model import Article, Block, Sentence, Timeline
from dashboard.pages import marked
from dashboard.pipeline import read_timeline
from dashboard.session import _quotes
from dashboard.table import to_frame
from tests.sketch import event, sketch

EVENTS = [
    event("berlin", "2022-01-20", "blinken", via="us", label="Blinken visits Berlin"),
    event("geneva", "2022-01-21", "blinken lavrov", via="us russia", label="Blinken meets Lavrov", sources=4),
    event("reply", "2022-01-24/2022-01-30", "us russia", status="expected", label="Written response"),
    event("troops", "2021-11/..", "russia", status="ongoing", label="Troops massed"),
    event("deadline", "../2022-02-01", "nato", status="possible", label="Answer to the demands"),
    event("denial", "2022-01-19", "russia", status="denied", label="Invasion denied"),
    event("someday", None, "lavrov", label="A call"),
]
HOSTILE = [
    event(
        "x", "2022-01-20", "us", label="</script><script>alert(1)</script>", text="the day <img src=x onerror=alert(2)>"
    ),
    event(
        "y",
        "2022-01-21",
        "us",
        label="<!-- half a comment",
        text="\u2028 {{title}} {{data}} \U0001f600 the day \U0001f600",
    ),
    event("z", "0044-03-15", "us", label="<!--", text="the day ]]> --> &amp; {0} %s"),
]


def page_of(events: list, title: str = "A story", **options: object) -> tuple[str, BeautifulSoup, Timeline]:
    timeline = sketch(events)
    text = to_html(timeline, to_frame(timeline), title, **options)
    return text, BeautifulSoup(text, "html.parser"), timeline


def test_the_list_holds_every_event_with_date_status_actors_and_sentence() -> None:
    _, soup, timeline = page_of(EVENTS)
    items = {item["data-id"]: item for item in soup.select("li.event")}
    assert list(items) == [e.id for e in timeline.events]
    text = " ".join(items["geneva"].get_text(" ").split())
    for part in ("Friday 21 January 2022", "happened", "Antony Blinken and Sergey Lavrov", "4 sources",
                 "by affiliation: United States and Russia", "Blinken meets Lavrov was told"):  # fmt: skip
        assert part in text
    assert items["someday"].select_one(".when").text == "undated"
    assert items["deadline"].select_one(".when").text == "by 1 February 2022"


def test_who_said_it_is_told_with_the_sentence() -> None:
    _, soup, _ = page_of([event("a", "2022-01-20", "us", said="Sergey Lavrov"), event("b", "2022-01-21", "us")])
    told = [item.text for item in soup.select("li.event blockquote footer")]
    assert ["said by Sergey Lavrov" in quote for quote in told] == [True, False]


def test_the_date_phrase_is_marked_also_after_signs_beyond_the_first_plane() -> None:
    _, soup, _ = page_of(EVENTS + HOSTILE)
    assert {mark.text for mark in soup.select("blockquote mark")} == {"the day"}


def test_nothing_is_fetched_and_no_other_script_can_run() -> None:
    text, soup, _ = page_of(EVENTS + HOSTILE, title="</title><script>alert(3)</script>")
    assert not soup.select("link, img, iframe, script[src], base, object, style[src]")
    assert not re.search(r"@import|url\((?!#)", text)
    data, script = soup.select("script")
    digest = b64encode(sha256(script.string.encode()).digest()).decode()
    policy = soup.select_one("meta[http-equiv]")["content"]
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy
    assert len(json.loads(data.string)["events"]) == 10
    assert soup.h1.text == "</title><script>alert(3)</script>"


def test_what_an_article_says_is_text_and_never_a_placeholder() -> None:
    text, soup, _ = page_of(HOSTILE)
    assert "{{title}}" in soup.get_text()
    assert "</script><script>alert(1)</script>" in soup.get_text()
    text.encode("utf-8")


def test_links_lead_to_the_web_and_nowhere_else() -> None:
    timeline = sketch(EVENTS[:2])
    readings = {
        "a-berlin": "https://example.org/?a=1&b=\"><b>", "a-geneva": "javascript:alert(1)",
    }  # fmt: skip
    held = {
        id: replace(reading, article=replace(reading.article, url=readings[id]))
        for id, reading in timeline.readings.items()
    }
    timeline = replace(timeline, readings=held)
    soup = BeautifulSoup(to_html(timeline, to_frame(timeline), "Links"), "html.parser")
    assert [a["href"] for a in soup.select("blockquote a")] == [readings["a-berlin"]]


def test_only_the_events_of_the_frame_are_in_it() -> None:
    timeline = sketch(EVENTS)
    frame = to_frame(timeline)
    soup = BeautifulSoup(to_html(timeline, frame[frame["id"] == "troops"], "Part", "1 of 7 events"), "html.parser")
    assert [item["data-id"] for item in soup.select("li.event")] == ["troops"]
    assert [box["value"] for box in soup.select("input[name=actor]")] == ["russia"]
    assert soup.select_one("p.about").text == "1 of 7 events"


def test_the_number_of_events_is_said_once() -> None:
    _, soup, _ = page_of(EVENTS)
    assert soup.get_text().count("7 events") == 1
    assert not soup.select("p.about")
    assert not page_of(EVENTS, about="All 7 events")[1].select("p.about")


def test_a_sentence_is_quoted_before_a_headline_wherever_an_event_is_quoted() -> None:
    text = "Talks in Bergen\n\nThe two ministers met in Bergen on Monday."
    (one, _), at = event("talks", "2022-01-17", text=text), text.index("The two")
    head = replace(one.mentions[0], end=at - 2, time=None, block=Block.HEADLINE, salience=0.8)
    body = replace(head, id="m-body", start=at, end=len(text), block=Block.BODY, salience=0.3)
    timeline = sketch([(replace(one, mentions=(head, body)), text)])
    spans = (Sentence(0, at - 2, Block.HEADLINE, 0), Sentence(at, len(text), Block.BODY, 1))
    reading = replace(timeline.readings["a-talks"], sentences=spans)
    timeline = replace(timeline, readings={"a-talks": reading})
    soup = BeautifulSoup(to_html(timeline, to_frame(timeline), "Talks"), "html.parser")
    assert [quote.find(string=True) for quote in soup.select("blockquote")] == [text[at:]]
    assert _quotes(timeline)["talks"].text == text[at:]


def test_both_ends_of_a_date_that_are_named_apart_are_marked_as_one() -> None:
    text = "The ministers will meet in Bergen on 29 and 30 June. They met in Oslo on 8 May."
    timeline = read_timeline([Article("a", text, language="en", published=date(2022, 5, 20))])
    assert {event.date for event in timeline.events} == {"2022-06-29/2022-06-30", "2022-05-08"}
    quotes = _quotes(timeline).values()
    assert {quote.text[quote.start : quote.end] for quote in quotes} == {"29 and 30 June", "8 May"}
    soup = BeautifulSoup(to_html(timeline, to_frame(timeline), "Talks"), "html.parser")
    assert {mark.text for mark in soup.select("blockquote mark")} == {"29 and 30 June", "8 May"}
    (reading,) = timeline.readings.values()
    assert ">29 and 30 June</b>" in marked.text(reading, reading.events)


def test_an_empty_timeline_is_a_page_too() -> None:
    _, soup, _ = page_of([], as_of=date(2022, 1, 22))
    assert soup.select_one("#count").text == "No events yet"


def test_five_hundred_events_stay_under_a_megabyte_and_the_bytes_are_the_same() -> None:
    events = [
        event(f"e{i}", f"2022-01-{i % 28 + 1:02}", "us russia", text="the day " + "word " * 60) for i in range(500)
    ]
    text, _, _ = page_of(events)
    assert len(text.encode()) < 1_000_000
    assert text == page_of(events)[0]


# --- in a browser --------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path: Path, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Opens a file of this text in a page without network, which has nothing to complain of."""
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))

    def from_disk(text: str) -> Page:
        file = tmp_path / "story.html"
        file.write_text(text, encoding="utf-8")
        page.goto(file.as_uri())
        page.wait_for_selector("svg")
        return page

    yield from_disk
    assert page.complaints == []
    context.close()


@pytest.fixture
def page(opened: Callable[[str], Page]) -> Page:
    """The page of all the events."""
    return opened(page_of(EVENTS + HOSTILE)[0])


def listed(page: Page) -> list[str]:
    return page.eval_on_selector_all("li.event", "items => items.filter(i => i.offsetParent).map(i => i.dataset.id)")


@pytest.mark.browser
def test_what_became_of_an_expectation_changes_its_mark(tmp_path: Path, browser: Browser) -> None:
    ends = ("", "confirmed", "postponed", "cancelled")
    events = [event(f"e{i}", f"2022-01-{20 + i}", "us", status="expected", label="A call") for i in range(len(ends))]
    timeline = sketch(events)
    frame = to_frame(timeline)
    frame["outcome"] = frame["id"].map({f"e{i}": end for i, end in enumerate(ends)})
    file = tmp_path / "ends.html"
    file.write_text(to_html(timeline, frame, "Ends"), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("svg")
    shapes = [page.inner_html(f"svg [data-event=e{i}]") for i in range(len(ends))]
    page.close()
    assert [(shape.count("<circle"), shape.count("<path")) for shape in shapes] == [(2, 0), (3, 0), (1, 1), (2, 1)]


@pytest.mark.browser
def test_j_steps_on_and_k_back_from_the_first_and_the_last(page: Page) -> None:
    order = listed(page)
    for key, there in (("j", 0), ("j", 1), ("k", 0), ("Escape", None), ("k", -1)):
        page.keyboard.press(key)
        picked = page.eval_on_selector_all("li.picked", "items => items.map(i => i.dataset.id)")
        assert picked == ([] if there is None else [order[there]])


@pytest.mark.browser
def test_the_drawing_holds_a_span_to_its_last_day(tmp_path: Path, browser: Browser) -> None:
    days = [event(f"e{i}", f"2022-01-{20 + i // 3}", "us") for i in range(6)]
    file = tmp_path / "span.html"
    file.write_text(page_of([*days, event("reply", "2022-01-24/2022-01-30", "us")])[0], encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    page.goto(file.as_uri())
    page.wait_for_selector("svg")
    assert "30 Jan" in page.inner_text("#chart")
    page.close()


@pytest.mark.browser
def test_what_an_actor_only_spoke_of_comes_with_a_tick(opened: Callable[[str], Page]) -> None:
    spoken = event("spoken", "2022-01-22", "us", said="Sergey Lavrov", label="US answers")
    page = opened(page_of([*EVENTS, spoken])[0])
    listed = page.locator("li.event:visible")
    assert not page.locator("#spoken").is_visible()
    page.locator("label", has_text="Antony Blinken").click()
    assert not page.locator("#spoken").is_visible(), "he spoke of nothing else"
    page.locator("label", has_text="Antony Blinken").click()
    page.locator("label", has_text="Sergey Lavrov").click()
    assert listed.evaluate_all("all => all.map(item => item.dataset.id)") == ["geneva", "someday"]
    page.locator("#spoken label").click()
    assert listed.evaluate_all("all => all.map(item => item.dataset.id)") == ["geneva", "spoken", "someday"]
    assert "said=1" in page.url


def test_who_only_spoke_is_listed_with_what_they_spoke_of() -> None:
    _, soup, _ = page_of([event("spoken", "2022-01-22", "us", said="Sergey Lavrov", label="US answers")])
    chips = {chip.get_text(" ", strip=True) for chip in soup.select(".chips label:has([name=actor])")}
    assert "United States 1" in chips and "Sergey Lavrov only spoke of 1" in chips


@pytest.mark.browser
def test_of_a_date_only_the_part_that_the_words_name_is_drawn(opened: Callable[[str], Page]) -> None:
    frame = to_frame(sketch([event(name, "2022-01", "us") for name in ("all", "late")]))
    first, last = (pd.Series([None, day], dtype="datetime64[s]") for day in ("2022-01-16", "2022-01-31"))
    frame = frame.assign(near_start=first, near_end=last)
    page = opened(to_html(sketch([]), frame, "A story"))

    def fades() -> dict[str, tuple[float, float]]:
        marks = page.eval_on_selector_all(
            "svg [data-event]",
            "all => all.map(g => [g, g.querySelector('rect')])"
            ".map(([g, fade]) => [g.dataset.event, +fade.getAttribute('x'), +fade.getAttribute('width')])",
        )
        return {name: (x, x + wide) for name, x, wide in marks}

    whole, part = fades()["all"], fades()["late"]
    assert part[1] == pytest.approx(whole[1])
    assert (part[1] - part[0]) / (whole[1] - whole[0]) == pytest.approx(16 / 31, abs=0.01)
    page.fill("[name=to]", "2022-01-10")
    page.wait_for_function("document.querySelectorAll('svg [data-event] rect').length === 2")
    assert fades()["all"] == fades()["late"], "the days shown are none of that part"


@pytest.mark.browser
def test_what_a_lane_does_not_count_is_said(opened: Callable[[str], Page]) -> None:
    week = [event(f"w{i}", f"2022-01-{17 + i}", "us") for i in range(5)]
    page = opened(page_of([*week, event("old", "1990-05-01", "us"), event("someday", None, "us")])[0])
    assert page.inner_text(".chips label:has-text('United States') small") == "7"
    assert page.text_content("svg tspan").strip() == "5"
    assert page.inner_text("#notdrawn") == "Only in the list: 1 without a date, 1 before or after these days."
    page.fill("[name=from]", "1990-01-01")
    page.wait_for_function("document.getElementById('notdrawn').textContent.endsWith('1 without a date.')")
    assert page.text_content("svg tspan").strip() == "6"


@pytest.mark.browser
def test_a_crowded_lane_has_room_for_the_names_of_its_weightiest(opened: Callable[[str], Page]) -> None:
    crowd = [event(f"e{i}", f"2022-01-{i % 28 + 1:02}", "us", label=f"Something of {i} happens") for i in range(80)]
    main = [event(f"m{day}", f"2022-01-{day:02}", "us", label=f"Main matter {day}", sources=4) for day in (5, 14)]
    page = opened(page_of([*crowd, *main])[0])
    named = page.locator("svg text[data-of]").all_text_contents()
    assert {"Main matter 5", "Main matter 14"} <= set(named)


BOXES = "all => all.map(g => g.lastChild.getBBox()).map(b => [b.x, b.y, b.x + b.width, b.y + b.height])"


@pytest.mark.browser
def test_what_finds_no_row_is_counted_and_a_click_goes_nearer_and_then_to_the_list(
    opened: Callable[[str], Page],
) -> None:
    days = [(date(2022, 1, 1) + timedelta(n)).isoformat() for n in range(60)]
    crowd = [event(f"e{i}", days[i % 60], "us", label=f"Something of {i} happens") for i in range(480)]
    page = opened(page_of(crowd, as_of=date(2022, 3, 2))[0])
    squares = page.locator("svg [data-days]")

    def counted() -> int:
        return sum(map(int, squares.all_text_contents())) + page.locator("svg [data-event]").count()

    assert squares.count() and counted() == 480
    boxes = page.eval_on_selector_all("svg [role=button]", BOXES)
    for n, (left, top, right, bottom) in enumerate(boxes):
        for x0, y0, x1, y1 in boxes[:n]:
            assert x1 - 6 < left or right < x0 + 6 or y1 - 6 < top or bottom < y0 + 6, "one stands over another"
    squares.first.click()
    window = [page.input_value(f"[name={end}]") for end in ("from", "to")]
    assert window[0] < window[1] and "" not in window and counted() == 8 * (days.index(window[1]) + 1)
    squares.first.click()
    assert page.input_value("[name=to]") == page.input_value("[name=from]") and counted() == 8
    squares.first.click()
    assert page.locator("li.picked").count() == 1 and squares.first.get_attribute("class") == "picked"


@pytest.mark.browser
@pytest.mark.parametrize("when", ["2022", "2021-12/2022-01", "2022-01-03/.."])
def test_a_click_on_what_finds_no_row_never_shows_more_days(opened: Callable[[str], Page], when: str) -> None:
    fine = [event(f"e{day}", f"2022-01-{day:02}", "us") for day in range(10, 21)]
    crowd = [event(f"y{i}", when, "us", label=f"Something of {i} happens") for i in range(20)]
    page = opened(page_of([*fine, *crowd], as_of=date(2022, 1, 21))[0])
    shown = ("2022-01-09", "2022-01-22")
    for _ in range(6):
        square = page.locator("svg [data-days]").last
        square.click()
        window = tuple(page.input_value(f"[name={end}]") for end in ("from", "to"))
        if page.locator("li.picked").count():
            break
        assert shown[0] <= window[0] <= window[1] <= shown[1] and window != shown
        shown = window
    assert page.locator("li.picked").count() == 1


@pytest.mark.browser
def test_the_keyboard_opens_what_finds_no_row(opened: Callable[[str], Page]) -> None:
    crowd = [event(f"e{i}", "2022-01-10", "us", label=f"Something of {i} happens") for i in range(7)]
    page = opened(page_of([*crowd, event("late", "2022-02-01", "us")], as_of=date(2022, 2, 2))[0])
    square = page.locator("svg [data-days]")
    assert square.text_content() == "+1" and "Something of" in square.get_attribute("aria-label")
    page.locator("svg [tabindex='0']").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "+1"
    page.keyboard.press("Enter")
    assert page.locator("li.picked").get_attribute("data-id") == square.get_attribute("data-first")


@pytest.mark.browser
def test_the_line_between_past_and_future_strikes_no_label_through(opened: Callable[[str], Page]) -> None:
    near = [event(f"e{i}", f"2022-01-{10 + 2 * i}", "us", label="Talks end") for i in range(8)]
    page = opened(page_of(near, as_of=date(2022, 1, 20))[0])
    boxes = "all => all.map(t => t.getBBox()).map(b => [b.x, b.x + b.width, b.y, b.y + b.height])"
    labels = page.eval_on_selector_all("svg [data-of]", boxes)
    lines = page.eval_on_selector_all("svg line[stroke='var(--accent)']", boxes)
    across = [(y0 + y1) / 2 for x0, x1, y0, y1 in labels if x0 < lines[0][0] < x1]
    assert len(lines) > 1 and across
    assert not [y for y in across for _, _, top, bottom in lines if top < y < bottom]


@pytest.mark.browser
def test_it_opens_from_disk_and_filters(page: Page) -> None:
    assert len(listed(page)) == 10
    page.locator(".chips label", has_text="Sergey Lavrov").click()
    assert sorted(listed(page)) == ["geneva", "someday"]
    assert page.inner_text("#count") == "2 of 10 events"
    drawn = page.eval_on_selector_all("svg [data-event]", "marks => [...new Set(marks.map(m => m.dataset.event))]")
    assert drawn == ["geneva"]
    page.locator(".chips label", has_text="Antony Blinken").click()
    assert sorted(listed(page)) == ["berlin", "geneva", "someday"]
    page.get_by_text("all of them together").click()
    assert listed(page) == ["geneva"]
    address = page.url
    page.get_by_role("button", name="Clear all").click()
    page.locator("li.event:not([hidden])").nth(9).wait_for()
    page.goto("about:blank")
    page.goto(address)  # the fragment keeps what was chosen
    assert listed(page) == ["geneva"]


@pytest.mark.browser
def test_a_click_on_a_label_picks_the_event_it_names(page: Page) -> None:
    label = page.locator("svg text[data-of]").first
    label.click()
    assert page.locator("li.event.picked").get_attribute("data-id") == label.get_attribute("data-of")


@pytest.mark.browser
def test_dates_words_and_status_filter_too(page: Page) -> None:
    page.fill("[name=from]", "2022-01-21")
    page.fill("[name=to]", "2022-01-21")
    assert sorted(listed(page)) == ["deadline", "geneva", "someday", "troops", "y"]
    page.locator(".chips label", has_text="ongoing").click()
    assert listed(page) == ["troops"]
    page.fill("[name=q]", "nothing of the kind")
    assert listed(page) == []
    assert "No event matches" in page.inner_text("#count")


@pytest.mark.browser
def test_the_keyboard_reaches_every_mark_and_its_sentence(page: Page) -> None:
    tab_stops = page.locator("svg [tabindex='0']")
    assert tab_stops.count() == 1
    tab_stops.focus()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.dataset.event")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.id") == name
    assert page.locator("li.picked").get_attribute("data-id") == name
    page.keyboard.press("j")
    assert page.locator("li.picked").get_attribute("data-id") != name
    page.keyboard.press("Escape")
    assert page.locator("li.picked").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
def test_it_fits_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    widths = "[...document.querySelectorAll('svg [data-event]')].map(mark => mark.getBoundingClientRect().width)"
    page.wait_for_function(f"{widths}.length >= 8 && Math.min(...{widths}) >= 4")
