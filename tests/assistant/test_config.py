from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import ConfigError


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "zhengwen.toml"
    path.write_bytes(text.encode(encoding))
    return path


def test_without_a_file_the_library_lies_in_the_working_folder(tmp_path):
    config = Config.find(tmp_path)
    assert config.library == tmp_path / "公文库"
    assert config.notices == ()
    assert (config.host, config.port) == ("127.0.0.1", 7860)
    assert (config.home_place, config.home_unit) == ("", "")
    assert config.source is None


def test_the_file_is_found_in_a_folder_above_and_the_nearest_one_wins(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path, 'home_place = "青石区"')
    assert Config.find(inner).home_place == "青石区"
    near = write(tmp_path / "a", 'home_place = "临湖县"')
    assert Config.find(inner).home_place == "临湖县"
    assert Config.find(inner).source == near


def test_relative_paths_are_relative_to_the_file_not_to_the_working_folder(tmp_path):
    inner = tmp_path / "work"
    inner.mkdir()
    write(tmp_path, 'notices = ["公文", "../other"]\nlibrary = "库"')
    config = Config.find(inner)
    assert config.notices == (tmp_path / "公文", tmp_path.parent / "other")
    assert config.library == tmp_path / "库"


def test_a_file_that_names_no_library_has_it_beside_itself(tmp_path):
    inner = tmp_path / "work"
    inner.mkdir()
    write(tmp_path, "port = 8000")
    config = Config.find(inner)
    assert config.library == tmp_path / "公文库"
    assert config.port == 8000


def test_a_named_file_wins_over_the_one_in_the_working_folder(tmp_path):
    write(tmp_path, 'home_unit = "区财政局"')
    other = tmp_path / "other.toml"
    other.write_text('home_unit = "区民政局"', "utf-8")
    assert Config.find(tmp_path, Path("other.toml")).home_unit == "区民政局"


def test_a_named_folder_means_the_file_in_it(tmp_path):
    write(tmp_path, 'home_unit = "区财政局"')
    assert Config.find(Path("/"), tmp_path).home_unit == "区财政局"


def test_a_named_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ConfigError, match=r"找不到配置文件 .*gone\.toml"):
        Config.find(tmp_path, Path("gone.toml"))


def test_options_of_the_command_line_win_and_those_not_given_change_nothing(tmp_path):
    write(tmp_path, 'host = "0.0.0.0"\nport = 8000')
    config = Config.find(tmp_path).with_options(port=9000, host=None)
    assert (config.host, config.port) == ("0.0.0.0", 9000)


def test_the_mark_that_notepad_writes_is_no_error(tmp_path):
    write(tmp_path, 'home_place = "青石区"', "utf-8-sig")
    assert Config.find(tmp_path).home_place == "青石区"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('home_palce = "青石区"', "没有“home_palce”这个设置，是不是“home_place”", id="misspelt"),
        pytest.param("colour = 1", "没有“colour”这个设置，可用的有 notices、library、home_place", id="unknown"),
        pytest.param("[server]\nport = 1", "没有“server”这个设置", id="table"),
        pytest.param('notices = "公文"', 'notices 应为文件夹的列表，如 \\["公文"\\]，现为 "公文"', id="no list"),
        pytest.param("notices = [1]", "notices 应为文件夹的列表.*现为 \\[1\\]", id="list of numbers"),
        pytest.param('notices = [""]', "notices 应为文件夹的列表", id="empty folder"),
        pytest.param('library = ""', 'library 应为一个文件夹，现为 ""', id="empty library"),
        pytest.param("home_place = true", 'home_place 应为文字，如 "青石区"，现为 true', id="no text"),
        pytest.param("home_unit = 2026-01-01", 'home_unit 应为文字.*现为 "2026-01-01"', id="a date"),
        pytest.param('port = "7860"', '1 到 65535 的整数，现为 "7860"', id="port as text"),
        pytest.param("port = true", "port 应为1 到 65535 的整数，现为 true", id="port as truth"),
        pytest.param("port = 0", "65535 的整数，现为 0", id="port too small"),
        pytest.param("port = 65536", "65535 的整数，现为 65536", id="port too large"),
        pytest.param('host = " "', 'host 应为地址，如 "127.0.0.1"', id="blank host"),
    ],
)
def test_what_is_no_setting_is_named_with_file_key_and_value(tmp_path, line, message):
    path = write(tmp_path, line)
    with pytest.raises(ConfigError, match=message) as caught:
        Config.find(tmp_path)
    assert str(caught.value).startswith(f"{path}：")
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("port = 1\nhost = x", "第 2 行第 8 列不是正确的 TOML$", id="with a line"),
        pytest.param('port = 1\nhost = "x', "文件末尾不是正确的 TOML$", id="at the end"),
        pytest.param(
            'library = "D:\\公文库"', "第 1 行第 .*不是正确的 TOML，文件夹里的 \\\\ 请写成 /", id="a Windows folder"
        ),
        pytest.param('library = "D:\\temp"', 'library 应为一个文件夹，现为 "D:\\\\temp"', id="a tab in a folder"),
    ],
)
def test_a_file_that_is_no_toml_is_said_with_the_place(tmp_path, text, message):
    write(tmp_path, text)
    with pytest.raises(ConfigError, match=message):
        Config.find(tmp_path)


def test_a_file_that_is_not_utf8_is_said(tmp_path):
    write(tmp_path, 'home_place = "青石区"', "gb18030")
    with pytest.raises(ConfigError, match="不是 UTF-8 编码，请另存为 UTF-8"):
        Config.find(tmp_path)
