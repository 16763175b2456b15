"""Figures over many questions: means with their confidence, paired tests, and the measures of runs (only ir-measures).

References
----------
Smucker, Allan and Carterette, CIKM 2007, doi:10.1145/1321440.1321528 (which test to use: randomisation)
Efron, Annals of Statistics 7 (1979) (the bootstrap)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.errors import CommandError
from assistant.trec import Qrels, Run

MEASURES = ("nDCG@10", "R@10", "RR@10", "P@1")
SAMPLES = 10_000
_SEED = 20261126


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over questions with the interval that holds it in 95 of 100 samples of as many questions."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the second of two results over the same questions is, and how often chance alone does as much."""

    value: float
    p: float
    count: int


def mean_of(values: Sequence[float]) -> Mean:
    """The mean with its bootstrap interval.

    Raises
    ------
    ValueError
        There are no values.
    """
    if not values:
        raise ValueError("values must not be empty")
    array = np.asarray(values, dtype=float)
    rng = np.random.default_rng(_SEED)
    drawn = np.array([array[rng.integers(0, len(array), len(array))].mean() for _ in range(SAMPLES // 10)])
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Mean(float(array.mean()), float(low), float(high), len(array))


def compare(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Second minus first, with a two-sided randomisation test over the pairs.

    Parameters
    ----------
    first, second
        One value for each question, in the same order.
    """
    gaps = np.asarray(second, dtype=float) - np.asarray(first, dtype=float)
    if not gaps.any():
        return Difference(0.0, 1.0, len(gaps))
    if len(gaps) == 1:  # either sign is as likely; scipy wants two pairs
        return Difference(float(gaps[0]), 1.0, 1)
    from scipy.stats import permutation_test  # type: ignore[import-untyped]

    tested = permutation_test(
        (np.asarray(second, dtype=float), np.asarray(first, dtype=float)),
        lambda one, other, axis: (one - other).mean(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=SAMPLES,
        batch=500,
        rng=np.random.default_rng(_SEED),
    )
    return Difference(float(gaps.mean()), float(tested.pvalue), len(gaps))


def measure_run(qrels: Qrels, run: Run) -> dict[str, dict[str, float]]:
    """Each of ``MEASURES`` for each judged query; a query that the run lacks counts as nothing found.

    Raises
    ------
    CommandError
        ir-measures is not there: it has no build for this machine.
    """
    try:
        import ir_measures
    except ImportError as exc:
        raise CommandError("这台机器上没有 ir-measures，不能计算检索指标：请运行 pip install ir-measures") from exc
    measures = {name: ir_measures.parse_measure(name) for name in MEASURES}
    by_name = {str(measure): name for name, measure in measures.items()}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in MEASURES}
    for result in ir_measures.iter_calc(list(measures.values()), qrels, run):
        values[by_name[str(result.measure)]][result.query_id] = float(result.value)
    return values


def paired(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[list[float], list[float]]:
    """The values of the questions that both have, in one order."""
    both = [key for key in one if key in other]
    return [one[key] for key in both], [other[key] for key in both]
