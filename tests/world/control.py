# SPDX-License-Identifier: Apache-2.0
"""The control port: faults, settings, logs, measures."""
import asyncio
import json

from message import Response
from server import busiest


class Control:
    def __init__(self, world):
        self.world, self.listener = world, None
        self.paths = {
            (b"POST", "/faults"): self.add_faults,
            (b"GET", "/faults"): self.list_faults,
            (b"POST", "/reset"): self.reset,
            (b"POST", "/settings"): self.change,
            (b"GET", "/settings"): lambda r: self.world.settings,
            (b"GET", "/log"): self.log,
            (b"GET", "/measure"): self.measure,
            (b"GET", "/company"): self.company,
            (b"GET", "/companies"): self.companies,
            (b"POST", "/companies"): self.put}

    def take(self, connection, request):
        asyncio.get_running_loop().create_task(
            self.answer(connection, request))

    async def answer(self, connection, request):
        act = self.paths.get((request.method, request.path))
        try:
            if act is None:
                raise KeyError(f"nothing at {request.path}")
            told = act(request)
            if asyncio.iscoroutine(told):
                told = await told
            response = Response(200, told)
        except (ValueError, KeyError, TypeError) as error:
            response = Response(400, {"error": str(error)})
        connection.reply(response)

    def services(self, request):
        name = request.get("service", "*")
        if name == "*":
            return [*self.world.services.values(), self.world.trap]
        return [self.world.logged(name)]

    # --- Faults ---

    async def add_faults(self, request):
        rules = json.loads(request.body)
        rules = rules if isinstance(rules, list) else [rules]
        added = [fault for rule in rules
                 for fault in self.world.faults.add(rule)]
        await self.shut()
        return [fault.as_dict() for fault in added]

    async def shut(self):
        """Ports are shut while a rule says "refused"."""
        kinds = {fault.service for fault in self.world.faults.rules
                 if fault.kind == "refused"}
        for name, service in self.world.services.items():
            if name in kinds or "*" in kinds:
                service.refuse()
            else:
                await service.accept()

    def list_faults(self, request):
        return [fault.as_dict() for fault in self.world.faults.rules]

    async def reset(self, request):
        """No faults, first settings, empty logs; `keep`: the logs stay."""
        self.world.faults.clear()
        self.world.settings = dict(self.world.start_settings)
        for service in self.services(request):
            service.kept = {}
            if not request.get("keep"):
                service.forget()
        await self.shut()
        return {}

    def change(self, request):
        wanted = json.loads(request.body)
        unknown = set(wanted) - set(self.world.settings)
        if unknown:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        self.world.settings.update(wanted)
        for service in self.world.services.values():
            service.kept = {}
        return self.world.settings

    # --- What came in ---

    def log(self, request):
        since = float(request.get("since", "0"))
        return {service.name: [entry.as_dict() for entry in service.log
                               if entry.at >= since]
                for service in self.services(request)}

    def measure(self, request):
        """Counts, and the most requests in any window of `window_ms`."""
        seconds = float(request.get("window_ms", "1000")) / 1000
        return {service.name: {
            "requests": len(service.log), "connections": service.connected,
            "most": busiest(service.times, seconds),
            "faults": sum(e.fault is not None for e in service.log)}
            for service in self.services(request)}

    # --- What is true ---

    def company(self, request):
        company = self.world.companies.by_siren.get(request.get("siren"))
        if company is None:
            raise KeyError("no such company")
        return company.record

    def put(self, request):
        """Records in the form of the fixtures."""
        records = json.loads(request.body)
        for record in records:
            self.world.companies.put(record)
        for service in self.world.services.values():
            service.kept = {}
        return {"put": len(records)}

    def companies(self, request):
        return [c.record for c in self.world.companies.all]
