# SPDX-License-Identifier: Apache-2.0
"""The lesser engine, held up at two sentences for as long as the file
PORTAIL_VAR/hold is there: so that what is under way can be looked at."""
import time
from collections.abc import Sequence
from pathlib import Path

import portailrse as rse
from django.conf import settings

from papers import SLOW, WAIT

SIGN_S = 2.2
"""A job tells how far it is every two seconds."""


class Slow:
    def __init__(self) -> None:
        self.inner = rse.Classifier.esrs_lite()
        self.hold = Path(settings.VAR_DIR) / "hold"

    def describe(self) -> rse.ClassifierInfo:
        return self.inner.describe()

    def label(self, index: int) -> rse.LabelInfo:
        return self.inner.label(index)

    def classify(self, texts: Sequence[str]) -> tuple[rse.Label, ...]:
        if SLOW in texts and self.hold.exists():
            time.sleep(SIGN_S)
        while WAIT in texts and self.hold.exists():
            time.sleep(0.05)
        return self.inner.classify(texts)


def classifier() -> rse.Classifier:
    return rse.Classifier(Slow())
