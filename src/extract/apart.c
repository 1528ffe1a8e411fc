/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "extract/apart.h"
#include "extract/bbox.h"

enum { CPU_S = 60, MOST_CPU_S = 86400 };
#define MEMORY ((uint64_t)768 << 20)
#define OUTPUT ((uint64_t)128 << 20)

prse_status prse__apart_read_options(prse__apart *apart, char *path,
                                     const char *helper,
                                     const prse_extract_program_options *opts,
                                     prse_error *err)
{
    prse_extract_program_options own = {.size = sizeof own};
    prse_status status = prse__options_read(&own, sizeof own, opts,
                                            "extract program options", err);
    if (status)
        return status;
    if (own.cpu_s > MOST_CPU_S)
        return prse__error_set(err, PRSE_EINVAL, "cpu_s",
                               "it is more than a day");
    apart->cpu_s = own.cpu_s ? own.cpu_s : CPU_S;
    apart->memory_bytes = own.memory_bytes ? own.memory_bytes : MEMORY;
    apart->output_bytes = own.output_bytes ? own.output_bytes : OUTPUT;
    return prse__jail_helper(path, PRSE__APART_PATH, own.helpers, helper, err);
}

prse_status prse__apart_path(char *to, prse_str path, const char *what,
                             prse_error *err)
{
    if (path.len == 0 || path.len >= PRSE__APART_PATH || path.ptr[0] != '/' ||
        memchr(path.ptr, '\0', path.len))
        return prse__error_set(err, PRSE_EINVAL, what,
                               "it is not an absolute path of at most %d "
                               "bytes", PRSE__APART_PATH - 1);
    memcpy(to, path.ptr, path.len);
    to[path.len] = '\0';
    if (access(to, R_OK) == 0)
        return PRSE_OK;
    return prse__error_set(err, PRSE_EUNSUPPORTED, to,
                           "the %s is not installed", what);
}

prse__jail prse__apart_jail(const prse__apart *apart, const char *const *argv,
                            const prse_blob_source *pdf,
                            const prse_extract_options *opts)
{
    return (prse__jail){.argv = argv,
                        .seal = apart->seal[0] ? apart->seal : NULL,
                        .files = {apart->file[0] ? apart->file : NULL},
                        .wall_ms = opts->deadline_ms,
                        .cpu_s = apart->cpu_s,
                        .memory_bytes = apart->memory_bytes,
                        .output_bytes = apart->output_bytes,
                        .input_bytes = pdf->bytes,
                        .give = pdf->read,
                        .give_user = pdf->user,
                        .should_stop = opts->should_stop,
                        .stop_user = opts->user};
}

typedef struct reading {
    prse__bbox bbox;
    prse_page_found found;
    void *user;
    const prse_extract_options *opts;
} reading;

static prse_status take_bytes(void *user, prse_str bytes, prse_error *err)
{
    reading *it = user;
    return prse__bbox_add(&it->bbox, bytes, err);
}

static prse_status tell_page(void *user, const prse_page *page,
                             prse_error *err)
{
    reading *it = user;
    prse_status status = it->found(it->user, page, err);
    if (!status && it->opts->progress)
        it->opts->progress(it->opts->user, page->number, 0);
    return status;
}

static prse_status finish(reading *it, const prse__jail_end *end,
                          uint64_t memory_bytes, prse_error *err)
{
    prse_status status = prse__apart_judge(end, memory_bytes, err);
    if (!status)
        status = prse__bbox_end(&it->bbox, err);
    if (!status && it->bbox.page.number == 0)
        return prse__error_set(err, PRSE_EPARSE, "pdf",
                               "it is broken: it has no page");
    return status;
}

prse_status prse__apart_pages(const prse__apart *apart,
                              const char *const *argv,
                              const prse_blob_source *pdf,
                              prse_page_found found, void *user,
                              const prse_extract_options *opts,
                              prse_error *err)
{
    reading it = {.found = found, .user = user, .opts = opts};
    prse__jail jail = prse__apart_jail(apart, argv, pdf, opts);
    prse__jail_end end;
    prse__bbox_begin(&it.bbox, tell_page, &it, opts->page_limit);
    jail.take = take_bytes;
    jail.take_user = &it;
    prse_status status = prse__jail_run(&jail, &end, err);
    status = prse__apart_start(status, &end, err);
    if (!status)
        status = finish(&it, &end, apart->memory_bytes, err);
    prse__bbox_free(&it.bbox);
    return status;
}
