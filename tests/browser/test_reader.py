"""What a reader does in a real browser: look, filter, zoom, step, share, reopen, add an article, take a file home."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.model import Article
from dashboard.store import EventStore
from tests.browser.app import MARKS, drawn, settle, until
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

CHART = ".st-key-chart .js-plotly-plot"
TAGS = ".st-key-actors .react-aria-ComboBox [data-tag]"
# the first mark that stands for one event: its id, and where on the screen it is
FIRST_MARK = """plot => {
  const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect()
  for (const trace of plot._fullData)
    for (const [n, id] of (trace.customdata ?? []).entries()) {
      const at = [xaxis.c2p(xaxis.d2c(trace.x?.[n])), yaxis.c2p(yaxis.d2c(trace.y?.[n]))]
      if (trace.type === "scatter" && /^[0-9a-f]{12}$/.test(id) && at.every((p) => p > 20))
        return [id, box.x + xaxis._offset + at[0], box.y + yaxis._offset + at[1]]
    }
}"""
# the middle of the highest bar on the screen, and the first day it counts
HIGHEST_BAR = """plot => {
  const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect(), bars = plot._fullData.at(-1)
  const n = bars.y.indexOf(Math.max(...bars.y))
  const x = box.x + xaxis._offset + xaxis.c2p(xaxis.d2c(bars.x[n]))
  return [x, box.y + yaxis._offset + yaxis._length - 6, bars.customdata[n].split(" ")[1]]
}"""
ARTICLE = """Solberg and Duda meet in Bergen

Norwegian Prime Minister Erna Solberg met Polish President Andrzej Duda in Bergen on Friday.

On Thursday, Duda visited Oslo. Norway will send a written answer to Warsaw next week, Solberg said.
"""


def query(page) -> dict[str, list[str]]:
    """The parameters of the address the browser shows."""
    return parse_qs(urlsplit(page.url).query)


def result(page) -> str:
    """The line that says what is shown."""
    return page.locator(".st-key-result p").first.inner_text()


def choose_actor(page, name: str) -> None:
    """Pick an actor in the box as a reader does."""
    box = page.locator(".st-key-actors input")
    box.click()
    box.type(name)
    page.get_by_role("option").first.click()
    until(page, lambda: "actor" in query(page))
    page.locator("h1").click()


def chosen(page) -> list[str]:
    """The actors in the box, without their counts; the box lays them out some time after it has been drawn."""
    labels = page.eval_on_selector_all(TAGS, "tags => tags.map(tag => tag.getAttribute('aria-label'))")
    return [label.split(" · ")[0] for label in labels]


def drag(page, where: str, start: float, end: float) -> None:
    """Drag from one share of an element's width to another."""
    box = page.locator(where).first.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y, steps=4)
    page.mouse.move(box["x"] + box["width"] * end, y, steps=4)
    page.mouse.up()


def no_traceback(page) -> bool:
    """Nothing on the page looks like the inside of a program."""
    text = page.locator("body").inner_text()
    return "Traceback" not in text and not page.locator("[data-testid=stException]").count()


def test_opens_on_the_sample_already_drawn(open_page) -> None:
    page = open_page()
    drawn(page)
    assert page.locator(MARKS).count() > 50
    assert page.locator("h1").inner_text().startswith("Ukraine crisis")
    assert result(page).startswith("All ")


def test_asks_no_other_server_for_anything(browser, server: str) -> None:
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server)
    settle(page)
    drawn(page)
    context.close()
    assert [url for url in asked if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))] == []


def test_filters_by_actor_and_back_undoes_it(open_page) -> None:
    page = open_page()
    everything = result(page)
    choose_actor(page, "Lavrov")
    assert query(page)["actor"] == ["sergei-lavrov"]
    until(page, lambda: "Sergei Lavrov" in result(page))
    until(page, lambda: chosen(page) == ["Sergei Lavrov"])
    page.go_back()
    until(page, lambda: "actor" not in query(page))
    until(page, lambda: result(page) == everything)
    until(page, lambda: chosen(page) == [])


def test_the_window_survives_a_filter(open_page) -> None:
    page = open_page("/?c=sample&from=2022-01-10&to=2022-01-31&v=1")
    choose_actor(page, "Lavrov")
    until(page, lambda: "Sergei Lavrov" in result(page))
    settle(page)
    assert (query(page)["from"], query(page)["to"]) == (["2022-01-10"], ["2022-01-31"])
    first, last = page.eval_on_selector(CHART, "plot => plot._fullLayout.xaxis.range.map(String)")
    assert "2022-01-0" < first < "2022-01-11" and "2022-01-31" <= last < "2022-02-03"


def test_a_brush_over_the_overview_chooses_the_window(open_page) -> None:
    page = open_page()
    drawn(page)
    drag(page, ".st-key-overview .nsewdrag", 0.5, 0.8)
    until(page, lambda: {"from", "to"} <= query(page).keys())
    first, last = (date.fromisoformat(query(page)[key][0]) for key in ("from", "to"))
    assert 7 < (last - first).days < 100
    until(page, lambda: "outside the dates" in page.locator(".st-key-result").inner_text())


def test_a_click_on_a_bar_of_the_overview_chooses_its_days(open_page) -> None:
    page = open_page("/?c=sample&show=list&v=1")
    plot = page.locator(".st-key-overview .js-plotly-plot")
    x, y, day = plot.evaluate(HIGHEST_BAR)
    page.mouse.click(x, y)
    until(page, lambda: query(page).get("from") == [day])
    assert query(page)["to"] == [day]
    until(page, lambda: "outside the dates" in page.locator(".st-key-result").inner_text())


def test_a_zoom_reaches_the_address_and_a_double_click_leaves_it(open_page) -> None:
    page = open_page()
    drawn(page)
    box = page.locator(".st-key-chart .nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    page.mouse.wheel(0, 200)
    until(page, lambda: page.locator("[data-testid=stMain]").evaluate("node => node.scrollTop") > 0)  # the page's wheel
    settle(page, 900)
    assert not {"from", "to"} & query(page).keys()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    until(page, lambda: {"from", "to"} <= query(page).keys())
    page.locator("[data-testid=stMain]").evaluate("node => node.scrollTo(0, 0)")
    drawn(page)
    settle(page, 900)
    box = page.locator(".st-key-chart .nsewdrag").first.bounding_box()
    page.mouse.dblclick(box["x"] + box["width"] * 0.02, box["y"] + 3)
    until(page, lambda: not {"from", "to"} & query(page).keys())


def test_a_click_on_a_mark_opens_its_card_and_keys_step_on(open_page) -> None:
    page = open_page("/?c=sample&from=2022-01-10&to=2022-01-31&v=1")
    drawn(page)
    event, x, y = page.eval_on_selector(CHART, FIRST_MARK)
    page.mouse.click(x, y)
    until(page, lambda: query(page).get("event") == [event])
    page.locator(".st-key-card mark").first.wait_for()
    settle(page)
    page.keyboard.press("j")
    until(page, lambda: query(page).get("event", [event]) != [event])
    settle(page)
    page.keyboard.press("k")
    until(page, lambda: query(page).get("event") == [event])
    settle(page)
    page.keyboard.press("Escape")
    until(page, lambda: "event" not in query(page))
    until(page, lambda: not page.locator(".st-key-card").count())


def test_a_key_pressed_again_before_the_page_has_answered_steps_again(open_page) -> None:
    page = open_page("/?c=sample&show=table&order=oldest")
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    settle(page, 1000)
    place = page.locator(".st-key-steps [data-testid=stCaptionContainer]")
    for _ in range(4):
        page.keyboard.press("j")
        page.wait_for_timeout(120)
    until(page, lambda: place.count() == 1 and place.inner_text().startswith("4 of"))
    for _ in range(2):
        page.keyboard.press("k")
        page.wait_for_timeout(120)
    until(page, lambda: place.inner_text().startswith("2 of"))
    settle(page)
    page.go_back()
    until(page, lambda: not place.inner_text().startswith("2 of"))
    settle(page)
    at = int(place.inner_text().split()[0])
    page.keyboard.press("j")
    until(page, lambda: place.inner_text().startswith(f"{at + 1} of"))


def test_a_click_on_a_label_opens_the_event_it_names(open_page) -> None:
    page = open_page("/?c=sample&from=2022-01-17&to=2022-01-31&v=1")
    drawn(page)
    labels = page.locator(".st-key-chart .textpoint text").all_text_contents()
    whole = list(dict.fromkeys(label for label in labels if " " in label and "…" not in label))
    assert len(whole) > 2
    for label in whole[:2]:
        box = page.locator(".st-key-chart .textpoint text", has_text=label).first.bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
        page.locator(".st-key-card h2", has_text=label).wait_for()
        settle(page)
        page.keyboard.press("Escape")
        until(page, lambda: not page.locator(".st-key-card").count())
        settle(page)


def test_a_shared_link_shows_the_same_in_another_browser(open_page) -> None:
    page = open_page("/?c=sample&actor=sergei-lavrov&status=happened&v=1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-share button").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    until(page, lambda: result(page) in dialog.inner_text())
    dialog.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other = open_page(link)
    until(other, lambda: result(other) == result(page))
    for one in (page, other):
        until(one, lambda one=one: chosen(one) == ["Sergei Lavrov"])


def test_an_article_pasted_with_its_date_shows_its_events(open_page) -> None:
    page = open_page()
    page.get_by_role("link", name="Add articles").click()
    settle(page)
    page.get_by_label("Name of the collection").fill("Pasted")
    page.get_by_label("Text of the article").fill(ARTICLE)
    day = page.locator(".st-key-paste_day [role=spinbutton]")
    for part, value in zip(day.all(), ("2020", "02", "14"), strict=True):
        part.click()
        page.keyboard.type(value)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("1 article added").wait_for()
    page.get_by_role("link", name=re.compile("Open the timeline")).click()
    page.get_by_text("List", exact=True).click()
    listed = page.locator(".st-key-list")
    for said in ("Friday 14 February 2020", "Thursday 13 February 2020", "17–23 February 2020"):
        until(page, lambda said=said: said.lower() in listed.inner_text().lower())
    assert page.locator("h1").inner_text() == "Pasted"
    settle(page)
    page.get_by_role("button", name="Collections").click()
    page.get_by_text("Ukraine crisis").click()
    until(page, lambda: query(page).get("c") == ["sample"])
    until(page, lambda: page.locator("h1").inner_text().startswith("Ukraine crisis"))


def test_on_a_phone_a_tap_right_behind_the_name_of_a_collection_adds_the_article(open_page) -> None:
    page = open_page("/articles", **PHONE)
    page.get_by_label("Text of the article").fill(ARTICLE)
    page.get_by_label("Name of the collection").press_sequentially("Tapped")
    page.get_by_role("button", name="Add", exact=True).tap()  # leaves the name and sends the form at once
    page.locator(".st-key-drafts").wait_for()


@pytest.mark.parametrize(
    "path",
    [
        "/?c=nowhere&actor=nobody&status=exploded&from=31+February&event=%3Cscript%3E&show=radar&v=99&x=y",
        "/?actor=%00%F0%9F%92%A5&q=%22%27%3B--&mode=%3Cb%3E",
        "/?from=9999-12-31&to=0001-01-01",
    ],
)
def test_a_tampered_address_is_answered_with_notes(open_page, path: str) -> None:
    page = open_page(path)
    page.locator("[data-testid=stAlert]").first.wait_for()
    assert no_traceback(page)


def test_in_a_frame_of_another_page_only_the_timeline_shows(open_page) -> None:
    page = open_page("/?c=sample&embed=true")
    drawn(page)
    assert not page.get_by_role("link", name="Add articles").count()
    page.get_by_text("Open in Dateline").wait_for()


def test_a_phone_begins_with_the_list(open_page) -> None:
    page = open_page("/", **PHONE)
    first = page.locator("[class*=st-key-item_]").first
    first.wait_for()
    assert first.bounding_box()["y"] < 844
    assert not page.locator(".js-plotly-plot").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# whether at any moment from the phone's page on something of the desk's stood on the screen
DESK_SEEN = """
  const look = () => {
    const seen = (where) => document.querySelector(where)?.checkVisibility()
    window.begun ||= !!document.querySelector(".st-key-hand")
    window.late ||= window.begun && (seen(".st-key-chart") || seen(".st-key-filters"))
    requestAnimationFrame(look)
  }
  look()
"""


def test_a_narrow_window_of_a_desk_gets_the_phones_page_and_nothing_is_chosen_by_that(browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(DESK_SEEN)
    page.goto(f"{server}/?c=sample")
    page.locator(".st-key-list").wait_for()
    settle(page, 1500)
    assert page.locator(".st-key-list").is_visible() and not page.locator(CHART).count()
    assert not page.evaluate("!!window.late")
    assert "show" not in query(page), "the lanes that stood there first are no choice of the reader"
    page.close()


def test_a_desk_in_a_narrow_window_waits_for_the_phones_page(open_page) -> None:
    page = open_page("/?c=sample")
    drawn(page)
    assert page.locator(CHART).is_visible()
    page.set_viewport_size({"width": 500, "height": 844})
    assert not page.locator(CHART).is_visible(), "hidden at once, before the server knows of the width"
    page.locator(".st-key-list").wait_for()


def test_a_dark_browser_gets_a_dark_page(open_page) -> None:
    page = open_page("/", color_scheme="dark")
    ground = page.eval_on_selector("[data-testid=stApp]", "node => getComputedStyle(node).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground)[:3])) < 60


def test_the_html_file_opens_from_disk_and_filters(open_page, browser, tmp_path: Path) -> None:
    page = open_page("/?c=sample")
    page.locator(".st-key-share button").click()
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name="HTML file").click()
    path = tmp_path / "timeline.html"
    waiting.value.save_as(path)
    context = browser.new_context(offline=True)
    file, errors = context.new_page(), []
    file.on("pageerror", lambda error: errors.append(str(error)))
    file.goto(path.as_uri())
    everything = file.locator("li.event:visible").count()
    file.locator("label", has_text="Sergei Lavrov").click()
    assert 0 < file.locator("li.event:visible").count() < everything
    assert "Lavrov" in file.locator("li.event:visible mark, li.event:visible blockquote").first.inner_text()
    assert not errors
    context.close()


def test_on_a_phone_an_event_opens_over_the_list_and_steps_on(open_page) -> None:
    page = open_page("/", **PHONE)
    page.locator("[class*=st-key-pick_] button").nth(3).tap()
    sheet = page.get_by_role("dialog")
    sheet.locator("mark").first.wait_for()
    settle(page)
    first = query(page)["event"]
    sheet.get_by_role("button", name="Previous").tap()
    until(page, lambda: query(page).get("event", first) != first)
    sheet.locator("mark").first.wait_for()
    settle(page)
    sheet.get_by_role("button", name="Close", exact=True).tap()
    until(page, lambda: "event" not in query(page))
    until(page, lambda: not sheet.count())


def test_what_was_removed_by_mistake_is_taken_back_where_the_reader_stands(open_page, folder: Path) -> None:
    store = EventStore(f"sqlite:///{folder}/test.db")
    store.create("Mistake", "mistake")
    store.add("mistake", [Article(f"m{n}", f"Norway opened bridge {n} on 2 May 2024.") for n in range(12)])
    page = open_page("/articles?c=mistake", viewport={"width": 1400, "height": 500})
    remove = page.get_by_role("button", name="Remove the collection")
    remove.scroll_into_view_if_needed()
    remove.click()
    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    settle(page)
    assert 0 <= undo.bounding_box()["y"] < 460
    undo.click()
    until(page, lambda: store.exists("mistake"))
    store.delete("mistake")
    store.close()


def test_an_actor_is_given_a_home_by_a_part_of_its_name_and_one_that_nobody_has_named(open_page, folder: Path) -> None:
    store = EventStore(f"sqlite:///{folder}/test.db")
    store.create("Homes", "homes")
    said = "Hanna Weber visited Oslo on 3 March 2021. Norway and Sweden signed a treaty on 4 March 2021."
    store.add("homes", [Article("h", said, language="en")])
    page = open_page("/actors?c=homes")
    table = page.locator("[data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()
    page.get_by_placeholder("Search names").fill("Hanna")
    page.keyboard.press("Enter")
    settle(page)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 14, box["y"] + 52)  # the box at the first row
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    home = page.get_by_role("combobox", name="Belongs to")
    home.fill("Swed")
    page.get_by_role("option", name="Sweden").wait_for()
    home.press("Enter")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Hanna Weber belongs to Sweden").wait_for()
    settle(page)
    page.get_by_placeholder("or another, by name").fill("Harbour League")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Harbour League is new here").wait_for()
    page.get_by_role("button", name="organization").click()
    page.get_by_text("Hanna Weber belongs to Harbour League").wait_for()
    assert store.load("homes").events[0].via == ("harbour-league",)
    store.delete("homes")
    store.close()


def test_the_card_stays_in_sight_beside_a_long_chart(open_page) -> None:
    page = open_page("/?c=sample")
    page.get_by_role("button", name="Next").click()
    page.locator(".st-key-card").wait_for()
    settle(page)
    page.locator(".st-key-chart").hover(position={"x": 100, "y": 100})
    page.locator("[data-testid=stMain]").evaluate("node => node.scrollTo(0, 600)")
    until(page, lambda: page.locator("[data-testid=stMain]").evaluate("node => node.scrollTop") > 0)
    until(page, lambda: -20 <= page.locator(".st-key-card").bounding_box()["y"] < 200)
