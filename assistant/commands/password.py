"""``zhengwen password``: the line for ``zhengwen.toml`` that sets the page's password."""

from __future__ import annotations

import getpass
import sys

from assistant.errors import CommandError, WrongUse
from assistant.password import hashed
from assistant.terminal import say


def run() -> int:
    """Ask for a password twice, or read a line where there is no terminal; print its setting."""
    if sys.stdin.isatty():
        password = getpass.getpass("网页的口令（不会显示）：")
        if password != getpass.getpass("再输一次："):
            raise CommandError("两次输入的口令不一样，请重新运行")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        line = hashed(password)
    except ValueError as exc:
        raise WrongUse(str(exc)) from None
    say(f'password = "{line}"')
    return 0
