# SPDX-License-Identifier: Apache-2.0
"""Visitors at the same time, each with a connection that stays open: counts
and times of their pages."""
import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class Load:
    """What came of it."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def share(self, part: float) -> float:
        """The time in which so large a part of the pages came."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

    def told(self, name: str) -> str:
        return (f"{name}: {len(self.times)} pages, {len(self.errors)} errors, "
                f"{len(self.times) / self.seconds:.0f} a second, "
                f"p50 {self.share(.5) * 1000:.0f} ms, "
                f"p95 {self.share(.95) * 1000:.0f} ms")


async def _page(reader, writer, host: str, path: str) -> int:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length:")[2].partition("\r\n")[0]
    body = await reader.readexactly(int(length))
    if b"</html>" not in body:
        raise ValueError("half a page")
    return int(head.split(" ", 2)[1])


async def _visitor(load: Load, port: int, paths: list[str], until: float,
                   place: int) -> None:
    host, writer = f"127.0.0.1:{port}", None
    while time.monotonic() < until:
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1",
                                                               port)
            start = time.monotonic()
            status = await asyncio.wait_for(
                _page(reader, writer, host, paths[place % len(paths)]), 30)
            load.times.append(time.monotonic() - start)
            if status != 200:
                load.errors.append(f"{status} {paths[place % len(paths)]}")
        except (OSError, EOFError, ValueError, asyncio.TimeoutError) as error:
            load.errors.append(repr(error))
            writer = None
        place += 1
    if writer is not None:
        writer.close()


async def _all(port: int, paths: list[str], users: int, seconds: float
               ) -> Load:
    load, start = Load(), time.monotonic()
    await asyncio.gather(*(
        _visitor(load, port, paths, start + seconds, place)
        for place in range(users)))
    load.seconds = time.monotonic() - start
    return load


def run(port: int, paths: list[str], users: int, seconds: float) -> Load:
    return asyncio.run(_all(port, paths, users, seconds))
