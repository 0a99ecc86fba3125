"""Texts to measure on: a JSON Lines file that the caller names, else a generated set, the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from dashboard.model import Article

SIZE = 3_500  # characters of an article of usual length

PEOPLE = "Anna Berger,Tomas Novak,Lucia Marin,Peter Holm,Irena Kovac,David Okafor,Maria Santos,Jan Visser".split(",")
COUNTRIES = "France,Germany,Poland,Japan,Brazil,Kenya,Canada,Norway,Italy,India".split(",")
CITIES = "Geneva,Vienna,Oslo,Nairobi,Lisbon,Ottawa,Tokyo,Prague".split(",")
MONTHS = "January,March,April,June,September,October,November,December".split(",")
DAYS = "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday".split(",")
SENTENCES = (
    "Foreign Minister {person} of {country} met {other} in {city} on {day}.",
    "The government of {country} said on {day} that it had received {number} offers.",
    "{surname} is expected to travel to {city} next week.",
    "Talks that began in {month} were suspended two weeks ago, according to {other}.",
    "On {number} {month} {year} the two sides signed an agreement on fisheries.",
    "Exports rose {number} percent in the third quarter, the ministry reported.",
    "If no answer comes by {month} {number}, {country} could recall its ambassador.",
    "The committee has met every month since {year}.",
    "{surname} denied that the visit had been postponed.",
    "Several thousand people marched through {city} over the weekend.",
    "The report runs to {number} pages and took three years to write.",
    "Officials in {city} declined to comment.",
)


def generated(number: int, sentences: int = 32, seed: int = 7) -> Iterator[Article]:
    """`number` made-up articles of about 2 KB (32 sentences), with names and dates that differ from one to the next."""
    chance = random.Random(seed)
    for n in range(number):
        published = date(2020, 1, 1) + timedelta(chance.randrange(1500))
        cast = [f"{p} {chr(65 + n // 26 % 26)}{chr(97 + n % 26)}ström" for p in chance.sample(PEOPLE, 2)]
        lines = []
        for k in range(sentences):
            lines.append(
                chance.choice(SENTENCES).format(
                    person=cast[0],
                    surname=cast[0].split()[-1],
                    other=cast[1],
                    country=chance.choice(COUNTRIES),
                    city=chance.choice(CITIES),
                    month=chance.choice(MONTHS),
                    day=chance.choice(DAYS),
                    number=chance.randint(2, 28),
                    year=published.year - chance.randint(0, 9),
                )
                + ("\n\n" if k % 4 == 3 else " ")
            )
        yield Article(f"made-{n}", "".join(lines).strip(), published=published, language="en")


def texts(path: str | None, most: int) -> list[Article]:
    """The first `most` articles of a file that Dateline can read, or as many generated ones."""
    if path is None:
        return list(generated(most))
    from dashboard.read import read_path

    return list(islice((a for a in read_path(Path(path)) if isinstance(a, Article)), most))
