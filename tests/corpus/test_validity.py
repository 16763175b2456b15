"""Whether a notice is in force, by what is said of its validity."""

import pytest

from corpus import is_void


@pytest.mark.parametrize("validity", ["废止", "已废止", "全文失效", "已作废", "已被撤销", "停止执行", "无效"])
def test_what_is_not_in_force(validity):
    assert is_void(validity)


@pytest.mark.parametrize(
    "validity", [None, "", "有效", "现行有效", "尚未失效", "未废止", "没有废止", "部分废止", "部分失效"]
)
def test_what_is_in_force(validity):
    assert not is_void(validity)
