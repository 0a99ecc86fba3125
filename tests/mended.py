"""The collection "mended", which tests correct: two articles that tell one visit, and one that tells of talks."""

from __future__ import annotations

from datetime import date

from dashboard.model import Article, Event
from dashboard.store import EventStore

VISIT = Article("visit", "Ada Berg visited Oslo on 3 March 2021.", language="en", published=date(2021, 3, 4))
AGAIN = Article(
    "again", "Ada Berg visited Oslo on 3 March 2021, aides said.", language="en", published=date(2021, 3, 6)
)
TALKS = Article("talks", "Jan Visser opened talks in Bern on 9 March 2021.", language="en", published=date(2021, 3, 9))

LATER = Article("later", "Ada Berg visited Oslo on 23 March 2021.", language="en", published=date(2021, 3, 24))
FAIR = Article("fair", "Ada Berg opened a fair in Rome on 9 March 2021.", language="en", published=date(2021, 3, 9))

PLAN = Article("plan", "Ada Berg will visit Rome on 12 March 2021.", language="en", published=date(2021, 3, 10))
CAME = Article("came", "Ada Berg visited Rome on 12 March 2021.", language="en", published=date(2021, 3, 13))
NEW_DAY = Article("new", "Jan Visser will dine in Paris on 30 March 2021.", language="en", published=date(2021, 3, 15))


def event(store: EventStore, label: str) -> Event:
    """The one event whose label holds these words."""
    (found,) = [e for e in store.load("mended").events if label in e.label]
    return found


def tellings(*events: Event) -> tuple[str, ...]:
    """The ids of the mentions that tell some events."""
    return tuple(mention.id for one in events for mention in one.mentions)
