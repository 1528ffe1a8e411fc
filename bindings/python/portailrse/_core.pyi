# SPDX-License-Identifier: Apache-2.0
# The flat functions; portailrse._api types them.
from typing import Any

def __getattr__(name: str) -> Any: ...
