"""Write the exchanges of docs/answers.md: one real question of each kind over the sample library.

    python -m tools.answer_examples

Run it whenever answers change; a test holds the page against what it writes.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from assistant import Assistant, Turn
from corpus.sample import write_sample
from index import StaticEncoder, build_library

PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
BEGIN = "<!-- 以下由 python -m tools.answer_examples 写出 -->\n"
TODAY = dt.date(2026, 3, 2)
EXCHANGES = (
    ("单位的任务", ("青石区医保局今年负责什么",)),
    ("谁负责", ("青石区政府公报由谁负责",)),
    ("什么时候", ("青石区适老化改造什么时候完成",)),
    ("到期的任务", ("青石区今年5月到期的任务有哪些",)),
    ("多少", ("青石区政务公开培训一年至少几次",)),
    ("怎样要求", ("白鹭区对政策解读有什么要求",)),
    ("是什么", ("青石区文件里的“三审三校”是什么",)),
    ("公文的信息", ("2025年青石区政务公开工作要点的文号是多少",)),
    ("年份之间比较", ("青石区2025年和2026年对政策解读的要求有什么不同",)),
    ("区县之间比较", ("青石区和白鹭区2026年的适老化改造有什么区别",)),
    ("追问", ("青石区适老化改造什么时候完成", "那白鹭区呢")),
    ("库中没有的年份", ("青石区2019年对政策解读有什么要求",)),
    ("库中没有的区县", ("南浦区财政局今年负责什么",)),
    ("与公文无关", ("今天天气怎么样",)),
)


def write_exchanges(folder: Path) -> str:
    """Ask each question over the sample library of a fixed day.

    Parameters
    ----------
    folder
        An empty folder for the sample notices and their index.

    Returns
    -------
    str
        Markdown: for each kind the question, what came before it, and the answer as a reply would quote it.
    """
    write_sample(folder / "notices", TODAY)
    build_library(folder / "library", [folder / "notices"], StaticEncoder.load())
    assistant = Assistant.open(folder / "library")
    parts = []
    for kind, turns in EXCHANGES:
        history = [Turn("user", question) for question in turns[:-1]]
        answer = assistant.ask(turns[-1], history, today=TODAY)
        asked = "\n".join(f"**问** {question}  " for question in turns)
        parts.append(f"### {kind}\n\n{asked}\n\n{answer.to_markdown().strip()}\n")
    return "\n".join(parts)


def main() -> None:
    """Write the exchanges into the page, below its own words."""
    head = PAGE.read_text("utf-8").split(BEGIN)[0]
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(head + BEGIN + "\n" + write_exchanges(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
