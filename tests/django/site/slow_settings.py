# SPDX-License-Identifier: Apache-2.0
from portail.settings import *  # noqa: F403
from portail.settings import PORTAILRSE

PORTAILRSE["CLASSIFIER"] = "slow.classifier"
