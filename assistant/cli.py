"""The command line, ``zhengwen build|add|undo|ask|read|check|list|find|compare|…|feedback|serve`` (only typer).

Exit codes: 0 fine, 1 failed, 2 wrong use, 3 done, but some files or lines could not be read. Each command imports what
it needs when it runs, so that help is instant and no question loads torch or gradio.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.config import Config
from assistant.errors import CommandError, WrongUse
from assistant.options import (
    parse_count,
    parse_day,
    parse_port,
    parse_role,
    parse_split,
    parse_year,
    repeat_flag,
)
from assistant.terminal import note, say, use_utf8
from assistant.usage import ChineseHelp, in_chinese

INTERRUPTED = 130
DEFAULT_TOP_K = 10


class Command(ChineseHelp, TyperCommand):
    """One command; an option that may be given several times also takes several values after one flag."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's, not public
        """Parse, with ``--notices A B`` read as ``--notices A --notices B``."""
        return super().parse_args(ctx, repeat_flag(repeat_flag(repeat_flag(args, "--notices"), "--year"), "--run"))


class Group(ChineseHelp, TyperGroup):
    """The program itself."""


def told(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    """A parser whose ValueError is said as a wrong value of its option."""

    @wraps(parse)
    def parsed(text: str) -> Any:  # noqa: ANN401 - whatever the parser returns
        try:
            return parse(text)
        except ValueError as exc:
            raise typer.BadParameter(str(exc)) from None

    return parsed


ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="文件", help="配置文件；不写则从当前文件夹往上找 zhengwen.toml")
]
Index = Annotated[Path | None, typer.Option("--index", metavar="文件夹", help="公文库的文件夹")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，一行一个对象")]
Debug = Annotated[bool, typer.Option("--debug", help="出错时显示技术细节")]

Model = Annotated[
    str | None, typer.Option("--model", metavar="名称或文件夹", help="另用一个 sentence-transformers 向量模型")
]
Instruction = Annotated[
    str | None,
    typer.Option("--query-instruction", metavar="文字", help="这个模型要在问题前加的文字，不写则用模型自己说明的"),
]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="政问：在公文里找到答案，逐字引用，注明条款。",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def settings(config: Path | None, index: Path | None = None, **options: Any) -> Config:
    """The settings of ``zhengwen.toml``, over which the options of the command line win."""
    library = None if index is None else index.resolve()
    return Config.find(Path.cwd(), config).with_options(library=library, **options)


def show_version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        from assistant.version import product_version

        found = product_version()
        say(f"zhengwen {found}" if found else "zhengwen（没有安装）")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=show_version, help="显示版本")] = False,
) -> None:
    """政问：在公文里找到答案，逐字引用，注明条款。"""


@app.command(cls=Command, help="读取公文，建立或更新公文库（只处理有变化的公文）")
def build(
    notices: Annotated[
        list[Path] | None, typer.Option("--notices", metavar="文件夹…", help="公文所在的文件夹，可以写几个")
    ] = None,
    index: Index = None,
    model: Model = None,
    query_instruction: Instruction = None,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Build the library or bring it up to date."""
    from assistant.commands import build as command

    folders = tuple(folder.resolve() for folder in notices) if notices else None
    chosen = settings(config, index, notices=folders, model=model)
    if model is not None or query_instruction is not None:  # what the settings say belongs to the model that they name
        chosen = replace(chosen, query_instruction=query_instruction)
    return command.run(chosen)


@app.command(cls=Command, help="把几份公文加入公文库：先检查，再发布；--dry-run 只检查")
def add(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="公文文件、压缩包，或放公文的文件夹", show_default=False)
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不加入")] = False,
    index: Index = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Add files to the library."""
    from assistant.commands import add as command

    return command.run(settings(config, index), files, command.AddOptions(is_dry=dry_run, as_json=as_json))


@app.command(cls=Command, help="撤回最近一次发布（add 或网页），恢复到它之前")
def undo(
    batch: Annotated[
        str | None, typer.Argument(metavar="批次", help="撤回哪一次，不写则是最近一次", show_default=False)
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="列出历次发布")] = False,
    index: Index = None,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Take a publication back."""
    from assistant.commands import add as command

    return command.run_undo(settings(config, index), batch, show)


@app.command(cls=Command, help="提一个问题，或用 --batch 提一个文件里的问题")
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="问题", help="如“区财政局今年负责什么”", show_default=False)
    ] = None,
    index: Index = None,
    as_json: Json = False,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="文件", help="问题文件，一行一个 JSON 对象")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="--batch 的答案写到这个文件")] = None,
    today: Annotated[
        dt.date | None,
        typer.Option("--today", metavar="日期", parser=told(parse_day), help="“今年”从哪一天算起，如 2026-03-01"),
    ] = None,
    top_k: Annotated[
        int | None,
        typer.Option("--top-k", metavar="个数", parser=told(parse_count), help="列出多少个检索到的段落，默认 10"),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="说明怎样理解问题、怎样找到答案")] = False,
    around: Annotated[bool, typer.Option("--around", help="同时显示每条依据的上级标题和上下文")] = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Ask one question, or those of a file."""
    if (question is None) == (batch is None):
        raise WrongUse("请写一个问题，或用 --batch 指定问题文件" + ("，二者只取其一" if batch else ""))
    if out is not None and batch is None:
        raise WrongUse("--out 只与 --batch 同用")
    from assistant.commands import ask as command

    options = command.AskOptions(today, top_k or DEFAULT_TOP_K, explain, as_json, around)
    assistant = command.open_assistant(settings(config, index))
    if batch is not None:
        return command.run_batch(assistant, batch, out, options)
    return command.run(assistant, question or "", options)


@app.command(cls=Command, help="读一份或几份公文，显示读出的题名、文号、结构和任务")
def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="公文文件，或放公文的文件夹", show_default=False)
    ],
    as_json: Json = False,
    debug: Debug = False,
) -> int:
    """Show what the reader makes of files."""
    from assistant.commands import read as command

    return command.run(files, as_json)


@app.command(cls=Command, help="检查公文：读懂了什么，入库前还要看什么")
def check(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹…", help="公文文件，或放公文的文件夹", show_default=False)
    ],
    as_json: Json = False,
    index: Index = None,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Say what was understood of notices, and what a keeper should look at."""
    from assistant.commands import check as command

    return command.run(settings(config, index), paths, as_json)


@app.command("list", cls=Command, help="列出公文库里的公文")
def list_notices(index: Index = None, as_json: Json = False, config: ConfigFile = None, debug: Debug = False) -> int:
    """List the notices of the library."""
    from assistant.commands import show as command

    return command.run_list(command.open_library(settings(config, index)), as_json)


@app.command(cls=Command, help="逐字查找：列出一段文字在公文里的每一处")
def find(
    text: Annotated[str, typer.Argument(metavar="文字", help="要找的文字，空格和换行不计", show_default=False)],
    index: Index = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Find every exact occurrence of a text."""
    from assistant.commands import show as command

    return command.run_find(command.open_library(settings(config, index)), text, as_json)


@app.command(cls=Command, help="逐项比对两份公文；--cover 看本级怎样落实上级的公文")
def compare(
    first: Annotated[str, typer.Argument(metavar="公文甲", help="文号或编号（见 zhengwen list --json）")],
    second: Annotated[str, typer.Argument(metavar="公文乙", help="文号或编号")],
    cover: Annotated[bool, typer.Option("--cover", help="甲是上级的公文：逐项看乙有没有相应的规定")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只列有变化的；与 --cover 同用时只列本级未见的")] = False,
    index: Index = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Compare two notices item by item."""
    from assistant.commands import compare as command

    options = command.CompareOptions(cover=cover, only_changed=changed, as_json=as_json)
    return command.run(settings(config, index), first, second, options)


@app.command(cls=Command, help="列出一个单位的任务清单，可存成 CSV、Excel、Word 或日历；或每个单位一个文件")
def duties(
    unit: Annotated[
        str, typer.Option("--unit", metavar="单位", help="如 区财政局；不写则列出各单位的任务", show_default=False)
    ] = "",
    year: Annotated[
        list[int] | None, typer.Option("--year", metavar="年份…", parser=told(parse_year), help="不写则看最新的公文")
    ] = None,
    issuer: Annotated[
        str, typer.Option("--issuer", metavar="地区或机关", help="只看它的公文，如 青石区", show_default=False)
    ] = "",
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="方式", parser=told(parse_role), help="lead 牵头，support 配合，plain 负责"),
    ] = None,
    due_before: Annotated[
        dt.date | None,
        typer.Option("--due-before", metavar="日期", parser=told(parse_day), help="时限不晚于这一天，如 2026-06-30"),
    ] = None,
    due_after: Annotated[
        dt.date | None, typer.Option("--due-after", metavar="日期", parser=told(parse_day), help="时限不早于这一天")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="文件", help="存成 CSV")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="文件", help="存成 Excel")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", metavar="文件", help="存成 Word")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="文件", help="有截止日期的存成日历")] = None,
    split_by: Annotated[
        str | None,
        typer.Option("--split-by", metavar="unit", parser=told(parse_split), help="每个单位一个 Excel，与 --out 同用"),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件夹", help="--split-by 的文件放在这里")] = None,
    index: Index = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """List the duties of a unit, or send out one file for each unit."""
    from assistant.commands import duties as command

    options = command.DutyOptions(
        unit,
        issuer,
        tuple(year or ()),
        role,
        due_before,
        due_after,
        csv,
        xlsx,
        docx,
        ics,
        out,
        is_split=bool(split_by),
        as_json=as_json,
    )
    return command.run(settings(config, index), options)


@app.command(cls=Command, help="只做检索：在一批文字里找每个问题，写成 TREC 格式的结果")
def retrieve(
    corpus: Annotated[Path, typer.Option("--corpus", metavar="文件", help='一行一段：{"id", "text", "title"?}')],
    queries: Annotated[Path, typer.Option("--queries", metavar="文件", help='一行一个问题：{"id", "text"}')],
    run: Annotated[Path, typer.Option("--run", metavar="文件", help="结果写到这个文件")],
    top_k: Annotated[
        int | None,
        typer.Option("--top-k", metavar="个数", parser=told(parse_count), help="每个问题列出多少段，默认 100"),
    ] = None,
    legs: Annotated[
        str, typer.Option("--legs", metavar="检索方式", help="bm25（词）、dense（向量）或 bm25,dense（默认）")
    ] = "bm25,dense",
    model: Model = None,
    query_instruction: Instruction = None,
    reranker: Annotated[
        str | None, typer.Option("--reranker", metavar="名称或文件夹", help="另用一个 sentence-transformers 重排模型")
    ] = None,
    debug: Debug = False,
) -> int:
    """Retrieve over a corpus of one's own."""
    from assistant.commands import retrieve as command

    options = command.RetrieveOptions(top_k or 100, command.parse_legs(legs), model, query_instruction, reranker)
    return command.run(corpus, queries, run, options)


@app.command("eval", cls=Command, help="评测：问一遍标准问题，给出各项指标；或评测检索结果（--qrels）")
def evaluate(
    golds: Annotated[
        list[Path] | None, typer.Argument(metavar="标准问题文件…", help="一行一个标准问题", show_default=False)
    ] = None,
    index: Index = None,
    notices: Annotated[
        list[Path] | None, typer.Option("--notices", metavar="文件夹…", help="建库的公文，用来核对引文")
    ] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="文件", help="与较早的一份答案比较（成对检验）")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="答案写到这个文件")] = None,
    misses: Annotated[
        int | None, typer.Option("--misses", metavar="个数", parser=told(parse_count), help="列出答得不对的前几个问题")
    ] = None,
    qrels: Annotated[
        Path | None, typer.Option("--qrels", metavar="文件", help="检索的标准答案，TREC 格式，与 --run 同用")
    ] = None,
    run: Annotated[
        list[Path] | None, typer.Option("--run", metavar="文件…", help="检索结果，TREC 格式；第二个起与第一个比较")
    ] = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Measure answers, or retrieval runs."""
    if bool(golds) == (qrels is not None):
        raise WrongUse("请写标准问题文件，或用 --qrels 和 --run 评测检索结果，二者取其一")
    from assistant.commands import evaluate as command

    if qrels is not None:
        given = {"--index": index, "--notices": notices, "--against": against, "--out": out, "--misses": misses}
        command.refuse(given, beside=" --qrels ")
        return command.run_qrels(qrels, run or [], as_json)
    command.refuse({"--run": run}, beside="标准问题文件")
    folders = tuple(folder.resolve() for folder in notices) if notices else None
    options = command.EvalOptions(as_json=as_json, misses=misses or 0, out=out, against=against)
    return command.run(settings(config, index, notices=folders), golds or [], options)


@app.command(
    cls=Command,
    help="列出读者对答复的意见（有用、有误），或写成标准问题文件：有用的可以直接评测，有误的留给人填写",
)
def feedback(
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="文件",
            help="写成标准问题，一行一个：有用的，核对得到的依据成为 evidence；有误的和核对不到的，type 为 null，"
            "todo 写明要填什么，填好之前 zhengwen eval 不接受这个文件",
        ),
    ] = None,
    index: Index = None,
    as_json: Json = False,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """List what readers said of answers, or write it as gold lines."""
    if gold is not None and as_json:
        raise WrongUse("--gold 写到文件，不与 --json 同用")
    from assistant.commands import feedback as command

    return command.run(settings(config, index), gold, as_json)


@app.command(cls=Command, help="打开网页：在浏览器里提问")
def serve(
    sample: Annotated[
        bool, typer.Option("--sample", help="用样例库（虚构的公文，写在当前文件夹的“样例库”里）")
    ] = False,
    index: Index = None,
    host: Annotated[str | None, typer.Option("--host", metavar="地址", help="默认 127.0.0.1，只有本机能打开")] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="端口", parser=told(parse_port), help="默认 7860，被占用时往后找")
    ] = None,
    config: ConfigFile = None,
    debug: Debug = False,
) -> int:
    """Serve the page."""
    if sample and (index or config):
        raise WrongUse("--sample 自带公文库和设置，不与 --index、--config 同用")
    from assistant.commands import serve as command

    if sample:
        chosen = command.sample_config(Path.cwd() / command.SAMPLE_FOLDER, dt.date.today())
        return command.run(chosen.with_options(host=host), port)
    return command.run(settings(config, index, host=host), port)


@app.command(cls=Command, help="给网页设口令：印出要写进 zhengwen.toml 的一行")
def password(debug: Debug = False) -> int:
    """Print the setting of a password."""
    from assistant.commands import password as command

    return command.run()


def main(args: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    args
        The arguments after the program's name; None: those of the process.

    Returns
    -------
    int
        The exit code. Whatever goes wrong is said in Chinese, never by a traceback, unless ``--debug`` asks for it.
    """
    use_utf8()
    given = sys.argv[1:] if args is None else list(args)
    try:
        code = app(args=given or ["--help"], prog_name="zhengwen", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        note("已停止")
        return INTERRUPTED
    except BrokenPipeError:  # zhengwen list | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as exc:  # noqa: BLE001 - the outermost layer: every failure becomes words for the user
        return report(exc, is_debug="--debug" in given)
    return int(code or 0)


def report(exc: Exception, is_debug: bool) -> int:
    """Say what went wrong; returns the exit code."""
    if is_debug:
        note("".join(traceback.format_exception(exc)))
    if isinstance(exc, CommandError):
        note(str(exc))
        return exc.exit_code
    if isinstance(exc, typer.TyperException):
        note(in_chinese(exc))
        return exc.exit_code
    from corpus import NoticeError
    from index import LibraryError

    if isinstance(exc, NoticeError | LibraryError):
        note(str(exc))
        return 1
    note(f"出了没有料到的错：{type(exc).__name__}：{exc}")
    if not is_debug:
        note("加上 --debug 再运行一次，可以看到技术细节。")
    return 1


if __name__ == "__main__":
    sys.exit(main())
