"""Dateline: a timeline dashboard for the news.

One way through the house; nothing flows back, and lower rooms never import higher ones:

    read/      the outside world → Article
    extract/   Article → Reading: sentences, time expressions, actor mentions, event mentions
    merge/     Readings → Timeline: actors, events, expectations and what became of them
    pipeline   the two of them in a row, on one or more processes
    store      EventStore(url): the one door to the database
    table      Timeline → DataFrame: the one column contract
    view       View: what the reader chose to see, as address, as words and as a selection of rows
    charts/    rows → Plotly figures; export/: rows → CSV, JSON, HTML
    session    the one door to Streamlit's cache, state and address
    pages/     what the reader sees

model.py and errors.py define the nouns, rules.py loads what is known, words.py what is said to the reader.
"""

from dashboard.compiled import use

use(__path__)  # what `make compile` has made, as long as the sources are the same
