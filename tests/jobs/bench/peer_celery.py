# SPDX-License-Identifier: Apache-2.0
"""peer_celery.py add | load | work URL COUNT: the same with Celery, its
results thrown away; it adds one by one. `work` is one process of one thread
(the solo pool), until the queue is empty."""
import sys
import threading
import time

from celery import Celery
from celery.worker import state
from redis import Redis

what, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
app = Celery('banc', broker=url)
app.conf.update(task_ignore_result=True, broker_connection_retry=False,
                worker_redirect_stdouts=False)
times = []


@app.task(name='rien')
def nothing(document):
    times.append(time.monotonic())


def stop_when_empty():
    redis = Redis.from_url(url)
    while redis.llen('celery') or redis.hlen('unacked'):
        time.sleep(0.05)
    state.should_stop = True


if what != 'work':
    nothing.delay({'document': -1})  # connects
    app.control.purge()
    begun = time.monotonic()
    for i in range(count):
        nothing.delay({'document': i})
    print(count, begun, time.monotonic())
else:
    threading.Thread(target=stop_when_empty, daemon=True).start()
    app.Worker(pool='solo', loglevel='ERROR', without_gossip=True,
               without_mingle=True, without_heartbeat=True).start()
    print(len(times), *(times[:1] or [0]), *(times[-1:] or [0]))
