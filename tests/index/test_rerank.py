"""How the best candidates are put in order, and by what."""

import json

import numpy as np
import pytest
from factories import HashEncoder

from index.collection import Text, TextCollection
from index.encoder import StaticEncoder
from index.features import FEATURES
from index.foreign import CrossReranker
from index.rerank import FeatureReranker, Network, order_of, reranker_for
from index.weights import ModelError

TEXTS = [
    Text("a", "加快政府网站改造"),
    Text("b", "网站改造由办公室负责"),
    Text("c", "秸秆禁烧"),
]


class ByLength:
    """The longer, the better: anyone can work it out."""

    is_calibrated = False

    def __init__(self):
        self.depths = {"fused": 2}
        self.seen = []

    def score(self, question, query, found):
        self.seen.append((question, list(found.texts)))
        return np.array([len(text) / 100 for text in found.texts], dtype=np.float32)


def network(**changes):
    size = len(FEATURES)
    parts = {
        "mean": np.zeros(size),
        "scale": np.ones(size),
        "inner": np.eye(size)[:, :1],
        "inner_bias": np.zeros(1),
        "outer": np.ones(1),
    }
    arrays = {name: np.asarray(value, dtype=np.float32) for name, value in (parts | changes).items()}
    return Network(**arrays, bias=0.0)


def test_the_network_is_one_hidden_layer_and_a_probability():
    features = np.zeros((2, len(FEATURES)), dtype=np.float32)
    features[:, 0] = (2.0, -3.0)
    # 1 / (1 + e^-2) = 0.881; a hidden unit below zero gives nothing: 1 / (1 + e^0) = 0.5
    assert network().score(features) == pytest.approx([0.8808, 0.5], abs=1e-4)


def test_features_are_centred_and_scaled():
    features = np.full((1, len(FEATURES)), 5.0, dtype=np.float32)
    scaled = network(mean=np.full(len(FEATURES), 1.0), scale=np.full(len(FEATURES), 2.0))
    assert scaled.score(features) == pytest.approx([0.8808], abs=1e-4)


def test_equal_scores_stay_as_they_came():
    assert order_of(np.array([0.1, 0.7, 0.7], dtype=np.float32)) == [1, 2, 0]


def test_only_the_first_are_ranked_anew_and_the_others_follow():
    reranker = ByLength()
    with TextCollection([*TEXTS, Text("d", "网站")], HashEncoder(), reranker=reranker) as collection:
        found = collection.search("网站改造")
    ((question, seen),) = reranker.seen
    assert question == "网站改造" and len(seen) == 2
    first = [passage_id for passage_id, _ in found.runs["fused"][:2]]
    ranked = [hit.passage.passage_id for hit in found.hits]
    assert set(ranked[:2]) == set(first)
    assert ranked[0] == max(first, key=lambda text_id: len({t.text_id: t.text for t in TEXTS}.get(text_id, "网站")))
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert [passage_id for passage_id, _ in found.runs["reranked"]] == ranked


class Sure(ByLength):
    """The same as a probability."""

    is_calibrated = True


def test_a_phrase_found_to_the_letter_goes_first_with_its_own_probability():
    texts = [Text("long", "推进网站改造，年底前完成全部改造。"), Text("short", "网站要改造。")]
    with TextCollection(texts, HashEncoder(), reranker=Sure()) as collection:
        hits = collection.search("“网站要改造”").hits
    assert [hit.passage.passage_id for hit in hits] == ["short", "long"]
    assert [hit.relevance for hit in hits] == pytest.approx([0.06, 0.17])
    assert hits[0].score >= hits[1].score


def test_a_reranker_with_a_scale_of_its_own_tells_no_probability():
    with TextCollection(TEXTS, HashEncoder(), reranker=ByLength()) as collection:
        assert {hit.relevance for hit in collection.search("网站改造").hits} == {None}


def test_the_reranker_sees_the_title_of_a_text():
    reranker = ByLength()
    with TextCollection([Text("a", "每月三百元", "低保标准")], HashEncoder(), reranker=reranker) as collection:
        collection.search("低保标准")
    assert reranker.seen == [("低保标准", ["低保标准\n每月三百元"])]


@pytest.mark.parametrize("leg", ["bm25", "dense"])
def test_one_leg_alone_is_not_ranked_anew(leg):
    reranker = ByLength()
    with TextCollection(TEXTS, HashEncoder(), reranker=reranker) as collection:
        found = collection.search("网站改造", legs=(leg,))
    assert not reranker.seen
    assert set(found.runs) == {leg, "fused"}


def test_the_built_in_reranker_goes_with_the_built_in_encoder_only():
    assert isinstance(reranker_for(StaticEncoder.load()), FeatureReranker)
    assert reranker_for(HashEncoder()) is None


def test_everyday_words_find_the_clause():
    encoder = StaticEncoder.load()
    with TextCollection(TEXTS, encoder, reranker=reranker_for(encoder)) as collection:
        assert collection.search("地里的玉米杆子能点火吗").hits[0].passage.passage_id == "c"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw | {"features": ["another"]}, "另一组特征"),
        (lambda raw: {k: v for k, v in raw.items() if k != "outer"}, "缺失或已损坏"),
        (lambda raw: raw | {"inner": "x"}, "缺失或已损坏"),
    ],
    ids=["other features", "a part is gone", "no numbers"],
)
def test_a_damaged_network_is_named(tmp_path, change, words):
    from index.rerank import SHIPPED

    path = tmp_path / "reranker.json"
    path.write_text(json.dumps(change(json.loads(SHIPPED.read_text("utf-8")))), encoding="utf-8")
    with pytest.raises(ModelError, match=words) as caught:
        Network.load(path)
    assert str(path) in str(caught.value)


@pytest.mark.model
def test_a_cross_encoder_of_a_folder_ranks(tiny_cross_encoder):
    from torch.nn import Identity

    reranker = CrossReranker(tiny_cross_encoder)
    with TextCollection(TEXTS, HashEncoder(), reranker=reranker_for(HashEncoder(), tiny_cross_encoder)) as collection:
        found = collection.search("网站改造")
    pairs = [("网站改造", text.text) for text in TEXTS[:2]]
    raw = reranker._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
    scores = dict(found.runs["reranked"])
    assert [scores["a"], scores["b"]] == pytest.approx(list(1 / (1 + np.exp(-raw))), abs=1e-5)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


@pytest.mark.model
def test_a_cross_encoder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="不能载入这个重排模型"):
        CrossReranker(tmp_path / "没有")
