"""What is said to end, to last until a day or to go on longer, by the verbs of a label."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.merge.matter import until
from dashboard.merge.policy import KEY, policy
from dashboard.model import Event


def what(event: Event, verbs: Mapping[str, frozenset[str]], languages: Mapping[str, str]) -> frozenset[str]:
    """The words of what is done to, where a mention has one of the verbs (forms by language) in its label: behind
    the verb as far as a preposition, else before it: "extends the exercise", "the strike to end"."""
    found: set[str] = set()
    for m in event.mentions:
        forms = verbs.get(languages.get(m.article, ""))
        if forms is None:
            continue
        words = m.label.casefold().replace("’", " ").replace("'", " ").split()
        if not forms.isdisjoint(words):
            at = next(n for n, word in enumerate(words) if word in forms)
            apart, content = policy().apart.get(languages[m.article], frozenset()), frozenset(m.keywords)
            behind, before = ({word[:KEY] for word in until(part, apart)} for part in (words[at + 1 :], words[:at]))
            found |= (behind & content) or before
    return frozenset(found)
