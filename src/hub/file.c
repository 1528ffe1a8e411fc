/* SPDX-License-Identifier: Apache-2.0 */
/* One file: what the Hub tells of it, then its bytes, then its place. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hub/hub.h"

enum { SHA256 = 64 };

/* --- What the Hub tells --- */

/* W/"abc" -> abc */
static prse_str bare(prse_str tag)
{
    if (prse__str_starts(tag, "W/"))
        tag = (prse_str){tag.ptr + 2, tag.len - 2};
    if (tag.len >= 2 && tag.ptr[0] == '"' && tag.ptr[tag.len - 1] == '"')
        tag = (prse_str){tag.ptr + 1, tag.len - 2};
    return tag;
}

static int is_hex(prse_str text, size_t len)
{
    for (size_t i = 0; i < text.len; i++)
        if (prse__hex_digit(text.ptr[i]) < 0 ||
            (text.ptr[i] >= 'A' && text.ptr[i] <= 'F'))
            return 0;
    return text.len == len;
}

static int read_length(uint64_t *out, prse_str text)
{
    *out = 0;
    for (size_t i = 0; i < text.len && text.len <= 18; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        *out = *out * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return text.len > 0 && text.len <= 18;
}

static prse_status no_head(const prse__hub_fetch *fetch,
                           const prse__hub_file *file, const char *wrong)
{
    char shown[64];
    prse__error_copy(shown, sizeof shown, file->name);
    return prse__error_set(fetch->err, PRSE_EPEER, shown,
                           "the Hub tells %s", wrong);
}

static prse_status read_digest(prse__hub_fetch *fetch, prse__hub_file *file,
                               const prse_http_call *call)
{
    prse_str tag = {0};
    if (!prse__call_answer(call, "x-linked-etag", &tag))
        prse__call_answer(call, "etag", &tag);
    if (!is_hex(bare(tag), SHA256) && !is_hex(bare(tag), PRSE__COMMIT))
        return no_head(fetch, file, "no digest of the file to check it with");
    file->digest = prse__str_dup(fetch->model->arena, bare(tag));
    return file->digest.ptr ? PRSE_OK : prse__error_nomem(fetch->err);
}

static prse_status read_head(prse__hub_fetch *fetch, prse__hub_file *file,
                             const prse_http_call *call)
{
    prse_str text;
    if (prse__call_answer(call, "x-repo-commit", &text) &&
        !prse__str_eq(text, fetch->model->commit))
        return no_head(fetch, file, "another commit than was asked for");
    const char *name = prse__call_answer(call, "x-linked-size", &text)
                           ? "x-linked-size"
                           : "content-length";
    file->known = prse__call_answer(call, name, &text) &&
                  (call->http < 300 || name[0] == 'x');
    if (file->known && !read_length(&file->bytes, text))
        return no_head(fetch, file, "a length that is no number");
    uint64_t most = fetch->hub->opts.most_bytes;
    if (file->known && file->bytes > most)
        return prse__error_set(fetch->err, PRSE_ELIMIT, file->name.ptr,
                               "it has %llu bytes, more than the %llu that "
                               "are accepted",
                               (unsigned long long)file->bytes,
                               (unsigned long long)most);
    return read_digest(fetch, file, call);
}

prse_status prse__hub_file_head(prse__hub_fetch *fetch, prse__hub_file *file)
{
    prse__buf url;
    prse_http_call *call = NULL;
    const prse__hub_request request = {.method = "HEAD", .url = &url,
                                       .most_bytes = 65536,
                                       .subject = file->name};
    prse__buf_init(&url, 0);
    prse__hub_url(&url, fetch, "/", "/resolve/", fetch->model->commit,
                  file->name);
    prse_status status = prse__hub_request_run(&call, fetch, &request);
    if (!status)
        status = read_head(fetch, file, call);
    prse__call_free(call);
    prse__buf_free(&url);
    return status;
}

/* --- Its place --- */

/* *there: the cache has it, and it is what it should be. */
static prse_status look(int *there, const char *path, prse__hub_file *file,
                        prse_error *err)
{
    struct stat is = {0};
    *there = 0;
    int blob = open(path, O_RDONLY | O_CLOEXEC);
    if (blob < 0)
        return PRSE_OK;
    prse_status status = PRSE_OK;
    if (fstat(blob, &is) == 0 &&
        (!file->known || (uint64_t)is.st_size == file->bytes))
        status = prse__hub_digest_same(there, blob, file->digest, err);
    if (*there)
        file->bytes = (uint64_t)is.st_size;
    close(blob);
    return status;
}

static prse_status put(const char *from, const char *to, prse_error *err)
{
    return rename(from, to) == 0
               ? PRSE_OK
               : prse__hub_failed(to, "the file can't take its place", errno,
                                  err);
}

static prse_status download(prse__hub_fetch *fetch, prse__hub_file *file,
                            const char *part, const char *path)
{
    int to = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (to < 0)
        return prse__hub_failed(part, "the file can't be made", errno,
                                fetch->err);
    prse_status status = prse__hub_download(fetch, file, to);
    if (close(to) != 0 && !status)
        status = prse__hub_failed(part, "the file can't be written", errno,
                                  fetch->err);
    return status ? status : put(part, path, fetch->err);
}

static prse_status get_locked(prse__hub_fetch *fetch, prse__hub_file *file,
                              const char *part, const char *path)
{
    int there;
    prse_status status = look(&there, path, file, fetch->err);
    if (status || there)
        return status;
    return download(fetch, file, part, path);
}

prse_status prse__hub_file_get(prse__hub_fetch *fetch, prse__hub_file *file)
{
    int lock = -1;
    prse__buf path, part;
    prse__buf_init(&path, 0);
    prse__buf_init(&part, 0);
    prse__hub_place(&path, fetch->hub, fetch->model, "blobs", file->digest);
    prse__buf_add(&part, prse__buf_str(&path));
    prse__buf_adds(&part, ".incomplete");
    prse_status status = part.failed ? prse__error_nomem(fetch->err)
                                     : prse__hub_make_folders(&path,
                                                              fetch->err);
    if (!status)
        status = prse__hub_lock(&lock, fetch, file->digest);
    if (!status) {
        status = get_locked(fetch, file, part.ptr, path.ptr);
        prse__hub_unlock(lock);
    }
    prse__buf_free(&path);
    prse__buf_free(&part);
    if (!status) {
        fetch->done += file->bytes;
        prse__hub_tell(fetch, file->name, 0);
    }
    return status;
}
