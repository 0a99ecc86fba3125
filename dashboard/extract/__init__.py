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
    from dashboard.extract.unwrapped import unwrapped

    if article.language is None:
        article = replace(article, language=language.detect(article.text))
    read = replace(article, text=text) if (text := unwrapped(article.text)) is not article.text else article
    split = sentences.split(read)
    found_times, problems = times.find(read, split)
    found_actors = actors.find(read, split, found_times)
    found_events = events.find(read, split, found_times, found_actors)
    return Reading(article, split, found_times, found_actors, found_events, problems)
