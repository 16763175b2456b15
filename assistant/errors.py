"""What ends a command with a sentence for the user instead of a result.

CommandError                the command could not do its work                  exit code 1
├── NotHeld                 the library does not hold a notice that was named  exit code 1
└── WrongUse                the command was called wrongly                     exit code 2
    └── ConfigError         ``zhengwen.toml`` has an unknown key or a wrong value
"""

from __future__ import annotations

import errno
from typing import ClassVar

SOME_UNREAD = 3
"""Exit code of a command that is done, but for files or lines that could not be read."""

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘只能读",
    errno.EIO: "磁盘出错",
}


class CommandError(Exception):
    """The command could not do its work; the message is in Chinese and fit for the user."""

    exit_code: ClassVar[int] = 1


class NotHeld(CommandError):
    """The library does not hold a notice that was named; the message names it and what is held near it."""


class WrongUse(CommandError):
    """The command was called wrongly."""

    exit_code = 2


class ConfigError(WrongUse):
    """The settings file is not there, is no TOML, or has an unknown key or a wrong value."""


def reason_of(exc: OSError) -> str:
    """Why the system refused a file, in Chinese; the number of the error where it is none of the usual ones."""
    return _REASONS.get(exc.errno or 0, f"系统错误 {exc.errno}")
