"""Run the reading over many articles: all cores, a bounded number in memory, the order of the input kept."""

import gc
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

from casebook.ingest import SetAside
from casebook.records import Article, Record

T = TypeVar("T")
CHUNK = 16
CHUNKS_IN_FLIGHT = 8
COLLECTED = 10_000  # new objects after which a worker looks for garbage in cycles


def read_all(items: Iterable[Article | SetAside], jobs: int | None = None) -> Iterator[Record | SetAside]:
    """The record of every article, in order; what was set aside, or fails to read, stays in its place.

    `jobs` is the number of processes (default: all cores). The result does not depend on it.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from map(read_one, items)
        return
    from casebook.reading.index import warm  # noqa: PLC0415  (as below)

    warm()  # once, and not in every process that is forked from here
    with ProcessPoolExecutor(jobs, initializer=collect_seldom) as pool:
        for window in _batches(_batches(items, CHUNK), CHUNKS_IN_FLIGHT * jobs):
            yield from chain.from_iterable(pool.map(read_chunk, window))


def collect_seldom() -> None:
    """Look for garbage in cycles less often, and never among the rules: a tenth of a worker's time goes there else."""
    gc.freeze()
    gc.set_threshold(COLLECTED, 10, 10)


def read_chunk(items: Iterable[Article | SetAside]) -> list[Record | SetAside]:
    """`read_one` for each; what one task of a worker does."""
    return [read_one(item) for item in items]


def read_one(item: Article | SetAside) -> Record | SetAside:
    """The record of one article; a fault in our own rules sets the article aside instead of ending the run."""
    if isinstance(item, SetAside):
        return item
    from casebook.reading.extract import extract  # noqa: PLC0415  (compiling the rules waits until there is an article)

    try:
        return extract(item)
    except Exception as problem:  # one bad article never stops a run
        return SetAside(item.id, f"reading failed: {_where(problem)}")


def _where(problem: Exception) -> str:
    """The kind and the line of a fault; never its message, which could quote the article."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}" if trace else ""
    return f"{type(problem).__name__}{place}"


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
