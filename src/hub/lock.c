/* SPDX-License-Identifier: Apache-2.0 */
/* The same lock as that of the Hub's own tools: flock(2) on a file beside. It
 * ends with its process. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "http/clock.h"
#include "hub/hub.h"

enum { ASK_MS = 100 };

static prse_status wait_for(int lock, const char *path,
                            const prse__hub_fetch *fetch)
{
    prse_status status = PRSE_OK;
    while (!status && flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return prse__hub_failed(path, "the lock can't be taken", errno,
                                    fetch->err);
        status = prse__hub_wait(
            fetch, prse__clock_monotonic(&fetch->hub->clock) + ASK_MS);
    }
    return status;
}

static prse_status take(int *out, const char *path,
                        const prse__hub_fetch *fetch)
{
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock < 0)
        return prse__hub_failed(path, "the lock can't be opened", errno,
                                fetch->err);
    prse_status status = wait_for(lock, path, fetch);
    if (status)
        close(lock);
    else
        *out = lock;
    return status;
}

prse_status prse__hub_lock(int *out, const prse__hub_fetch *fetch,
                           prse_str digest)
{
    prse__buf path;
    prse__buf_init(&path, 0);
    prse__hub_place(&path, fetch->hub, fetch->model, ".locks", digest);
    prse__buf_adds(&path, ".lock");
    prse_status status = prse__hub_make_folders(&path, fetch->err);
    if (!status)
        status = take(out, path.ptr, fetch);
    prse__buf_free(&path);
    return status;
}

void prse__hub_unlock(int lock)
{
    close(lock);
}
