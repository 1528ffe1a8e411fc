# SPDX-License-Identifier: Apache-2.0
"""Which legal obligations apply to a company, why, since when, until when, and
what is still to be known.

>>> import portailrse as rse
>>> pack = rse.Pack.load("fr-rse")
>>> verdicts = pack.evaluate({"effectif": "50..249"}, date="2026-11-27")
>>> verdicts["bdese"].answer
<Answer.SUBJECT: 1>
"""
import atexit as _atexit

from . import _core

if _core.interpreter() != 0:
    raise ImportError("portailrse serves the main interpreter of a process "
                      "only")

_atexit.register(_core.end)

from ._api import *
from ._handle import (VERSION_ANY as VERSION_ANY, VERSION_NEW as VERSION_NEW,
                      Clock as Clock, Handle as Handle, Row as Row)
from . import errors as errors
from .arrow import *
from .backends import *
from .rules import *
from .world import *

__version__ = version()
