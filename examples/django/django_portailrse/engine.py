# SPDX-License-Identifier: Apache-2.0
"""The objects of the library that a process needs, made when they are first
asked for. After a fork each process makes its own; what a thread may not share
is made for each thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.signals import setting_changed
from django.utils import timezone, translation
from django.utils.module_loading import import_string

import portailrse as rse

from .conf import configuration
from .store import DjangoStore

T = TypeVar("T")
PARIS = ZoneInfo("Europe/Paris")


class _Made:
    """What was made for this process and this setting. What a parent made
    stays with it: a child that closed it could take it away."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.shared: dict[str, Any] = {}
        self.confined = threading.local()
        self.lock = threading.RLock()  # runs are made of a queue


_made = _Made()
_of_parents: list[_Made] = []


def _mine() -> _Made:
    global _made
    if _made.process != os.getpid():
        _of_parents.append(_made)
        _made = _Made()
    return _made


def forget() -> None:
    """Makes everything anew, from the setting as it is by now."""
    global _made
    _made = _Made()


def _on_setting(*, setting: str, **ignored: Any) -> None:
    if setting in ("PORTAILRSE", "DATABASES"):
        forget()


setting_changed.connect(_on_setting)


def _once(name: str, make: Callable[[], T]) -> T:
    mine = _mine()
    with mine.lock:
        if name not in mine.shared:
            mine.shared[name] = make()
        made: T = mine.shared[name]
        return made


def pack() -> rse.Pack:
    """The pack of the setting."""
    return _once("pack", _load_pack)


def _load_pack() -> rse.Pack:
    wanted = configuration()
    return rse.Pack.load(wanted.PACK,
                         overlays=[str(path) for path in wanted.OVERLAYS])


def services() -> rse.Services:
    """Registers and platforms."""
    return _once("services", _make_services)


def _make_services() -> rse.Services:
    wanted = configuration()
    register = (rse.Register.open(wanted.REGISTER) if wanted.REGISTER
                else None)
    return rse.Services(register=register, settings=dict(wanted.SERVICES))


def dashboard() -> rse.Dashboard:
    """The dashboard of this thread; its next run replaces the last one."""
    confined = _mine().confined
    if not hasattr(confined, "dashboard"):
        confined.dashboard = rse.Dashboard(services(), pack())
    made: rse.Dashboard = confined.dashboard
    return made


def run(number: str, known: rse.Facts | Mapping[str, Any] | None = None,
        day: date | None = None) -> rse.Dashboard:
    """The dashboard of a company, run as the setting says. `known` goes before
    what services tell."""
    wanted = configuration()
    made = dashboard()
    if known is not None and not isinstance(known, rse.Facts):
        known = rse.Facts(pack(), known)
    made.run(number, known=known, date=day or today(), offline=wanted.OFFLINE,
             deadline_ms=wanted.DEADLINE_MS, lang=lang())
    return made


def store() -> DjangoStore:
    """The store of the setting."""
    alias = configuration().STORE
    if alias is None:
        raise rse.Unsupported("PORTAILRSE['STORE'] is None: without portal")
    return DjangoStore(alias)


def portal() -> rse.Portal:
    """The portal: companies, persons, receipts, documents. Its tables are made
    by `manage.py migrate`."""
    return _once("portal", _open_portal)


def _open_portal() -> rse.Portal:
    return rse.Portal(rse.Store(store()), blob=_open_blob(), migrate=False,
                      scan=_named(configuration().SCAN))


def _named(function: str | None) -> Any:
    """What a dotted name stands for."""
    return import_string(function) if function else None


def _open_blob() -> rse.Blob | None:
    wanted = configuration()
    if wanted.BLOB is None:
        return None
    if wanted.BLOB.startswith("s3:"):
        return rse.Blob.open(wanted.BLOB, *(wanted.BLOB_KEYS or ()))
    return rse.Blob.folder(wanted.BLOB)


def queue_store() -> rse.Store:
    """A new handle on the store of the queue."""
    address = configuration().QUEUE
    if address is None:
        raise rse.Unsupported("PORTAILRSE['QUEUE'] is None: without analyses")
    return rse.Store.open(address)


def queue() -> rse.Queue:
    """The queue of analyses. Its tables are made by `manage.py
    portailrse_migrate`."""
    return _once("queue", lambda: rse.Queue(queue_store(), migrate=False))


def runs() -> rse.Runs:
    """Analyses of documents of the portal."""
    return _once("runs", _make_runs)


def _make_runs() -> rse.Runs:
    make = _named(configuration().CLASSIFIER)
    return rse.Runs(queue=queue(), portal=portal(),
                    classifier=make() if make else None)


def today() -> date:
    """The day in Paris, where the law of the packs is in force."""
    return timezone.now().astimezone(PARIS).date()


def lang() -> rse.Lang:
    """The language of the setting, or the one that Django has active."""
    code = configuration().LANG or translation.get_language() or "fr"
    return rse.Lang.FR if code.startswith("fr") else rse.Lang.EN
