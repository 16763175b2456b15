"""The built-in model: what its numbers are, and that numpy and sentence-transformers agree on them."""

from itertools import pairwise

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

from index.encoder import SHIPPED, StaticEncoder
from index.foreign import SentenceEncoder
from index.ngrams import fold, look_up
from index.weights import FILE, ModelError, Rows, Weights

TWO_RUNS = np.array([ord("站"), ord("网")], dtype=np.uint32)
assert list(TWO_RUNS) == sorted(TWO_RUNS)


def make_encoder(rows=((3, 0), (0, 4)), keys=TWO_RUNS):
    return StaticEncoder(Weights.of(np.array(keys, dtype=np.uint32), np.array(rows, dtype=np.float16)))


@pytest.fixture(scope="module")
def shipped():
    return StaticEncoder.load()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２２年 8月\n底前", "0000年0月底前"),
        ("APP ＡＰＰ", "appapp"),
        ("　\t\n", ""),
        ("①㎡", "0m0"),
    ],
    ids=["digits and white space", "width and case", "only white space", "compatibility forms"],
)
def test_a_text_is_folded_to_one_form(text, folded):
    assert fold(text) == folded


def test_runs_are_looked_up_text_by_text_and_never_across_two_texts():
    pair = (ord("网") << 16) | ord("站")
    table = np.array([ord("站"), ord("网"), pair], dtype=np.uint32)
    ids, starts = look_up(table, ["网站", "", "站网", "网", "站"])
    assert [list(ids[a:b]) for a, b in pairwise(starts)] == [[1, 0, 2], [], [0, 1], [1], [0]]


def test_a_character_outside_the_first_plane_is_one_run_of_two_units():
    high, low = 0xD842, 0xDFB7  # 𠮷 in UTF-16
    ids, starts = look_up(np.array([(high << 16) | low], dtype=np.uint32), ["𠮷", "吉"])
    assert list(ids) == [0]
    assert list(starts) == [0, 1, 1]


def test_a_vector_is_the_sum_of_the_rows_at_length_one():
    assert make_encoder().encode(["网 站", "站站"]) == pytest.approx(np.array([[0.6, 0.8], [1.0, 0.0]]))


def test_a_text_without_a_known_run_is_a_row_of_zeros():
    assert not make_encoder().encode(["", "  ", "😀"]).any()


def test_no_texts_give_no_rows():
    assert make_encoder().encode([]).shape == (0, 2)


def test_many_texts_are_summed_as_few_are():
    few, many = ["网站", "", "站站网"], ["网站", "", "站站网"] * 50
    encoder = make_encoder(rows=((0.3, 0.1), (-0.2, 0.7)))
    assert np.array_equal(encoder.encode(many)[:3], encoder.encode(few))


def test_weights_that_are_read_again_have_the_same_fingerprint(tmp_path):
    saved = Weights.of(TWO_RUNS, np.array([[3, 0], [0, 4]], dtype=np.float16))
    saved.save(tmp_path)
    assert StaticEncoder.load(tmp_path).fingerprint == saved.fingerprint
    assert StaticEncoder.load(tmp_path).encode(["网站"]) == pytest.approx(np.array([[0.6, 0.8]]))


def test_other_weights_have_another_fingerprint():
    assert make_encoder().fingerprint != make_encoder(rows=((3, 0), (0, 5))).fingerprint


def test_missing_weights_are_named_in_chinese(tmp_path):
    with pytest.raises(ModelError, match="找不到模型的权重"):
        StaticEncoder.load(tmp_path)


def test_weights_cut_short_are_named_in_chinese(tmp_path):
    Weights.of(TWO_RUNS, np.array([[3, 0], [0, 4]], dtype=np.float16)).save(tmp_path)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ModelError, match="已损坏"):
        StaticEncoder.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"keys": np.array([2, 1], dtype=np.uint32)}, "没有排好序"),
        (
            {"embedding.values": np.zeros((3, 2), dtype=np.int8), "embedding.scales": np.ones(3, dtype=np.float16)},
            "3 行",
        ),
        ({"matching.values": np.zeros(2, dtype=np.int8)}, "不是八位整数的表"),
        ({"embedding.values": np.zeros((2, 2), dtype=np.float16)}, "不是八位整数的表"),
    ],
    ids=["keys", "rows", "shape", "type"],
)
def test_weights_that_do_not_fit_together_are_named(tmp_path, change, fault):
    Weights.of(TWO_RUNS, np.array([[3, 0], [0, 4]], dtype=np.float16)).save(tmp_path)
    with safe_open(tmp_path / FILE, framework="numpy") as file:
        about, tensors = file.metadata(), {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    save_file(tensors | change, tmp_path / FILE, metadata=about)
    with pytest.raises(ModelError, match=fault):
        StaticEncoder.load(tmp_path)


def test_rows_in_eight_bits_are_a_hundredth_off_at_most():
    rows = np.array([[0.3, -1.27, 0.01], [0.0, 0.0, 0.0]], dtype=np.float32)
    kept = Rows.of(rows)
    assert kept.values.tolist() == [[30, -127, 1], [0, 0, 0]]  # 1.27 / 127 = 0.01
    assert kept[:] == pytest.approx(rows, abs=0.01)
    assert kept[np.array([1])].tolist() == [[0.0, 0.0, 0.0]]


def test_runs_are_compared_by_rows_of_their_own():
    # By the embedding 网 and 站 have nothing in common; by the rows for matching they point the same way.
    weights = Weights.of(TWO_RUNS, np.array([[1, 0], [0, 1]]), np.array([[1, 0], [2, 0]]))
    encoder = StaticEncoder(weights)
    by_embedding, by_matching = encoder.align("网", ["站"])
    assert by_embedding[0] == pytest.approx([0.0], abs=1e-3)
    assert by_matching[0] == pytest.approx([1.0], abs=1e-3)
    assert encoder.encode(["网"]) @ encoder.encode(["站"]).T == pytest.approx(np.array([[0.0]]))


def test_the_shipped_model_stays_under_sixty_megabytes():
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*")) < 60_000_000


def test_the_shipped_model_gives_rows_of_length_one(shipped):
    rows = shipped.encode(["网站怎么改老人家才看得清", "Where is the notice?", "重大建设项目" * 2000])
    assert rows.shape == (3, shipped.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-6)


@pytest.mark.parametrize(
    ("question", "meant", "other"),
    [
        ("网站怎么改老人家才看得清", "推进政府网站适老化和无障碍改造", "做好重大建设项目环境影响评价信息公开"),
        ("孩子上学怎么报名", "公布义务教育阶段学校招生入学政策", "加强财政预算决算公开"),
        ("房子被拆了赔多少钱", "公开国有土地上房屋征收补偿标准", "开展政务公开工作人员业务培训"),
        ("看病钱怎么报销", "医疗保障待遇和费用结算办法", "规范市场主体登记事项"),
    ],
    ids=["old people", "school", "house", "doctor"],
)
def test_lay_words_are_nearer_to_what_they_mean(shipped, question, meant, other):
    asked = shipped.encode_queries([question])[0]
    near, far = shipped.encode([meant, other]) @ asked
    assert near > far


def test_the_shipped_model_is_the_same_however_it_is_batched(shipped):
    texts = [f"第{number}条 区财政局负责{what}" for number in range(40) for what in ("预决算公开", "采购", "")]
    at_once = shipped.encode(texts)
    assert np.array_equal(at_once, np.concatenate([shipped.encode([text]) for text in texts]))
    assert StaticEncoder.load().fingerprint == shipped.fingerprint


VARIED = [
    "", " ", "\n", "😀", "😀😀 喜欢", "𠮷野家", "A", "Where is the notice?", "2022年8月底前", "（青政办字〔2023〕7号）",
    "区财政局今年负责什么", "网站怎么改老人家才看得清", "ＡＰＰ、公众号和小程序", "，。；：", "区區", "①②③",
    "a\u0000b", "\ud800", "重大建设项目" * 2000,
    *(f"第{number}项：{what}" * number for number in range(1, 17) for what in ("公开预算", "training")),
]  # fmt: skip


@pytest.mark.model
def test_numpy_gives_the_vectors_of_sentence_transformers(shipped):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(SHIPPED), device="cpu", trust_remote_code=True)
    assert len(VARIED) > 50
    assert np.abs(model.encode(VARIED) - shipped.encode(VARIED)).max() < 1e-5
    assert model.get_embedding_dimension() == shipped.dim


@pytest.mark.model
def test_a_foreign_model_is_wrapped_and_puts_its_instruction_before_questions(tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import BoW

    bag = BoW(vocab=["query:", "notice", "budget"])
    SentenceTransformer(modules=[bag], device="cpu").save(str(tmp_path), create_model_card=False)
    encoder = SentenceEncoder(tmp_path, query_instruction="query: ")
    assert encoder.dim == 3
    assert encoder.encode(["notice", "notice budget", " "]) == pytest.approx(
        np.array([[0, 1, 0], [0, 0.5**0.5, 0.5**0.5], [0, 0, 0]])
    )
    assert encoder.encode_queries(["notice"]) == pytest.approx(np.array([[0.5**0.5, 0.5**0.5, 0]]))
    assert encoder.fingerprint != SentenceEncoder(tmp_path).fingerprint


@pytest.mark.model
def test_a_model_that_is_not_there_is_named_in_chinese(tmp_path):
    with pytest.raises(ModelError, match="不能载入这个向量模型"):
        SentenceEncoder(tmp_path / "没有这个模型")
