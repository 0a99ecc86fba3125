"""A file as it comes, and what is read from it; PAGE is a web page as a newspaper makes it."""

from __future__ import annotations

from dashboard.model import Article, Problem
from dashboard.read import read_bytes

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ministers meet in Vienna | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2022-01-21T23:40:00-05:00">
<link rel="canonical" href="https://example.org/2022/01/22/vienna">
<script>if (a < b && "</p>") { document.write("<p>never</p>") }</script><style>p > a { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ministers meet in Vienna</h1><p>By A. Writer</p>
<p>The two ministers met in Vienna on Friday &amp; spoke for three hours<br>about fisheries.</p>
<ul><li>They agreed on quotas.</li><li>They will meet again in March.</li></ul>
<figure><img src="x.jpg" alt="a > b"><figcaption>The ministers in Vienna.</figcaption></figure>
<aside>Subscribe to our newsletter!</aside><div class="related-links"><p>Read more: older talks</p></div>
<p>Neither side said what would happen if the talks failed, but both called them useful and frank.</p>
<!-- <p>a comment</p> --></article>
<footer><p>All rights reserved</p></footer></body></html>"""


def read(name: str, data: bytes | str) -> list[Article | Problem]:
    return list(read_bytes(name, data.encode() if isinstance(data, str) else data))


def one(name: str, data: bytes | str) -> Article:
    """The one article of a file that has no other problem."""
    (article,) = read(name, data)
    assert isinstance(article, Article)
    return article
