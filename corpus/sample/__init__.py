"""The sample library: invented notices of invented places, and what reading them must give.

The data in ``data/`` come first; the files are rendered from them in several layouts, and the expected readings are
computed from them, never by the reader.
"""

from corpus.sample.catalog import LAYOUTS, SHIPPED, render
from corpus.sample.expect import expected
from corpus.sample.load import Sample, load_samples
from corpus.sample.write import write_sample

__all__ = ["LAYOUTS", "SHIPPED", "Sample", "expected", "load_samples", "render", "write_sample"]
