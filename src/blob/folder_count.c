/* SPDX-License-Identifier: Apache-2.0 */
/* The quota. The sum of all lengths is a number in the file ".quota", which is
 * changed under a lock, together with the name of a blob, by every process that
 * writes into the folder. It is raised before a blob gets its name and lowered
 * after, so that the end of a process in between leaves it too high, never too
 * low; it is counted anew when a shelf is opened with a quota, and before one
 * refuses. What is being written but has no name yet is not counted: the disk
 * may hold one blob more for each put that is under way. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/steady.h"
#include "blob/folder.h"

enum { DIGITS = 20, COUNT_AGAIN_MS = 10000, LOCK_POLL_MS = 1 };
static const char count_name[] = ".quota";

static prse_status fail(int number, prse_error *err)
{
    return prse__shelf_fail(number, count_name,
                            "the count of bytes can't be kept", err);
}

void prse__shelf_count_release(prse__shelf_count *count)
{
    if (count->file < 0)
        return;
    /* Closing alone would leave it locked where somebody forked meanwhile. */
    flock(count->file, LOCK_UN);
    close(count->file);
    count->file = -1;
}

/* Each holder has a file description of its own, so that the lock keeps
 * threads apart too. */
static prse_status lock(int file, const prse__blob_watch *watch,
                        prse_error *err)
{
    while (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(errno, err);
        prse_status status = prse__blob_watch_wait(watch, LOCK_POLL_MS, err);
        if (status)
            return status;
    }
    return PRSE_OK;
}

static int is_count(const char *text, ssize_t len)
{
    return len == DIGITS + 1 && text[DIGITS] == '\n' &&
           strspn(text, "0123456789") == DIGITS && text[0] == '0';
}

/* What is no count is counted anew. */
static prse_status read_count(prse__shelf_count *count, prse__shelf *shelf,
                              prse_error *err)
{
    char text[DIGITS + 2] = "";
    if (!is_count(text, pread(count->file, text, DIGITS + 1, 0)))
        return prse__shelf_count_all(count, shelf, err);
    count->used = 0;
    for (int i = 0; i < DIGITS; i++)
        count->used = count->used * 10 + (uint64_t)(text[i] - '0');
    return PRSE_OK;
}

prse_status prse__shelf_count_hold(prse__shelf_count *out, prse__shelf *shelf,
                                   const prse__blob_watch *watch,
                                   prse_error *err)
{
    struct stat found;
    int flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
    *out = (prse__shelf_count){.file = -1};
    out->file = openat(shelf->root, count_name,
                       shelf->quota ? flags | O_CREAT : flags, 0600);
    if (out->file < 0)
        return errno == ENOENT ? PRSE_OK : fail(errno, err);
    prse_status status = PRSE_OK;
    if (fstat(out->file, &found) != 0 || !S_ISREG(found.st_mode))
        status = prse__shelf_foreign(count_name, err);
    if (!status)
        status = lock(out->file, watch, err);
    if (!status)
        status = read_count(out, shelf, err);
    if (status)
        prse__shelf_count_release(out);
    return status;
}

prse_status prse__shelf_count_keep(prse__shelf_count *count, uint64_t used,
                                   prse_error *err)
{
    char text[DIGITS + 1];
    uint64_t left = used;
    if (count->file < 0)
        return PRSE_OK;
    text[DIGITS] = '\n';
    for (int i = DIGITS; i > 0; left /= 10)
        text[--i] = (char)('0' + left % 10);
    if (pwrite(count->file, text, sizeof text, 0) != (ssize_t)sizeof text)
        return fail(errno, err);
    count->used = used;
    return PRSE_OK;
}

static int add_bytes(void *user, prse_str key, const prse_blob_info *info)
{
    (void)key;
    *(uint64_t *)user += info->bytes;
    return 0;
}

prse_status prse__shelf_count_all(prse__shelf_count *count,
                                  prse__shelf *shelf, prse_error *err)
{
    prse_blob_options endless = {.size = sizeof endless,
                                 .deadline_ms = INT64_MAX};
    uint64_t used = 0;
    prse_status status = prse__shelf_list(shelf, (prse_str){0}, add_bytes,
                                          &used, &endless, err);
    return status ? status : prse__shelf_count_keep(count, used, err);
}

static int fits(const prse__shelf_count *count, const prse__shelf *shelf,
                uint64_t less, uint64_t more)
{
    uint64_t kept = count->used > less ? count->used - less : 0;
    return kept <= shelf->quota && more <= shelf->quota - kept;
}

/* Files that others removed by hand make room too. */
static int is_time_to_count(prse__shelf *shelf)
{
    int64_t now = prse__steady_ms();
    int64_t then = atomic_load(&shelf->counted_ms);
    return (then == 0 || now - then >= COUNT_AGAIN_MS) &&
           atomic_compare_exchange_strong(&shelf->counted_ms, &then, now);
}

prse_status prse__shelf_count_allow(prse__shelf_count *count,
                                    prse__shelf *shelf, uint64_t less,
                                    uint64_t more, prse_error *err)
{
    if (shelf->quota == 0 || more <= less || fits(count, shelf, less, more))
        return PRSE_OK;
    if (more <= shelf->quota && is_time_to_count(shelf)) {
        prse_status status = prse__shelf_count_all(count, shelf, err);
        if (status)
            return status;
    }
    if (fits(count, shelf, less, more))
        return PRSE_OK;
    return prse__error_set(err, PRSE_ELIMIT, "quota",
                           "%llu bytes don't fit: %llu of %llu are taken",
                           (unsigned long long)more,
                           (unsigned long long)count->used,
                           (unsigned long long)shelf->quota);
}
