import io

import pytest

import app
from assistant.cli import main
from assistant.password import hashed, is_right, needs_password


def test_a_hash_knows_its_password_and_no_other():
    kept = hashed("青石区2026年")
    assert "青石区" not in kept
    assert is_right("青石区2026年", kept)
    assert not is_right("青石区2025年", kept)
    assert hashed("青石区2026年") != kept  # salted


def test_a_password_may_be_kept_as_it_is():
    assert is_right("长长的口令一二三", "长长的口令一二三")
    assert not is_right("", "长长的口令一二三")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "::1", "[::1]"])
def test_this_machine_needs_no_password(host):
    assert not needs_password(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "office-pc"])
def test_others_need_one(host):
    assert needs_password(host)


def test_the_page_does_not_open_to_others_without_a_password(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert app.main(["--index", str(tmp_path), "--host", "0.0.0.0"]) == 2
    assert "要先设口令" in capsys.readouterr().err
    assert main(["serve", "--index", str(tmp_path), "--host", "0.0.0.0"]) == 2
    assert "zhengwen password" in capsys.readouterr().err


def test_a_hash_that_was_cut_is_told_when_the_page_starts(tmp_path, capsys):
    (tmp_path / "zhengwen.toml").write_text(f'password = "{hashed("青石区2026年")[:-3]}"', "utf-8")
    assert app.main(["--config", str(tmp_path / "zhengwen.toml")]) == 2
    assert "password 这一行残缺" in capsys.readouterr().err


def test_the_command_prints_the_line_for_the_settings(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("青石区2026年\n"))
    assert main(["password"]) == 0
    line = capsys.readouterr().out
    (tmp_path / "zhengwen.toml").write_text(line, "utf-8")
    monkeypatch.chdir(tmp_path)
    from assistant.config import Config

    assert is_right("青石区2026年", Config.find(tmp_path).password)


def test_a_short_password_is_refused_and_not_repeated(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("一二三\n"))
    assert main(["password"]) == 2
    (tmp_path / "zhengwen.toml").write_text('password = "机密一二三"', "utf-8")
    assert app.main(["--config", str(tmp_path / "zhengwen.toml")]) == 2
    printed = capsys.readouterr().err
    assert "至少 8 个字符" in printed
    assert "机密" not in printed
