"""Scripted conversations of up to twenty turns: what each turn is limited to, and what it quotes."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from assistant import Turn
from assistant.place_names import parts_of

TODAY = dt.date(2026, 3, 2)
SCRIPTS = tomllib.loads((Path(__file__).parent.parent / "data" / "conversations.toml").read_text("utf-8"))
KNOWN = {
    ("从文号问起", 6): "a 文号 gives the notice but not the district to go on with",
    ("居家养老、助餐和网站适老化", 6): "the turn before",
}
"""Turns that go wrong, with the cause."""


def faults_of(assistant, turn, answer):
    """What is not as a colleague would have it."""
    held = {h.notice_id: h for h in assistant.library.held}
    places = {parts_of(held[notice_id].place)[-1] for notice_id in answer.scope.notices}
    quotes = ["".join(c.quote.split()) for c in answer.citations if not c.near]
    faults = []
    if answer.status != turn["status"]:
        faults.append(f"{answer.status} for {turn['status']}")
    if answer.scope.kind not in turn["kind"]:
        faults.append(f"kind {answer.scope.kind}")
    if sorted(answer.scope.years) != sorted(turn["years"]):
        faults.append(f"years {answer.scope.years}")
    if turn["places"] and not places <= set(turn["places"]):
        faults.append(f"places {sorted(places)}")
    names = assistant.library.units.equivalents(turn["unit"].lstrip("省市区县"))
    is_meant = any(u.endswith(name) for u in answer.scope.units for name in names)
    if turn["unit"] and "unit" not in turn.get("soft", []) and not is_meant:
        faults.append(f"units {answer.scope.units}")
    faults += [f"lacks {w}" for w in turn.get("cites", []) if not any("".join(w.split()) in q for q in quotes)]
    faults += [f"quotes {w}" for w in turn.get("not_cites", []) if any("".join(w.split()) in q for q in quotes)]
    return faults


@pytest.mark.parametrize("script", SCRIPTS["conversation"], ids=lambda script: script["name"])
def test_each_turn_is_understood_as_a_colleague_would(assistant, script):
    history, wrong = [], {}
    for number, turn in enumerate(script["turn"], 1):
        answer = assistant.ask(turn["ask"], history, TODAY)
        if faults := faults_of(assistant, turn, answer):
            wrong[number] = f"{turn['ask']}: {'; '.join(faults)}"
        history += [Turn("user", turn["ask"]), Turn("assistant", answer.text)]
    known = {number for name, number in KNOWN if name == script["name"]}
    assert set(wrong) == known, "\n".join(wrong.values())


def test_the_scripts_are_long_enough():
    lengths = [len(script["turn"]) for script in SCRIPTS["conversation"]]
    assert (len(lengths), max(lengths)) == (12, 20)
