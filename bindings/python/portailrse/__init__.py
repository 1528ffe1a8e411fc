# SPDX-License-Identifier: Apache-2.0
"""Which legal obligations apply to a company, why, since when, until when, and
what is still to be known.

>>> import portailrse as rse
>>> pack = rse.Pack.load("fr-rse")
>>> verdicts = pack.evaluate({"effectif": "50..249"}, date="2026-11-27")
>>> verdicts["bdese"].answer
<Answer.SUBJECT: 1>
"""
from . import _core

if _core.interpreter() != 0:
    raise ImportError("portailrse serves the main interpreter of a process "
                      "only")

from ._api import *
from ._handle import Clock, Handle, Row
from .arrow import Answers, Batch, BlockAnswers
from .backends import *
from .errors import (AbiError, Busy, Canceled, Conflict, Denied, Error, Exists,
                     Expired, FactError, Internal, Invalid, IoError, Limit,
                     NotFound, OutOfMemory, ParseError, PeerError, RateLimited,
                     Refused, RuleError, SchemaError, TimedOut, TlsError,
                     Unsupported)
from .portal import (VERSION_ANY, VERSION_NEW, Blob, Cache, Http, Portal,
                     Session, Store)
from .rules import (Due, FactInfo, Facts, FactValue, ObligationInfo, Pack,
                    Question, Report, Verdict, Verdicts, pack_folder)
from .world import (Company, Dashboard, Register, Services, progress_to,
                    read_number)

__version__ = version()
