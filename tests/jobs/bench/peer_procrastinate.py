# SPDX-License-Identifier: Apache-2.0
"""peer_procrastinate.py add URL COUNT | work URL: the same with Procrastinate
on PostgreSQL."""
import sys
import time

import procrastinate

what, url = sys.argv[1], sys.argv[2]
times = []
connector = (procrastinate.SyncPsycopgConnector if what == 'add'
             else procrastinate.PsycopgConnector)
app = procrastinate.App(connector=connector(conninfo=url))


@app.task(name='rien')
def nothing(document):
    times.append(time.monotonic())


async def work():
    async with app.open_async():
        await app.run_worker_async(wait=False, concurrency=1,
                                   listen_notify=False,
                                   install_signal_handlers=False)


if what == 'add':
    count = int(sys.argv[3])
    with app.open():
        app.schema_manager.apply_schema()
        begun = time.monotonic()
        for i in range(count):
            nothing.configure(queueing_lock=f'n:{i}').defer(document=i)
        print(count, begun, time.monotonic())
else:
    import asyncio
    asyncio.run(work())
    print(len(times), *(times[:1] or [0]), *(times[-1:] or [0]))
