"""An article in, its mentions out: the whole flow on one screen.

Each step adds one layer and keeps offsets into the article's text; steps do not know each other. Knows no pandas,
Plotly, Streamlit or database. A step that fails on one article makes a `Problem`, never stops a collection.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.model import Article, Reading


def extract(article: Article) -> Reading:
    """Read one article: split it, find its times and actors, then the events they belong to."""
    from dashboard.extract import actors, events, language, sentences, times  # who needs one step loads no other

    if article.language is None:
        article = replace(article, language=language.detect(article.text))
    split = sentences.split(article)
    found_times, problems = times.find(article, split)
    found_actors = actors.find(article, split, found_times)
    found_events = events.find(article, split, found_times, found_actors)
    return Reading(article, split, found_times, found_actors, found_events, problems)
