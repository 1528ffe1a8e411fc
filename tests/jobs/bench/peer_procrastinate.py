# SPDX-License-Identifier: Apache-2.0
"""peer_procrastinate.py add | load | work URL COUNT: the same with
Procrastinate on PostgreSQL."""
import sys
import time

import procrastinate

what, url = sys.argv[1], sys.argv[2]
times = []
connector = (procrastinate.SyncPsycopgConnector if what != 'work'
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


def add(count):
    for i in range(count):
        nothing.configure(queueing_lock=f'n:{i}').defer(document=i)


def load(count):
    for i in range(0, count, 100):
        nothing.batch_defer(*({'document': n} for n in range(i, i + 100)))


if what != 'work':
    count = int(sys.argv[3])
    with app.open():
        app.schema_manager.apply_schema()
        begun = time.monotonic()
        (add if what == 'add' else load)(count)
        print(count, begun, time.monotonic())
else:
    import asyncio
    asyncio.run(work())
    print(len(times), *(times[:1] or [0]), *(times[-1:] or [0]))
