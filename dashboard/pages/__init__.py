"""What the reader sees: `timeline`, `articles`, `actors` and `method` are pages, the other files are parts of them."""

TIMELINE, ARTICLES, ACTORS, METHOD = (f"dashboard/pages/{n}.py" for n in ("timeline", "articles", "actors", "method"))
LINKS = {TIMELINE: ("timeline", "timeline"), ARTICLES: ("articles", "article"), ACTORS: ("actors", "group"),
         METHOD: ("method", "help")}  # fmt: skip
"""Page → the key of its name in the words file, and its icon."""
