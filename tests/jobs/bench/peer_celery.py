# SPDX-License-Identifier: Apache-2.0
"""peer_celery.py add URL COUNT | work URL COUNT: the same with Celery, its
results thrown away. `work` is one process of one thread (the solo pool)."""
import sys
import time

from celery import Celery

what, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
app = Celery('banc', broker=url)
app.conf.update(task_ignore_result=True, broker_connection_retry=False,
                worker_redirect_stdouts=False)
times = []


@app.task(name='rien')
def nothing(_document):
    times.append(time.monotonic())
    if len(times) == count:
        print(count, times[-1] - times[0], flush=True)
        app.control.shutdown()


if what == 'add':
    nothing.delay({'document': 0})  # connects
    app.control.purge()
    begun = time.monotonic()
    for i in range(count):
        nothing.delay({'document': i})
    print(count, time.monotonic() - begun)
else:
    app.Worker(pool='solo', loglevel='ERROR', without_gossip=True,
               without_mingle=True, without_heartbeat=True).start()
