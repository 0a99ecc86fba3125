"""The app as tests open it without a browser: three articles of bridges, links, and what then stands on the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from dashboard.model import Article
from dashboard.store import EventStore

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = [
    Article(
        "harbour",
        "Ministers open harbour bridge\n\nFinnish Prime Minister Sanna Marin opened the bridge in Turku on Tuesday. "
        "She will meet Swedish Prime Minister Magdalena Andersson in Stockholm next week.",
        "Ministers open harbour bridge",
        date(2022, 3, 9),
        "en",
        "Coast Gazette",
        "https://example.org/harbour",
    ),
    Article(
        "hostile",
        "# Talks <script>alert(1)</script> ![x](http://example.org/beacon.png)\n\n"
        "Magdalena Andersson met Sanna Marin in Stockholm on Friday <b onclick=alert(2)>and</b> spoke of *trade*.",
        "Talks <script>alert(1)</script> ![x](http://example.org/beacon.png)",
        date(2022, 3, 19),
        "en",
        "S <i>& P</i>",
        "javascript:alert(3)",
    ),
    Article("dateless", "Sanna Marin visited Oslo on Thursday.", "A visit", None, "en", "Coast Gazette"),
]


def open_at(app: AppTest, **query: str | list[str]) -> AppTest:
    """Run the app as a link with these parameters opens it."""
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def said(app: AppTest) -> str:
    """Everything that stands on the page as text."""
    blocks = (
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.warning,
        *app.error,
        *app.html,
    )
    return "\n".join(str(block.value) for block in blocks)


def result(app: AppTest) -> str:
    """The line that says what is shown."""
    return app.container(key="result").markdown[0].value


def events_of(database: str, collection: str = "north"):
    """The events of a collection, to compare the page with."""
    return EventStore(database).load(collection).events


def articles_page(app: AppTest, **query: str) -> AppTest:
    """The page of the articles, opened from the timeline."""
    open_at(app, **query)
    app.switch_page("dashboard/pages/articles.py")
    return app.run()


def tell_rows(app: AppTest, table: str, rows: list[int]) -> AppTest:
    """Run the app as a browser does whose table, an element's id, says that these rows are chosen."""
    states = app._tree.get_widget_states()
    told = json.dumps({"selection": {"rows": rows, "columns": [], "cells": []}})
    others = [state for state in states.widgets if state.id != table]
    return app._run(WidgetStates(widgets=[*others, WidgetState(id=table, string_value=told)]))
