"""Collections are made, named, removed, brought back and deleted for good; the sample follows its files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.errors import StoreError
from dashboard.store import EventStore, sample
from tests.store.conftest import GENEVA, UNDATED, VIENNA, events

# --- collections ---------------------------------------------------------------------------------------------------


def test_the_list_says_what_there_is(store: EventStore, talks: str) -> None:
    store.add(talks, [UNDATED])
    (found,) = store.collections()
    timeline = store.load(talks)
    assert (found.id, found.title, found.articles, found.undated_articles) == ("talks", "Talks", 3, 1)
    assert (found.events, found.actors) == (len(timeline.events), len(timeline.actors))


def test_deleting_can_be_undone(store: EventStore, talks: str) -> None:
    before = store.load(talks)
    store.delete(talks)
    assert store.collections() == []
    with pytest.raises(StoreError):
        store.load(talks)
    store.restore(talks)
    assert store.load(talks) == before


def test_what_was_removed_is_listed_until_it_is_back_or_gone_for_good(store: EventStore, talks: str) -> None:
    store.remove_article(talks, "geneva")
    (article,) = store.removed_articles(talks)
    assert (article.id, article.on) == ("geneva", datetime.now(UTC).date()) and article.title
    assert store.removed() == []
    store.delete(talks)
    (gone,) = store.removed()
    assert (gone.id, gone.title, gone.articles) == (talks, "Talks", 1)
    store.restore(talks)
    store.restore_article(talks, "geneva")
    assert store.removed() == [] == store.removed_articles(talks)
    store.delete(talks)
    store.purge(talks)
    assert store.removed() == []


def test_a_blank_title_is_refused(store: EventStore, talks: str) -> None:
    with pytest.raises(StoreError, match="no title"):
        store.rename(talks, " \n ")
    assert store.collection(talks).title == "Talks"


def test_only_what_has_been_deleted_is_purged(store: EventStore, talks: str) -> None:
    store.delete(talks)
    store.restore(talks)
    with pytest.raises(StoreError, match="not among the deleted"):
        store.purge(talks)
    assert store.articles(talks)


def test_a_title_is_kept_without_what_a_database_refuses(store: EventStore, talks: str) -> None:
    store.rename(talks, "Talks \ud800 in\0 May")
    assert store.collection(talks).title == "Talks \ufffd in\ufffd May"
    assert store.collection(store.create("\udcff")).title == "\ufffd"


def test_a_deleted_collection_gets_no_other_title(store: EventStore, talks: str) -> None:
    before = store.collection(talks)
    store.delete(talks)
    with pytest.raises(StoreError, match=talks):
        store.rename(talks, "Other")
    store.restore(talks)
    assert store.collection(talks).title == before.title


def test_what_is_purged_never_comes_back(store: EventStore, talks: str) -> None:
    store.delete(talks)
    store.purge(talks)
    assert not store.exists(talks, even_deleted=True) and store.articles(talks) == []
    with pytest.raises(StoreError):
        store.restore(talks)


def test_a_collection_made_anew_shares_no_revision_with_the_purged_one(store: EventStore, talks: str) -> None:
    old = store.revision(talks)
    store.delete(talks)
    store.purge(talks)
    store.create("Talks", talks)
    assert abs(store.revision(talks) - old) > 1000


def test_every_change_raises_the_revision_and_reading_does_not(store: EventStore, talks: str) -> None:
    seen = [store.revision(talks)]
    for change in (
        lambda: store.rename(talks, "Other"),
        lambda: store.add(talks, [UNDATED]),
        lambda: store.set_article(talks, "undated", published=date(2022, 3, 3)),
        lambda: store.remove_article(talks, "undated"),
    ):
        change()
        store.load(talks)
        seen.append(store.revision(talks))
    assert seen == sorted(set(seen))
    assert store.collection(talks).title == "Other"


@pytest.mark.parametrize("name", ["none", "", "'", "a" * 1000, "\0", "\udcff"])
def test_a_collection_that_is_not_there_is_named(store: EventStore, name: str) -> None:
    for ask in (store.load, store.collection, store.revision, store.rows, store.delete):
        with pytest.raises(StoreError):
            ask(name)
    assert not store.exists(name)


def test_an_article_that_is_not_there_is_named(store: EventStore, talks: str) -> None:
    with pytest.raises(StoreError):
        store.set_article(talks, "none", title="x")
    with pytest.raises(StoreError):
        store.remove_article(talks, "none")


def test_titles_of_two_collections_may_be_alike(store: EventStore) -> None:
    one, two = store.create("Élysée talks!"), store.create("Élysée talks!")
    assert one != two
    assert one.isascii()
    assert store.collection(one).title == "Élysée talks!"


# --- the sample ----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    for article in (GENEVA, VIENNA):
        facts = f"title: {article.title}\npublisher: {article.source}\npublished: {article.published}\nlanguage: en"
        (path / f"{article.id}.md").write_text(f"---\n{facts}\n---\n{article.text}")
    return path


def test_the_sample_is_read_once_and_again_when_a_file_changes(store: EventStore, folder: Path) -> None:
    assert sample.install(store, folder) is True
    assert sample.install(store, folder) is False
    before = events(store, sample.SAMPLE)
    path = folder / "vienna.md"
    path.write_text(path.read_text().replace("in Vienna", "in Oslo"))
    assert sample.install(store, folder) is True
    assert "Oslo" in store.articles(sample.SAMPLE)[1].text
    assert set(before.values()) & set(events(store, sample.SAMPLE).values())


def test_what_readers_did_to_the_sample_stays(store: EventStore, folder: Path) -> None:
    sample.install(store, folder)
    store.add(sample.SAMPLE, [UNDATED])
    store.set_article(sample.SAMPLE, "geneva", published=date(2022, 1, 28))
    (folder / "vienna.md").unlink()
    sample.install(store, folder)
    kept = {article.id: article for article in store.articles(sample.SAMPLE)}
    assert kept.keys() == {"geneva", "undated"}
    assert kept["geneva"].published == date(2022, 1, 28)


def test_a_sample_that_was_deleted_stays_deleted(store: EventStore, folder: Path) -> None:
    sample.install(store, folder)
    store.delete(sample.SAMPLE)
    assert sample.install(store, folder) is False
    assert store.collections() == []
