"""Optional: lets a spaCy model that is installed say which unknown words are names, and of what kind.

Set `DATELINE_NER=spacy:MODEL`, where MODEL is an installed package ("en_core_web_sm") or a directory; spaCy itself
is in `requirements-spacy.txt`. The tables, the sieves and the registry stay as they are: only names that no table
knows are read differently. Never needed, and nothing is downloaded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from dashboard.errors import RuleError
from dashboard.extract.actors.piece import Piece
from dashboard.model import Kind

SETTING = "DATELINE_NER"
KINDS = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
}


def wanted() -> str:
    """The model the setting names, empty where none is wanted.

    Raises RuleError for a setting that is not spacy:MODEL.
    """
    value = os.environ.get(SETTING, "")
    if not value:
        return ""
    kind, _, model = value.partition(":")
    if kind != "spacy" or not model:
        raise RuleError("not a reader of names", f"{SETTING}={value}", "Write spacy:MODEL, or leave it out.")
    return model


@cache
def _pipeline(model: str) -> Any:
    try:
        import spacy

        return spacy.load(model)
    except (ImportError, OSError) as error:
        hint = "Install requirements-spacy.txt and the model, or leave the setting out."
        raise RuleError(f"cannot load the model: {error}", f"{SETTING}=spacy:{model}", hint) from None


def second_opinion(pieces: Sequence[Piece], text: str, model: str) -> list[Piece]:
    """The pieces, unknown ones with the model's kind, and the names that only the model sees; sorted by start."""
    out = list(pieces)
    for entity in _pipeline(model)(text).ents:
        kind = KINDS.get(entity.label_)
        if kind is None:
            continue
        why = f"{entity.label_} to {model.rpartition('/')[2]}"
        over = [p for p in out if p.start < entity.end_char and entity.start_char < p.end]
        if not over:
            out.append(Piece(entity.start_char, entity.end_char, entity.text, kind, entity.text, why=why))
        for piece in over:
            if piece.known is None and (piece.start, piece.end) == (entity.start_char, entity.end_char):
                piece.kind, piece.why = kind, why
    return sorted(out, key=lambda p: (p.start, -p.end))
