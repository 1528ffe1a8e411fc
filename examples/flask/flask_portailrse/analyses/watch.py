# SPDX-License-Identifier: Apache-2.0
"""For those who watch the service: whether it is ready, and its figures."""
from collections.abc import Iterable, Iterator

from flask import Response, current_app, json
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (GaugeMetricFamily, HistogramMetricFamily,
                                    InfoMetricFamily, Metric)
from prometheus_client.registry import Collector

import portailrse as rse

from ..contract import Part
from ..problems import Problem, answer_problem
from ..words import Words
from .census import BUCKETS, WORKING, Census, count, take
from .failures import take_part
from .kinds import OUT_OF_ORDER
from .state import Analyses, analyses

part = Part("portailrse_watch")
operation = part.operation
take_part(part.blueprint, answer_problem)

FIGURES = "text/plain"


# --- Ready ---

@operation("GET", "/ready", Words(
    "Si des analyses peuvent être demandées et seront faites",
    "Whether analyses can be asked for, and will be done"),
    "Ready", problems=(OUT_OF_ORDER,))
def ready() -> Response:
    wrong = list(_wrong(analyses()))
    if wrong:
        current_app.logger.warning("not ready: %s", "; ".join(wrong))
        raise Problem(OUT_OF_ORDER, "; ".join(wrong))
    return Response(json.dumps({"status": "ready"}),
                    mimetype="application/json")


def _wrong(here: Analyses) -> Iterator[str]:
    """What is wrong, in words that tell nothing of the inside."""
    try:
        oldest = here.queue().jobs(state=rse.JobState.READY, limit=1)
        working = here.queue().jobs(state=rse.JobState.RUNNING)
        here.runs()
    except rse.Unsupported:
        yield "no reader of PDFs is installed"
    except rse.Error:
        yield "the queue does not answer"
    else:
        census = count([*oldest, *working])
        most = here.settings.ready_wait_ms / 1_000
        if census.waits_s > most and (census.silent_s is None
                                      or census.silent_s > most):
            yield "no worker takes the jobs that wait"


# --- Figures ---

class Figures(Collector):
    """What Prometheus is told, each time that it asks."""

    def __init__(self, here: Analyses) -> None:
        self._here = here

    def collect(self) -> Iterator[Metric]:
        census = take(self._here.queue())
        yield _by_state("portailrse_jobs", "Jobs that are not done yet.",
                        census, WORKING)
        yield _by_state("portailrse_runs_ended",
                        "Runs that ended and are kept, by outcome.", census,
                        [state for state in census.states
                         if state not in WORKING])
        yield GaugeMetricFamily(
            "portailrse_oldest_ready_seconds",
            "How long the job that waits longest for a worker has waited.",
            census.waits_s)
        yield GaugeMetricFamily(
            "portailrse_events_to_send",
            "Events that are still to be sent.", census.to_send)
        yield _durations(census)
        yield _engine(self._here)


def _by_state(name: str, about: str, census: Census,
              states: Iterable[str]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=("state",))
    for state in states:
        family.add_metric((state,), census.states[state])
    return family


def _durations(census: Census) -> Metric:
    buckets = [(str(most), sum(each <= most for each in census.durations))
               for most in BUCKETS]
    return HistogramMetricFamily(
        "portailrse_run_seconds",
        "From the request to the result, of runs that are done and kept.",
        buckets=[*buckets, ("+Inf", len(census.durations))],
        sum_value=sum(census.durations))


def _engine(here: Analyses) -> Metric:
    engine = here.engine()
    return InfoMetricFamily(
        "portailrse_engine", "What finds the topic of a sentence.",
        {"engine": engine.engine, "digest": engine.digest,
         "library": rse.__version__})


@operation("GET", "/metrics", Words(
    "Les mesures, pour Prometheus", "The figures, for Prometheus"),
    "Metrics", media=(FIGURES,), problems=(OUT_OF_ORDER,))
def metrics() -> Response:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures(analyses()))
    return Response(generate_latest(registry),
                    content_type=FIGURES + "; version=0.0.4; charset=utf-8")
