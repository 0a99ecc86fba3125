"""The sample collection: what the app opens on, read at the first start and again when files or rules change."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from dashboard.model import Article
from dashboard.read import read_path
from dashboard.store import EventStore

SAMPLE = "sample"
TITLE = "Ukraine crisis diplomacy, winter 2021–22"
FOLDER = Path(__file__).resolve().parents[2] / "data" / "articles"


def install(store: EventStore, folder: Path = FOLDER) -> bool:
    """Make the sample collection hold exactly the articles of `folder`; returns whether anything had to be done.

    Takes a few milliseconds where nothing has changed, so it may be called at every start. A sample that was deleted
    stays deleted.
    """
    files = sorted(folder.glob("*.md"))
    digest = blake2b(digest_size=8)
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    if not store.exists(SAMPLE, even_deleted=True):
        store.create(TITLE, SAMPLE)

    def wanted() -> list[Article]:
        return [item for path in files for item in read_path(path) if isinstance(item, Article)]

    return store.exists(SAMPLE) and store.sync(SAMPLE, wanted, SAMPLE, digest.hexdigest())
