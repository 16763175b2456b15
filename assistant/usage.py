"""Help and complaints of the command line in Chinese; typer speaks English.

Nothing here imports typer: its own classes and errors are known by what they carry.
"""

from __future__ import annotations

import re
from typing import Any


class ChineseHelp:
    """Mixed into a command of typer: writes ``--help`` in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's, not public
        """Write usage, what the command does, and its arguments, options and commands."""
        options, arguments = [], []
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.param_type_name == "argument":
                arguments.append((param.metavar or param.name, param.help or ""))
            elif not getattr(param, "hidden", False):
                help_text = "显示这些说明" if param.name == "help" else param.help or ""
                options.append((" ".join(filter(None, (", ".join(param.opts), param.metavar))), help_text))
        commands = [(name, command.help or "") for name, command in getattr(self, "commands", {}).items()]
        usage = [ctx.command_path, *(["[选项]"] if options else []), *(name for name, _ in arguments)]
        usage += ["命令 …"] if commands else []
        formatter.write(f"用法：{' '.join(usage)}\n\n{getattr(self, 'help', '')}\n")
        for title, rows in (("参数", arguments), ("命令", commands), ("选项", options)):
            if rows:
                formatter.write(f"\n{title}：\n{''.join(table(rows))}")


def table(rows: list[tuple[str, str]]) -> list[str]:
    """Two columns; of a text of several lines the first one."""
    width = max(columns(name) for name, _ in rows)
    return [f"  {name}{' ' * (width - columns(name))}  {text.splitlines()[0] if text else ''}\n" for name, text in rows]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if ord(ch) > 0x2E7F else 1 for ch in text)


def in_chinese(error: Any) -> str:  # noqa: ANN401 - typer's errors are not public
    """What typer complains about, in Chinese, with the way to the help."""
    ctx = getattr(error, "ctx", None)
    way = f"\n用法见 {ctx.command_path} --help" if ctx is not None else ""
    return complaint(type(error).__name__, error) + way


def complaint(kind: str, error: Any) -> str:  # noqa: ANN401
    """The complaint itself; one that is not known is shown as it is."""
    param = getattr(error, "param", None)
    name = "" if param is None else (param.opts[0] if param.param_type_name == "option" else param.metavar)
    if kind == "NoSuchOption":
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{near}"
    if kind == "MissingParameter":
        return f"缺少 {name}"
    if kind == "BadParameter":
        return f"{name}：{error.message}"
    if kind == "BadOptionUsage":
        return f"{error.option_name} 后面" + ("不写值" if "not take" in error.message else "要写一个值")
    message = str(error.message)
    if found := re.match(r"No such command '(.*?)'", message, re.DOTALL):
        return f"没有 {found[1]} 这个命令"
    if found := re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message, re.DOTALL):
        return f"多出了：{found[1]}（一个问题里有空格时，请用引号括起来）"
    return "没有写命令" if message.startswith("Missing command") else message
