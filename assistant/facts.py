"""Which fact a question wants, whether a sentence has it, and whether passages speak of its subject at all."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import terms_in

_VERBS = "动词与关系"
"""The domain of words for ways of doing something: no subjects."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sort of fact: how it is asked for, and what a sentence that tells it must hold."""

    name: str
    asked: re.Pattern[str]
    needs: re.Pattern[str]


@cache
def facts() -> tuple[Fact, ...]:
    """The sorts of facts of data/facts.toml."""
    raw = tomllib.loads(files("assistant").joinpath("data/facts.toml").read_text("utf-8"))
    return tuple(Fact(f["name"], re.compile(f["asked"]), re.compile(f["needs"])) for f in raw["fact"])


def facts_asked(question: str) -> tuple[Fact, ...]:
    """The sorts of facts that a question asks for."""
    return tuple(fact for fact in facts() if fact.asked.search(question))


def lacking(question: str, words: str) -> str:
    """The name of a fact that a question asks for and the words lack; empty when there is none."""
    return next((fact.name for fact in facts_asked(question) if not fact.needs.search(words)), "")


def absent_subject(question: str, words: str) -> str:
    """A subject that a question names and that some words do not, under any of its names.

    Parameters
    ----------
    question
        The question without the words of its scope.
    words
        Those of passages found.

    Returns
    -------
    str
        The words of the question (驾照), or empty: no subject of the thesaurus is named, or one stands there.
    """
    found = {wording: [t for t in rows if t.domain != _VERBS] for wording, rows in terms_in(question).items()}
    named = {wording: rows for wording, rows in found.items() if rows}
    for wording, rows in named.items():
        if wording in words or any(other in words for row in rows for other in row.wordings):
            return ""
    return max(named, key=len, default="")
