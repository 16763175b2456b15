"""Ask thousands of questions and check every answer from outside: nothing of the product is imported.

    zhengwen read 公文/* --json > read.jsonl
    python tools/check_answers.py questions --read read.jsonl --out questions.jsonl --count 10000
    zhengwen ask --index 公文库 --batch questions.jsonl --out answers.jsonl
    python tools/check_answers.py check --read read.jsonl --questions questions.jsonl --answers answers.jsonl

The check sees only the JSON of answers and readings. It counts: questions that broke, quotations that do not stand at
their positions, units and deadlines of a citation that are not in its row, marks without a citation, answers that
quote another year or district than the one that was named, and duty lists that lack a row or have one too many.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DUTY = (
    "{place}{unit}{year}负责什么",
    "{place}{unit}{year}有哪些任务",
    "{year}{place}{unit}要干哪些活",
    "{place}{unit}在{year}承担哪些工作",
    "请问{place}{unit}{year}的职责是什么",
    "{place}{unit}{year}被派了几项任务，都是什么",
    "{place}{unit}{year}牵头哪些任务",
)
TASK = (
    "{place}{year}谁负责{task}",
    "{place}{year}{task}由哪个部门牵头",
    "{place}{year}{task}什么时候完成",
    "{place}{year}对{task}有什么要求",
    "{place}{year}有没有要求{task}",
    "{place}{task}是怎么规定的",
)
NOTICE = (
    "{place}{year}{title}的文号是多少",
    "{place}{year}{title}是哪天印发的",
    "{title}是谁发的",
    "{place}{year}{title}抄送哪些单位",
    "{place}{year}{title}讲了什么",
)
DUE = ("{place}{year}{month}月底前要完成哪些任务", "{place}{year}年底前要完成的任务有哪些")
COMPARE = ("{place}和{other}对{task}的要求有什么不同", "{place}{year}和{year2}年对{task}的要求有什么变化")
SEVERAL = (
    "{place}{year}谁负责{task}？什么时候完成？文号是多少",
    "{place}{unit}和财政局{year}分别负责什么",
    "{place}{year}{unit}牵头哪些工作，{title}是哪天印发的",
    "{place}{year}牵头单位有哪些",
    "{place}{year}有几项任务",
    "{place}{year}{month}月以后到期的任务",
    "{place}{year}没有写明责任单位的任务有哪些",
    "{place}{unit}{year}下半年要完成的任务",
    "{place}{year}{title}第一部分讲什么",
    "{place}{year}第{month}项任务是什么",
    "{place}{year}不得做什么",
    "{task}是不是{month}天内完成",
)
ODD = ("{task}？？？", "{unit}", "{place}", "{year}", "{task}呢", "你好{unit}", "<b>{task}</b>", "{task} " * 8)


def bare(text: str) -> str:
    """Text without white space and zero-width characters."""
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", text)


def read_lines(path: Path) -> list[Json]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def place_of(reading: Json) -> str:
    """The district in an issuer's name, as people write it."""
    found = re.findall(r"[一-鿿]{1,6}?(?:省|市|县|区)", (reading.get("issuer") or "").split("、")[0])
    return found[-1] if found else ""


def make_questions(readings: list[Json], count: int, seed: int) -> list[Json]:
    """Questions over units, years, tasks and notices, in several phrasings each."""
    rng = random.Random(seed)
    readings = [r for r in readings if "error" not in r]
    out: list[Json] = []
    while len(out) < count:
        reading = rng.choice(readings)
        words = _words(reading, readings, rng)
        group = rng.choices((DUTY, TASK, NOTICE, DUE, COMPARE, SEVERAL, ODD), (38, 26, 8, 5, 8, 10, 5))[0]
        question = rng.choice(group).format(**words)
        line: Json = {"id": f"g{len(out):05d}", "question": question, "today": "2026-11-21", "file": reading["file"]}
        if group is DUTY:
            line |= {"kind": "duty", "unit": words["unit"], "year": reading.get("year"), "lead": "牵头" in question}
        out.append(line)
    return out


def _words(reading: Json, readings: list[Json], rng: random.Random) -> Json:
    tasks = [t for t in reading["tasks"] if t["requirement"]]
    units = sorted({u for t in tasks for u in t["units"] if u not in t["collective"]}) or ["区财政局"]
    headings = [s["heading"] for s in reading["sections"] if 4 <= len(s["heading"]) <= 24]
    phrases = headings + [re.split("[，。；]", t["requirement"])[0][:24] for t in tasks]
    other = rng.choice(readings)
    place = place_of(reading)
    unit = rng.choice(units)
    if place and re.match("[省市县区](?!场监)", unit):
        unit = unit[1:]  # 云河市财政局, not 云河市市财政局; 市场监管局 keeps its name
    return {
        "place": place,
        "other": place_of(other) or "外区",
        "unit": unit,
        "year": f"{reading['year']}年" if reading.get("year") else "",
        "year2": (reading.get("year") or 2020) - 1,
        "task": rng.choice(phrases) if phrases else "政务公开",
        "title": reading.get("issued_title") or reading.get("title") or "通知",
        "month": rng.randint(3, 12),
    }


class Checker:
    """Holds answers against readings and counts what is wrong."""

    def __init__(self, readings: list[Json]) -> None:
        self.texts = {r["version"]: r for r in readings if "error" not in r}
        self.wrong: dict[str, list[str]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.held: set[str] = set()
        self.lists: list[tuple[str, Json, Json]] = []

    def check(self, question: Json, answer: Json) -> None:
        """One answer."""
        name = f"{answer.get('id')} {answer.get('question')}"
        self.counts["answers"] += 1
        self.held |= {c["version"] for c in answer["citations"]}
        self.counts[f"status {answer.get('status')}"] += 1
        if answer.get("status") == "error":
            self.wrong["broke"].append(name)
        numbers = {c["n"] for c in answer["citations"]}
        if lost := {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", answer["answer"])} - numbers:
            self.wrong["marks without a citation"].append(f"{name}: {sorted(lost)}")
        for item in (*answer["citations"], *answer["passages"]):
            self._quotation(name, item)
        if question.get("kind") == "duty" and answer.get("status") == "answered":
            self.lists.append((name, question, answer))
        if years := set(re.findall(r"((?:19|20)\d\d)年", question["question"])):
            cited = {str(c["year"]) for c in answer["citations"] if not c.get("near")}
            if answer.get("status") == "answered" and cited and not cited & years:
                self.wrong["another year"].append(f"{name}: {sorted(cited)}")

    def _quotation(self, name: str, item: Json) -> None:
        self.counts["quotations"] += 1
        reading = self.texts.get(item["version"])
        if reading is None:
            self.wrong["unknown version"].append(name)
            return
        stretch = bare(reading["text"][item["start"] : item["end"]])
        at = 0
        for piece in item["pieces"] or [item["quote"]]:
            found = stretch.find(bare(piece), at)
            if found < 0:
                self.wrong["quotation not at its place"].append(f"{name}: {piece[:30]}")
                return
            at = found + len(bare(piece))
        if item.get("units") is not None:
            self._row(name, item, reading)

    def _row(self, name: str, item: Json, reading: Json) -> None:
        near = [t for t in reading["tasks"] if t["section"] == item["section"] and t["row"] == item["row"]]
        same = [t for t in near if t["requirement"] == item["requirement"]]
        if not same:
            self.wrong["duty without a row"].append(f"{name}: {item['section']} {item['row']}")
            return
        facts = [bare(fact) for fact in (*item["units"], *(d["text"] for d in item["deadlines"] or ()))]
        lacking = [[fact for fact in facts if fact not in self._words(reading, task)] for task in same]
        if all(lacking):  # several duties of one cell share its row
            self.wrong["unit or deadline not in its row"].append(f"{name}: {'、'.join(lacking[0])}")

    @staticmethod
    def _words(reading: Json, task: Json) -> str:
        """The words of all fields of a duty, without white space."""
        spans = [s for spans in task["spans"].values() for s in spans]
        return bare("".join(reading["text"][a:b] for a, b in spans))

    def finish(self) -> None:
        """Check the lists, once it is known which of two files of one notice the library holds."""
        for name, question, answer in self.lists:
            self._list(name, question, answer)

    def _list(self, name: str, question: Json, answer: Json) -> None:
        """The rows of the notice that print the unit, as it is written there, against the rows cited."""
        for version, reading in self.texts.items():
            if reading["file"] != question["file"] or version not in self.held:
                continue
            printed = {
                t["ref"]: t
                for t in reading["tasks"]
                if any(u not in t["collective"] and u.endswith(question["unit"]) for u in t["units"])
                and (not question["lead"] or any(u.endswith(question["unit"]) for u in t["lead"]))
            }
            said = {(c["section"], c["row"], c["requirement"]) for c in answer["citations"] if c["version"] == version}
            lacking = [r for r, t in printed.items() if (t["section"], t["row"], t["requirement"]) not in said]
            self.counts["duty lists"] += 1
            if lacking and not self._said_once(printed, lacking, said):
                self.wrong["duty list lacks"].append(f"{name}: {lacking}")

    @staticmethod
    def _said_once(printed: dict[str, Json], lacking: list[str], said: set[tuple[str, str | None, str]]) -> bool:
        """Whether each duty lacking stands in the list through the row or the clause that says the same."""
        clauses = {t["clause"] for t in printed.values() if (t["section"], t["row"], t["requirement"]) in said}
        return all(printed[ref]["section"] in clauses or printed[ref]["clause"] in clauses for ref in lacking)

    def report(self, most: int) -> int:
        """Print the counts; the number of faults."""
        for name, number in sorted(self.counts.items()):
            print(f"{name:36}{number:>8}")
        for name, cases in sorted(self.wrong.items()):
            print(f"WRONG {name:30}{len(cases):>8}")
            for case in cases[:most]:
                print(f"    {case}")
        total = sum(map(len, self.wrong.values()))
        print(f"faults {total}")
        return total


def main() -> int:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    make = steps.add_parser("questions")
    make.add_argument("--read", type=Path, required=True)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--count", type=int, default=10_000)
    make.add_argument("--seed", type=int, default=7)
    check = steps.add_parser("check")
    check.add_argument("--read", type=Path, required=True)
    check.add_argument("--questions", type=Path, required=True)
    check.add_argument("--answers", type=Path, required=True)
    check.add_argument("--most", type=int, default=5)
    args = parser.parse_args()
    readings = read_lines(args.read)
    if args.step == "questions":
        lines = make_questions(readings, args.count, args.seed)
        args.out.write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in lines), "utf-8")
        return 0
    questions = {q["id"]: q for q in read_lines(args.questions)}
    checker = Checker(readings)
    for answer in read_lines(args.answers):
        checker.check(questions[answer["id"]], answer)
    checker.finish()
    missing = len(questions) - checker.counts["answers"]
    if missing:
        checker.wrong["questions without an answer"] = [f"{missing}"]
    return 1 if checker.report(args.most) else 0


if __name__ == "__main__":
    sys.exit(main())
