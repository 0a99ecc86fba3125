"""What a reader corrects on the card of an event, at a desk and on a phone, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.model import Article
from dashboard.store import EventStore
from tests.browser.app import settle, until
from tests.browser.conftest import PHONE
from tests.browser.test_reader import query, result

pytestmark = pytest.mark.browser

VISIT = Article("visit", "Ada Berg visited Oslo on 3 March 2021.", language="en", published=date(2021, 3, 4))
PLAN = Article("plan", "Jan Visser will visit Rome on 12 March 2021.", language="en", published=date(2021, 3, 9))
TALKS = Article("talks", "Jan Visser opened talks in Bern on 9 March 2021.", language="en", published=date(2021, 3, 9))
WHEN = "Tuesday 9 March 2021"  # as the card dates the talks; the sentence of their article has the day in any case
RIGHT = "all => all.filter(e => e.offsetParent).map(e => [e.innerText, e.getBoundingClientRect().right])"


@pytest.fixture
def talks(folder: Path, server: str) -> str:
    """The id of the event of talks in the collection "mended"."""
    store = EventStore(f"sqlite:///{folder}/test.db")
    if not any(c.id == "mended" for c in store.collections()):
        store.create("Mended", "mended")
        store.add("mended", [VISIT, TALKS])
    (found,) = [event.id for event in store.load("mended").events if "talks" in event.label]
    store.close()
    return found


def test_another_date_is_given_where_the_event_is_read_and_taken_back(open_page, talks: str) -> None:
    page = open_page(f"/?c=mended&event={talks}&v=1")
    page.get_by_text("Correct", exact=True).click()
    page.locator("[class*=st-key-mend_date] input").fill("February 2021")
    page.get_by_role("button", name="Save").click()
    until(page, lambda: "is dated February 2021" in page.locator("body").inner_text())
    assert "a reader’s correction" in page.locator(".st-key-card").inner_text() and query(page)["event"] == [talks]
    page.locator(".st-key-undo_row").get_by_role("button", name="Undo").click()
    until(
        page, lambda: WHEN in page.locator(".st-key-card").inner_text() and not page.locator(".st-key-undo_row").count()
    )


def test_a_headline_and_actors_are_given_on_the_card_and_the_lanes_follow(open_page, talks: str) -> None:
    page = open_page(f"/?c=mended&event={talks}&v=1")
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    page.get_by_role("textbox", name="What", exact=True).fill("Bern talks begin")
    who = page.get_by_role("combobox", name="Who")
    who.fill("Berg")
    page.get_by_role("option", name="Ada Berg").wait_for()
    who.press("Enter")
    page.locator("[class*=st-key-mend_actors]").get_by_label("Remove Jan Visser").click()
    page.get_by_role("button", name="Save").click()
    until(page, lambda: "is called “Bern talks begin”" in page.locator("body").inner_text())
    assert "Who acts in “Bern talks begin”: Ada Berg" in page.locator(".st-key-undo_row").inner_text()
    assert page.locator(".st-key-card h2").inner_text() == "Bern talks begin" and query(page)["event"] == [talks]
    until(page, lambda: "Jan Visser" not in page.locator(".st-key-chart").inner_text())
    page.locator(".st-key-undo_row").get_by_role("button", name="Undo").click()
    until(page, lambda: "Jan Visser" in page.locator(".st-key-chart").inner_text())


def test_on_a_phone_what_is_no_event_is_taken_off_the_list_and_brought_back(open_page, talks: str) -> None:
    page = open_page(f"/?c=mended&event={talks}&v=1", **PHONE)
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Not an event").click()
    until(page, lambda: not page.get_by_role("dialog").count() and result(page) == "1 event")
    page.locator(".st-key-undo_row").get_by_role("button", name="Undo").click()
    until(page, lambda: result(page) == "All 2 events")


@pytest.fixture
def plan(folder: Path, talks: str) -> Iterator[str]:
    """The id of an expectation in the collection "mended", of which nothing is told."""
    store = EventStore(f"sqlite:///{folder}/test.db")
    store.add("mended", [PLAN])
    (found,) = [event.id for event in store.load("mended").events if "Rome" in event.label]
    yield found
    store.remove_article("mended", "plan")
    store.close()


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
def test_what_became_of_an_expectation_is_said_from_the_list_of_them_and_taken_back(
    open_page, plan: str, device: dict
) -> None:
    page = open_page("/?c=mended&show=expected", **device)
    page.get_by_role("button", name="What became of it?").click()
    until(page, lambda: query(page).get("event") == [plan])
    page.get_by_role("radio", name="called off").locator("xpath=ancestor::label").click()
    page.get_by_role("combobox", name="Told by").click()  # on a phone nothing can be typed into it
    page.get_by_role("option", name="9 Mar 2021").click()
    page.locator(f".st-key-end_save_{plan}").get_by_role("button").click()
    until(page, lambda: "is called off by “Visser opens talks" in page.locator(".st-key-undo_row").inner_text())
    page.goto(page.url.split("?")[0] + "?c=mended&show=expected")
    until(page, lambda: "Called off · 1" in page.locator("body").inner_text())
    page.get_by_role("button", name="Not this one").click()
    until(page, lambda: "Called off · 1" not in page.locator("body").inner_text())
    page.locator(".st-key-undo_row").get_by_role("button", name="Undo").click()
    until(page, lambda: "Called off · 1" in page.locator("body").inner_text())
    page.locator(".st-key-mends summary").click()
    page.locator(".st-key-mends").get_by_role("button", name="Undo").click()
    until(page, lambda: "Called off · 1" not in page.locator("body").inner_text())


def test_escape_leaves_a_list_and_a_box_before_it_closes_the_card(open_page, talks: str) -> None:
    page = open_page(f"/?c=mended&event={talks}&v=1")
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    who = page.get_by_role("combobox", name="Who")
    who.fill("Berg")
    page.get_by_role("option", name="Ada Berg").wait_for()
    who.press("Escape")  # takes back what was typed
    who.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden")
    page.get_by_role("textbox", name="What", exact=True).fill("Bern talks begin")
    page.keyboard.press("Escape")
    settle(page)
    assert page.get_by_role("textbox", name="What", exact=True).input_value() == "Bern talks begin"
    page.locator(".st-key-card h2").click()
    page.keyboard.press("Escape")
    until(page, lambda: not page.locator(".st-key-card").count())


def test_on_a_phone_a_correction_is_said_and_taken_back_on_the_card(open_page, talks: str) -> None:
    page = open_page(f"/?c=mended&event={talks}&v=1", **PHONE)
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    page.locator("[class*=st-key-mend_date] input").fill("February 2021")
    page.get_by_role("button", name="Save").click()
    card = page.get_by_role("dialog")
    until(page, lambda: "is dated February 2021" in card.inner_text())
    card.get_by_role("button", name="Undo").click()
    until(page, lambda: WHEN in card.inner_text() and not card.get_by_role("button", name="Undo").count())


@pytest.mark.parametrize("width", [360, 320])
def test_every_way_to_see_the_events_is_in_sight_on_a_small_phone(open_page, width: int) -> None:
    page = open_page("/?c=sample", **PHONE | {"viewport": {"width": width, "height": 740}})
    page.get_by_text("Expectations", exact=True).wait_for()
    settle(page)
    ways = page.eval_on_selector_all(".st-key-look button", RIGHT)
    assert len(ways) >= 5 and all(right <= width for _, right in ways), ways
