# SPDX-License-Identifier: Apache-2.0
"""What one app keeps for analyses."""
from flask import current_app

import portailrse as rse

from ..process import PerProcess
from ..settings import Settings
from .pace import Pace
from .tokens import read_tokens
from .uploads import Uploads


class Analyses:
    """`app.extensions["portailrse"].analyses`. Secrets and lists are read at
    once, so that a wrong one stops the start; connections are opened by the
    process that uses them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tokens = read_tokens(settings)
        self.pace = Pace(settings.runs_a_minute)
        self.uploads = Uploads(settings.uploads) if settings.uploads else None
        self.keys = self._read_keys()
        self._open_remote().close()  # a list may be wrong
        self._queue = PerProcess(self._open_queue)
        self._classifier = PerProcess(self._open_classifier)
        self._runs = PerProcess(self._open_runs)

    def queue(self) -> rse.Queue:
        """The jobs; shared by threads."""
        return self._queue.get()

    def runs(self) -> rse.Runs:
        """How runs are asked for, done and told; shared by threads."""
        return self._runs.get()

    def engine(self) -> rse.ClassifierInfo:
        """What finds the topic of a sentence."""
        return self._classifier.get().describe()

    def _read_keys(self) -> rse.WebhookKeys | None:
        secrets = self.settings.secret("webhook_keys")
        return rse.WebhookKeys(secrets) if secrets else None

    def _open_remote(self) -> rse.Remote:
        wanted = self.settings
        return rse.Remote(
            hosts=wanted.hosts, networks=wanted.networks,
            most_bytes=wanted.max_document, hold_ms=wanted.hold_ms)

    def _open_queue(self) -> rse.Queue:
        return rse.Queue(rse.Store.open(self.settings.queue))

    def _open_runs(self) -> rse.Runs:
        wanted = self.settings
        return rse.Runs(
            queue=self.queue(), remote=self._open_remote(), keys=self.keys,
            blob=rse.Blob(self.uploads) if self.uploads else None,
            classifier=self._classifier.get(),
            page_limit=wanted.max_pages, deadline_ms=wanted.analysis_ms,
            most_bytes=wanted.max_callback)

    def _open_classifier(self) -> rse.Classifier:
        wanted = self.settings
        if not wanted.model:
            return rse.Classifier.esrs_lite()
        return rse.Classifier.camembert(wanted.model, small=wanted.int8)


def analyses() -> Analyses:
    """What the current app keeps."""
    found: Analyses = current_app.extensions["portailrse"].analyses
    return found
