# SPDX-License-Identifier: Apache-2.0
"""What both ways into this library start from."""
from pathlib import Path

import portailrse

VERSION = f"portailrse {portailrse.__version__}"
PACK = Path(__file__).resolve().parents[2] / "perf/eight"
DAY = "2026-11-23"
