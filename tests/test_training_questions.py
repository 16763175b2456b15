"""What the embedding model learns from holds no question that answers are measured by."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEARNED = sorted((ROOT / "tools" / "encoder" / "data").glob("*.jsonl"))
OWN = sorted((ROOT / "tests" / "data" / "eval").glob("*.jsonl"))
SHARED = sorted((ROOT.parent / "shared" / "eval").glob("*.jsonl"))
RUN = 8
"""Questions that share so many characters in a row are one and the same in other words."""


def folded(text):
    return re.sub(r"[^\w]", "", text)


def runs(text):
    return {text[at : at + RUN] for at in range(len(text) - RUN + 1)}


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def learned():
    out = {}
    for line in (line for path in LEARNED for line in lines(path)):
        for question in (*line["lay"], line["staff"], line["short"] or ""):
            out |= dict.fromkeys(runs(folded(question)), question)
    return out


def test_a_copied_question_would_be_seen(learned):
    question = lines(LEARNED[0])[0]["staff"]
    assert runs(folded(f"请问{question}吗")) & learned.keys()


@pytest.mark.parametrize("gold", [*OWN, *(SHARED or [None])], ids=lambda path: path.name if path else "shared")
def test_no_gold_question_is_learned(learned, gold):
    if gold is None:
        pytest.skip("no ../shared/eval beside this checkout")
    shared = {q["question"]: learned[r] for q in lines(gold) for r in runs(folded(q["question"])) & learned.keys()}
    assert shared == {}


def test_each_clause_has_lay_questions_and_one_of_staff():
    entries = [entry for path in LEARNED for entry in lines(path)]
    assert len({entry["id"] for entry in entries}) == len(entries) > 9000
    assert all(2 <= len(entry["lay"]) <= 5 and entry["staff"] for entry in entries)


def test_what_others_wrote_is_named_and_not_copied():
    for path in LEARNED:
        for entry in lines(path):
            if path.name.startswith("public"):
                assert entry.keys() == {"id", "source", "doc", "start", "end", "lay", "staff", "short"}
                assert entry["start"] < entry["end"]
            else:
                assert entry["text"]
