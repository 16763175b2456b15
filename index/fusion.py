"""Several rankings -> one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Run = Sequence[tuple[str, float]]
"""One retriever's ranking: passage ids with scores, best first."""


def reciprocal_rank_fusion(runs: Sequence[Sequence[str]], k: int = 60) -> dict[str, float]:
    """Fuse several rankings by the sum of their reciprocal ranks.

    Parameters
    ----------
    runs
        One list of passage ids per retriever, best first.
    k
        Smoothing constant; the larger, the less a difference in rank counts.

    Returns
    -------
    dict
        Passage id to fused score; a run adds ``1 / (k + rank)``, ranks from 1.

    Raises
    ------
    ValueError
        ``k`` is negative.

    References
    ----------
    Cormack, Clarke and Buettcher, SIGIR 2009, doi:10.1145/1571941.1572114
    """
    if k < 0:
        raise ValueError(f"k must be 0 or more, got {k}")
    scores: dict[str, float] = {}
    for run in runs:
        for rank, passage_id in enumerate(run, start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + 1.0 / (k + rank)
    return scores


def weighted_sum(runs: Mapping[str, Run], weights: Mapping[str, float]) -> dict[str, float]:
    """Fuse rankings by the weighted sum of their scores, each run brought to the range 0 to 1.

    Parameters
    ----------
    runs
        Name of the retriever to its ranking.
    weights
        Name of the retriever to its weight; a run without a weight does not count.

    Returns
    -------
    dict
        Passage id to fused score. The best of a run gets all of its weight and the last nothing; so does a passage
        that the run does not hold.
    """
    scores: dict[str, float] = {}
    for name, run in runs.items():
        weight = weights.get(name, 0.0)
        if weight <= 0.0 or not run:
            continue
        best, last = run[0][1], run[-1][1]
        for passage_id, score in run:
            share = (score - last) / (best - last) if best > last else 1.0
            scores[passage_id] = scores.get(passage_id, 0.0) + weight * share
    return scores
