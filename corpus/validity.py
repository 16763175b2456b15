"""Whether a notice is in force, by what is printed, or was entered, of its validity (有效性)."""

from __future__ import annotations

import re

_VOID = re.compile(r"(?<![未没不])(?<!部分)(?<!没有)(?<!未被)(?:废止|失效|作废|撤销|停止执行|停止使用|无效)")


def is_void(validity: str | None) -> bool:
    """Whether a validity says that a notice is not in force: 已废止, 全文失效; not 部分废止, 尚未失效."""
    return validity is not None and bool(_VOID.search(validity))
