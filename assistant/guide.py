"""What is said where nothing can be looked up: how to ask, and what is missing from a question."""

from __future__ import annotations

from assistant.answer import Answer, Scope, Status
from assistant.markdown import plain
from assistant.query import Query

MAX_QUESTION = 600
"""Characters of a question."""
_GUIDE = """我可以按文件库里的公文回答问题，并给出可以写进复函的出处。可以这样问：

- 某个单位负责什么：区财政局今年负责什么
- 什么时候完成：适老化改造什么时候完成
- 谁负责：老旧小区改造信息公开由谁负责
- 有什么要求：对政策解读有什么要求
- 两年或两地有什么不同：去年和今年对政策解读的要求有什么不同
- 文号、印发日期：某通知的文号是多少"""


def help_answer(question: str, why: str = "") -> Answer:
    """How to ask, after the sentence that says why it is told."""
    text = "\n\n".join(part for part in (why, _GUIDE) if part)
    return Answer(question, Status.HELP, text, scope=Scope(kind="help"))


def too_long(question: str) -> Answer:
    """That a question is too long."""
    text = f"问题太长（{len(question)}字）。请把要问的事情用一两句话写出来，不超过{MAX_QUESTION}字。"
    return Answer(question, Status.HELP, text, scope=Scope(kind="help"))


def whose(question: str, query: Query) -> Answer:
    """The question which unit 我们 is, where no home unit is set."""
    how = "请写出单位名称再问，或者设置本单位（网页右上角，或 zhengwen.toml 的 home_unit）。"
    text = f"“{plain(query.ours)}”是哪个单位？{how}"
    return Answer(question, Status.ASK_BACK, text, scope=Scope(kind=query.kind))
