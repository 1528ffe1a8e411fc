#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A local world with the five public services, for tests and demos.

    python3 tests/world/world.py [--tls] [--seed N] [--latency MS] ...

Prints one line of JSON when it is ready: the address of each service, of the
control port, and with --tls the certificate of the authority. See README.md.
"""
import argparse
import asyncio
import json
import os
import stat
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from certificates import KINDS as CERTIFICATES, authority, context  # noqa
from companies import Companies  # noqa: E402
from control import Control  # noqa: E402
from errors import error_of  # noqa: E402
from faults import Faults  # noqa: E402
from message import Response  # noqa: E402
from samples import Samples  # noqa: E402
from server import Listener, Service  # noqa: E402
from services import (bilans_ges, egapro, ratios,  # noqa: E402
                      recherche_entreprises, sirene)

SAMPLES = HERE.parents[1].parent / "shared" / "samples"
KEY = "cle-de-test"
SETTINGS = {"latency_ms": 0, "gzip": True, "etag": False, "egapro.version": 1,
            "bilans_ges.hydra": True, "recherche_entreprises.limit": None,
            "sirene.limit": None, "egapro.limit": None,
            "bilans_ges.limit": None, "ratios.limit": None}
SERVICES = {"recherche_entreprises": (recherche_entreprises, ""),
            "sirene": (sirene, sirene.BASE), "egapro": (egapro, "/api"),
            "bilans_ges": (bilans_ges, "/api"), "ratios": (ratios, "/api")}


def trapped(world, request):
    """Where nobody should ever come."""
    return Response(200, {"results": [], "trap": True})


class World:
    def __init__(self, options):
        self.day = "2026-11-23"
        self.keys = {KEY}
        self.companies = Companies(options.population, options.seed)
        self.samples = Samples(None if options.no_samples
                               else options.samples)
        self.faults = Faults(options.seed)
        self.start_settings = {**SETTINGS, "latency_ms": options.latency,
                               "egapro.version": options.egapro}
        self.settings = dict(self.start_settings)
        self.services = {name: Service(self, name, module.answer, base)
                         for name, (module, base) in SERVICES.items()}
        self.trap = Service(self, "trap", trapped)
        self.control = Control(self)
        self.bad = {}

    error_of = staticmethod(error_of)

    @property
    def trap_url(self):
        return self.trap.listeners[0].url

    def logged(self, name):
        return self.trap if name == "trap" else self.services[name]

    async def start(self, tls_folder):
        self.folder = tls_folder
        tls = None
        if tls_folder:
            authority(tls_folder)
            tls = context(tls_folder, "good")
        for service in self.services.values():
            service.listeners.append(Listener(service, tls))
        self.trap.listeners.append(Listener(self.trap, host="127.0.0.2"))
        control = Service(self, "control", lambda w, r: None)
        control.take = self.control.take
        self.control.listener = Listener(control)
        await self.control.listener.start()
        for service in (*self.services.values(), self.trap):
            await service.accept()
        if tls_folder:
            await self.start_bad()

    async def start_bad(self):
        """Ports of each service whose certificate should not be trusted."""
        for kind in CERTIFICATES:
            if kind == "good":
                continue
            self.bad[kind] = {}
            for name, service in self.services.items():
                listener = Listener(service, context(self.folder, kind))
                await listener.start()
                service.listeners.append(listener)
                self.bad[kind][name] = listener.url + service.base

    def ready(self):
        told = {"control": self.control.listener.url, "pid": os.getpid(),
                "key": KEY, "day": self.day, "trap": self.trap_url,
                "services": {name: service.listeners[0].url + service.base
                             for name, service in self.services.items()}}
        if self.folder:
            told["ca_file"] = str(Path(self.folder) / "ca.pem")
            told["bad_certificates"] = self.bad
        return told


# --- Until when ---

async def until_alone(stay):
    """Ends with the parent, or when a pipe on standard input is closed."""
    done = asyncio.get_running_loop().create_future()

    def end():
        if not done.done():
            done.set_result(None)

    def look():
        if not os.read(0, 4096):
            end()
    kind = os.fstat(0).st_mode
    if stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind):
        asyncio.get_running_loop().add_reader(0, look)
    parent = os.getppid()
    while not done.done():
        await asyncio.wait([done], timeout=0.5)
        if os.getppid() != parent and not stay:
            return


async def run(options, tls_folder):
    world = World(options)
    await world.start(tls_folder)
    told = json.dumps(world.ready())
    if options.ready_file:
        part = options.ready_file + ".part"
        Path(part).write_text(told + "\n")
        os.replace(part, options.ready_file)
    print(told, flush=True)
    await until_alone(options.stay)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0, metavar="MS")
    parser.add_argument("--population", type=int, default=0, metavar="N",
                        help="companies invented beside the fixtures")
    parser.add_argument("--egapro", type=int, choices=(1, 2), default=1,
                        help="version that answers")
    parser.add_argument("--samples", default=str(SAMPLES), metavar="DIR")
    parser.add_argument("--no-samples", action="store_true")
    parser.add_argument("--ready-file", metavar="FILE")
    parser.add_argument("--stay", action="store_true",
                        help="outlive the parent")
    return parser.parse_args()


def main():
    options = arguments()
    try:
        if not options.tls:
            asyncio.run(run(options, None))
            return
        with tempfile.TemporaryDirectory(prefix="prse-world-") as folder:
            asyncio.run(run(options, folder))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
