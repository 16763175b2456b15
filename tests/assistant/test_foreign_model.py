"""A library built with a model of one's own: recorded, used, kept, and refused where it differs."""

import hashlib
import json
import shutil

import pytest

from assistant.cli import main

pytestmark = pytest.mark.model

NOTICE = """青石区人民政府办公室关于印发2026年青石区政务公开工作要点的通知
青政办字〔2026〕7号

一、公开财政信息。由区财政局负责，6月底前完成。
二、推进网站适老化改造。由区大数据局负责。

青石区人民政府办公室
2026年3月1日
"""


@pytest.fixture
def folder(tmp_path, tiny_model):
    shutil.copytree(tiny_model, tmp_path / "模型")
    (tmp_path / "公文").mkdir()
    (tmp_path / "公文" / "a.txt").write_text(NOTICE, encoding="utf-8")
    return tmp_path


def build(folder, *options):
    return main(["build", "--notices", str(folder / "公文"), "--index", str(folder / "库"), *options])


def recipe(folder):
    index = folder / "库" / "index"
    generation = (index / "CURRENT").read_text("utf-8").strip()
    return json.loads((index / "generations" / f"{generation}.json").read_text("utf-8"))["recipe"]


def ask(folder, capsys):
    capsys.readouterr()
    code = main(["ask", "青石区网站适老化改造由谁负责", "--index", str(folder / "库"), "--json"])
    return code, capsys.readouterr()


def test_the_model_and_its_instruction_are_recorded_and_used(folder, capsys):
    assert build(folder, "--model", str(folder / "模型"), "--query-instruction", "查找：") == 0
    made = recipe(folder)
    assert (made["encoder"], made["dim"], made["query_instruction"]) == (str(folder / "模型"), 32, "查找：")
    code, printed = ask(folder, capsys)
    assert code == 0 and "区大数据局" in json.loads(printed.out)["answer"]


def test_a_later_build_keeps_the_model(folder, capsys):
    build(folder, "--model", str(folder / "模型"))
    before = recipe(folder)
    (folder / "公文" / "b.txt").write_text(NOTICE.replace("2026", "2025").replace("7号", "9号"), encoding="utf-8")
    assert build(folder) == 0
    assert recipe(folder) == before


@pytest.mark.parametrize("fault", ["older version", "damaged CURRENT"])
def test_a_build_anew_keeps_the_model_too(folder, fault):
    build(folder, "--model", str(folder / "模型"), "--query-instruction", "查找：")
    before = recipe(folder)
    index = folder / "库" / "index"
    if fault == "damaged CURRENT":
        (index / "CURRENT").write_text("坏", encoding="utf-8")
    else:
        (manifest,) = (index / "generations").glob("g*.json")
        body = {name: value for name, value in json.loads(manifest.read_bytes()).items() if name != "checksum"}
        body["format"] -= 1
        checksum = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        manifest.write_text(json.dumps(body | {"checksum": checksum}), encoding="utf-8")
    assert build(folder) == 0
    assert recipe(folder) == before


def test_an_instruction_alone_is_for_the_model_that_the_library_has(folder):
    build(folder, "--model", str(folder / "模型"), "--query-instruction", "查找：")
    assert build(folder, "--query-instruction", "检索：") == 0
    assert recipe(folder)["query_instruction"] == "检索："
    assert build(folder, "--query-instruction", "") == 0
    assert recipe(folder)["query_instruction"] == ""


def test_the_instruction_of_the_settings_is_not_for_a_model_named_beside_them(folder, tiny_model):
    text = 'notices = ["公文"]\nlibrary = "库"\nmodel = "模型"\nquery_instruction = "查找："\n'
    (folder / "zhengwen.toml").write_text(text, encoding="utf-8")
    assert main(["build", "--config", str(folder), "--model", str(tiny_model)]) == 0
    assert recipe(folder)["query_instruction"] == ""


def test_the_built_in_model_takes_no_instruction(folder, capsys):
    assert build(folder, "--query-instruction", "查找：") == 2
    assert "不在问题前加文字" in capsys.readouterr().err


def test_what_needs_no_model_does_without(folder, capsys):
    build(folder, "--model", str(folder / "模型"))
    shutil.rmtree(folder / "模型")
    assert main(["list", "--index", str(folder / "库")]) == 0
    assert main(["find", "适老化", "--index", str(folder / "库")]) == 0
    assert "共 1 处" in capsys.readouterr().out


def test_a_question_that_nothing_answers_is_refused_with_a_model_that_knows_nothing(folder, capsys):
    build(folder, "--model", str(folder / "模型"))
    capsys.readouterr()
    assert main(["ask", "青石区养犬登记收多少钱", "--index", str(folder / "库"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "not_held"


def test_the_built_in_model_can_be_taken_again(folder):
    build(folder, "--model", str(folder / "模型"))
    assert build(folder, "--model", "内置静态模型") == 0
    assert recipe(folder)["dim"] == 256


def test_a_model_that_changed_or_is_gone_is_refused(folder, capsys, tiny_transformer):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer

    build(folder, "--model", str(folder / "模型"))
    shutil.rmtree(folder / "模型")
    code, printed = ask(folder, capsys)
    assert code == 1 and "不能载入这个向量模型" in printed.err and str(folder / "模型") in printed.err
    other = [Transformer(str(tiny_transformer), max_seq_length=128), Pooling(32), Dense(32, 16)]
    SentenceTransformer(modules=other, device="cpu").save(str(folder / "模型"), create_model_card=False)
    code, printed = ask(folder, capsys)
    assert code == 1 and "另一版的" in printed.err and "请换回那一版，或重新运行" in printed.err


def test_model_and_instruction_can_stand_in_the_settings(folder):
    text = 'notices = ["公文"]\nlibrary = "库"\nmodel = "模型"\nquery_instruction = "查找："\n'
    (folder / "zhengwen.toml").write_text(text, encoding="utf-8")
    assert main(["build", "--config", str(folder)]) == 0
    assert recipe(folder)["query_instruction"] == "查找：" and recipe(folder)["encoder"] == str(folder / "模型")


def test_a_cross_encoder_of_the_settings_ranks(folder, capsys, tiny_cross_encoder):
    build(folder)
    text = f"library = {json.dumps(str(folder / '库'))}\nreranker = {json.dumps(str(tiny_cross_encoder))}\n"
    (folder / "zhengwen.toml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    question = ["ask", "青石区网站适老化改造由谁负责", "--config", str(folder), "--explain"]
    assert main(question) == 0
    assert "reranked：" in capsys.readouterr().err
