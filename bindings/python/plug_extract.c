/* SPDX-License-Identifier: Apache-2.0 */
/* A reader of PDFs of Python, ExtractBackend: its pages, between which
 * deadlines, stopping, progress and the limit are kept. */
#include "plugs.h"

typedef struct work {
    prse_py_call call;
    prse_py_watch watch, quiet; /* The latter while the document is read. */
    prse_page_found found;
    void *user;
    uint32_t page_limit;
} work;

static int give_page(prse_py_call *call, PyObject *item)
{
    work *it = call->to;
    prse_page page = {.size = sizeof page};
    prse_py_scratch scratch = {0};
    if (it->watch.done == it->page_limit)
        call->status = prse_py_say(call->err, PRSE_ELIMIT,
                                   "the document has more pages than granted");
    else if (prse_py_is_tuple(item, "a page is a Page") &&
             prse_py_fields(&prse_py_prse_page, &page, item, &scratch) == 0)
        call->status = it->found(it->user, &page, call->err);
    prse_py_clear(&scratch, 0);
    if (call->status || PyErr_Occurred())
        return 1;
    it->watch.done++;
    call->status = prse_py_watch_on(&it->watch, 0, call->err);
    return call->status != PRSE_OK;
}

static void take_pages(prse_py_call *call, PyObject *answer)
{
    prse_py_each(call, answer, give_page);
}

prse_status prse_py_extract_read(void *self, const prse_blob_source *pdf,
                                 prse_page_found found, void *user,
                                 const prse_extract_options *opts,
                                 prse_error *err)
{
    work it = {.call = {.self = self, .method = "read", .watch = &it.watch,
                        .take = take_pages, .to = &it,
                        .may = PRSE_PY_EXTRACT_MAY},
               .watch = prse_py_watch_start(opts->deadline_ms,
                                            opts->should_stop, opts->user),
               .found = found, .user = user, .page_limit = opts->page_limit};
    it.quiet = it.watch;
    it.watch.progress = opts->progress;
    prse_py_source from = {&it.call, &it.quiet, pdf};
    return prse_py_ask(&it.call, err, "(O&I)", prse_py_build_source, &from,
                       it.page_limit);
}
