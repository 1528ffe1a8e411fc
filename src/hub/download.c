/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a file. What an earlier run left is gone on with; what then has
 * another digest is thrown away and fetched once more from its beginning. */
#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "hub/hub.h"

enum { PARTIAL = 206, NOT_SATISFIABLE = 416, GAIN = 1 << 20 };

typedef struct download {
    prse__hub_fetch *fetch;
    prse__hub_file *file;
    int to;
    uint64_t have; /* bytes that are in the file */
    int begun;     /* the answer under way was looked at */
    prse_error why; /* filled when a piece was refused */
} download;

static prse_status cut(download *d, uint64_t length, prse_error *err)
{
    if (ftruncate(d->to, (off_t)length) != 0 ||
        lseek(d->to, 0, SEEK_END) < 0)
        return prse__hub_failed(d->file->digest.ptr,
                                "the file can't be cut", errno, err);
    d->have = length;
    return PRSE_OK;
}

/* --- An answer as it comes --- */

/* "bytes 1000-4999/5000" begins where the file ends. */
static int goes_on(const download *d, const prse_http_call *call)
{
    prse_str text;
    uint64_t from = 0;
    if (!prse__call_answer(call, "content-range", &text) ||
        !prse__str_starts(text, "bytes "))
        return 0;
    for (size_t i = 6; i < text.len && text.ptr[i] >= '0' &&
                       text.ptr[i] <= '9' && from < UINT64_MAX / 100; i++)
        from = from * 10 + (uint64_t)(text.ptr[i] - '0');
    return from == d->have;
}

/* Any other answer than that of the rest is one of the whole. */
static prse_status begin(download *d, const prse_http_call *call)
{
    d->begun = 1;
    if (call->http == PARTIAL && goes_on(d, call))
        return PRSE_OK;
    if (call->http == PARTIAL)
        return prse__error_set(&d->why, PRSE_EPEER, d->file->name.ptr,
                               "the Hub sent another part of the file than "
                               "was asked for");
    return cut(d, 0, &d->why);
}

static prse_status keep(download *d, prse_str bytes)
{
    while (bytes.len) {
        ssize_t done = write(d->to, bytes.ptr, bytes.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return prse__hub_failed(d->file->name.ptr,
                                    "the file can't be kept", errno, &d->why);
        bytes.ptr += done;
        bytes.len -= (size_t)done;
        d->have += (uint64_t)done;
    }
    return PRSE_OK;
}

static prse_status take(void *user, const prse_http_call *call,
                        prse_str bytes)
{
    download *d = user;
    if (call->http != 200 && call->http != PARTIAL)
        return PRSE_OK; /* words of a failure, or of a redirect */
    prse_status status = d->begun ? PRSE_OK : begin(d, call);
    uint64_t most = d->file->known ? d->file->bytes
                                   : d->fetch->hub->opts.most_bytes;
    if (!status && bytes.len > most - d->have)
        status = prse__error_set(&d->why, PRSE_EPEER, d->file->name.ptr,
                                 "more bytes come than the Hub announced");
    if (!status)
        status = keep(d, bytes);
    prse__hub_tell(d->fetch, d->file->name, d->have);
    return status;
}

/* --- Tries --- */

static void ask_for(prse__buf *range, const download *d)
{
    prse__buf_clear(range);
    if (d->have)
        prse__buf_addf(range, "bytes=%llu-", (unsigned long long)d->have);
}

static int is_done(const download *d, const prse_http_call *call)
{
    return !call->status && (call->http == 200 || call->http == PARTIAL) &&
           (!d->file->known || d->have == d->file->bytes);
}

/* One request; PRSE_OK: *again tells whether there is more to come. */
static prse_status step(download *d, const prse__hub_request *request,
                        uint32_t *tries, int *again)
{
    prse_http_call *call = NULL;
    prse__hub_fetch *fetch = d->fetch;
    uint64_t before = d->have;
    d->begun = 0;
    prse_status status = prse__hub_send(&call, fetch, request);
    if (status)
        return status;
    *again = !is_done(d, call);
    if (d->have > before)
        fetch->model->fetched += d->have - before;
    if (d->have > before + GAIN)
        *tries = 0;
    if (d->why.code && fetch->err)
        *fetch->err = d->why;
    if (d->why.code)
        status = (prse_status)d->why.code;
    else if (*again && call->http == NOT_SATISFIABLE && d->have)
        status = cut(d, 0, fetch->err);
    else if (*again)
        status = prse__hub_once_more(fetch, call, ++*tries, d->file->name);
    prse__call_free(call);
    return status;
}

static prse_status get_rest(download *d, const prse__buf *url)
{
    prse__buf range;
    uint32_t tries = 0;
    int again = 1;
    prse_status status = PRSE_OK;
    prse__buf_init(&range, 0);
    while (again && !status) {
        ask_for(&range, d);
        if (range.failed) {
            status = prse__error_nomem(d->fetch->err);
            break;
        }
        const prse__hub_request request = {
            .method = "GET", .url = url, .range = prse__buf_str(&range),
            .subject = d->file->name, .follow = 1, .sink = take, .drain = d,
            .most_bytes = d->fetch->hub->opts.most_bytes};
        status = step(d, &request, &tries, &again);
    }
    prse__buf_free(&range);
    return status;
}

/* --- The whole --- */

static prse_status check_room(const download *d)
{
    struct statvfs disk;
    uint64_t left = d->file->known ? d->file->bytes - d->have : 0;
    if (fstatvfs(d->to, &disk) != 0 ||
        left <= (uint64_t)disk.f_bavail * disk.f_frsize)
        return PRSE_OK;
    return prse__error_set(d->fetch->err, PRSE_ELIMIT, d->file->name.ptr,
                           "another %llu bytes are to come, and the disk of "
                           "the cache has room for %llu",
                           (unsigned long long)left,
                           (unsigned long long)disk.f_bavail *
                               disk.f_frsize);
}

/* What was left by an earlier run, if it can be the beginning of this. */
static prse_status find_beginning(download *d)
{
    struct stat is = {0};
    if (fstat(d->to, &is) == 0)
        d->have = (uint64_t)is.st_size;
    int usable = d->file->known && d->have <= d->file->bytes;
    return cut(d, usable ? d->have : 0, d->fetch->err);
}

static prse_status get_and_check(download *d, const prse__buf *url, int *same)
{
    prse_status status = check_room(d);
    if (!status && (!d->file->known || d->have < d->file->bytes || !d->have))
        status = get_rest(d, url);
    if (!status)
        status = prse__hub_digest_same(same, d->to, d->file->digest,
                                       d->fetch->err);
    return status;
}

static prse_status wrong_digest(download *d)
{
    prse_status status = cut(d, 0, d->fetch->err);
    return status ? status
                  : prse__error_set(d->fetch->err, PRSE_EPEER,
                                    d->file->name.ptr,
                                    "what came is not the file: its digest is "
                                    "another than the Hub tells");
}

prse_status prse__hub_download(prse__hub_fetch *fetch, prse__hub_file *file,
                               int to)
{
    prse__buf url;
    int same = 0;
    download d = {.fetch = fetch, .file = file, .to = to};
    prse__buf_init(&url, 0);
    prse__hub_url(&url, fetch, "/", "/resolve/", fetch->model->commit,
                  file->name);
    prse_status status = find_beginning(&d);
    int old = d.have > 0;
    if (!status)
        status = get_and_check(&d, &url, &same);
    if (!status && !same && old) {
        status = cut(&d, 0, fetch->err);
        if (!status)
            status = get_and_check(&d, &url, &same);
    }
    if (!status && !same)
        status = wrong_digest(&d);
    if (!status && fsync(to) != 0)
        status = prse__hub_failed(file->name.ptr, "the file can't be kept",
                                  errno, fetch->err);
    prse__buf_free(&url);
    file->bytes = d.have;
    return status;
}
