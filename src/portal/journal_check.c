/* SPDX-License-Identifier: Apache-2.0 */
/* Walks the chains in order, beside the list of their ends: some hundred chains
 * a transaction, so that none of them grows meanwhile. */
#include "portal/event.h"
#include "portal/findings.h"

enum { CHAINS = 200 };

/* Two lists in the same order, merged: ends of chains, and events. */
typedef struct walk {
    prse__findings findings;
    prse_records *ends;
    size_t end;        /* next one */
    prse__buf chain;   /* under way; empty: none */
    int64_t number;    /* of its last event */
    int ended;         /* that event tells that the company was erased */
    char digest[PRSE__DIGEST_HEX];
    prse__buf from;    /* chains after this one; empty: from the first */
    prse_status status;
    prse_error *err;
    uint64_t done;     /* chains */
} walk;

static void tell(walk *w, prse_str chain, int64_t number, const char *what)
{
    if (number)
        prse__findings_add(&w->findings, "journal %.*s, event %lld: %s",
                           (int)chain.len, chain.ptr, (long long)number, what);
    else
        prse__findings_add(&w->findings, "journal %.*s: %s", (int)chain.len,
                           chain.ptr, what);
}

/* --- Ends --- */

static prse_value end_value(const walk *w, const char *column)
{
    prse_value value = prse__field_null();
    (void)prse_records_get(w->ends, w->end, prse_str_of(column), &value, NULL);
    return value;
}

static int has_end(const walk *w)
{
    return w->end < prse_records_count(w->ends);
}

/* Ends before a chain have no event. */
static void pass_ends(walk *w, const prse_str *chain)
{
    while (has_end(w)) {
        prse_str name = end_value(w, "chaine").text;
        if (chain && prse__str_cmp(name, *chain) >= 0)
            return;
        tell(w, name, 0, "its events are gone");
        w->end++;
    }
}

static void finish_chain(walk *w)
{
    prse_str chain = prse__buf_str(&w->chain);
    if (!chain.len)
        return;
    if (!has_end(w) || !prse__str_eq(end_value(w, "chaine").text, chain)) {
        tell(w, chain, 0, "its end is not kept");
    } else {
        if (end_value(w, "numero").number != w->number ||
            !prse__str_is(end_value(w, "empreinte").text, w->digest))
            tell(w, chain, w->number, "it is not the end that is kept");
        w->end++;
    }
    prse__buf_clear(&w->chain);
}

static void start_chain(walk *w, prse_str chain)
{
    finish_chain(w);
    pass_ends(w, &chain);
    prse__buf_add(&w->chain, chain);
    w->number = 0;
    w->ended = 1;
    prse__error_copy(w->digest, sizeof w->digest,
                     prse_str_of(PRSE__CHAIN_START));
}

/* --- Events --- */

static void check_link(walk *w, const prse__event *event)
{
    int ends = prse__event_ends(event);
    int follows = event->number == w->number + 1;
    if (ends && !w->ended)
        tell(w, event->chain, event->number,
             "the company was erased, and events before it are there");
    else if (!follows && !ends)
        tell(w, event->chain, event->number, "events before it are missing");
    else if (!follows)
        return;
    else if (!prse__str_is(event->previous, w->digest))
        tell(w, event->chain, event->number,
             "it does not continue the event before it");
}

/* Details that cannot be read are a finding; all else is a failure. */
static int is_unreadable(prse_status status)
{
    return status == PRSE_EPARSE || status == PRSE_ESCHEMA ||
           status == PRSE_ELIMIT;
}

static prse_status check_digest(walk *w, const prse__event *event,
                                prse_str kept)
{
    char digest[PRSE__DIGEST_HEX] = "";
    prse_error own = {0};
    prse_status status = prse__event_digest(digest, event, &own);
    if (status && !is_unreadable(status)) {
        if (w->err)
            *w->err = own;
        return status;
    }
    if (status || !prse__str_is(kept, digest))
        tell(w, event->chain, event->number,
             "its digest does not fit its content");
    return PRSE_OK;
}

static int see_event(void *user, const prse_value *values, int64_t version)
{
    walk *w = user;
    prse__event event = prse__event_of(values);
    (void)version;
    if (!prse__str_eq(event.chain, prse__buf_str(&w->chain)))
        start_chain(w, event.chain);
    check_link(w, &event);
    w->status = check_digest(w, &event, values[JOURNAL_EMPREINTE].text);
    w->number = event.number;
    w->ended = prse__event_ends(&event);
    prse__error_copy(w->digest, sizeof w->digest,
                     values[JOURNAL_EMPREINTE].text);
    return w->status != PRSE_OK;
}

/* --- Pages --- */

static void add_after(prse__buf *out, prse_str chain)
{
    prse__buf_clear(out);
    prse__buf_add(out, chain);
    prse__buf_addc(out, '\1'); /* the next text in the order of bytes */
}

static prse_status list_ends(walk *w, prse__work *work, prse_error *err)
{
    prse_value from = prse__field_text(prse__buf_str(&w->from));
    prse_query query = {.size = sizeof query, .index = -1, .limit = CHAINS,
                        .from = w->from.len ? &from : NULL};
    return prse__portal_list(w->ends, work, PRSE__CHAINES, &query, err);
}

/* The events of the chains of this page: up to the last, or all that follow. */
static prse_status walk_events(walk *w, prse__work *work, prse__buf *last,
                               prse_error *err)
{
    prse_value from = prse__field_text(prse__buf_str(&w->from));
    prse_value to = prse__field_text(prse__buf_str(last));
    prse_query query = {.size = sizeof query, .index = -1,
                        .from = w->from.len ? &from : NULL,
                        .to = last->len ? &to : NULL};
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__JOURNAL),
                      &query, see_event, w, err);
    return status ? status : w->status;
}

static prse_status walk_page(void *user, prse__work *work, prse_error *err)
{
    walk *w = user;
    prse__buf last;
    prse__buf_init(&last, 0);
    prse__findings_clear(&w->findings);
    prse__buf_clear(&w->chain);
    w->end = 0;
    w->status = PRSE_OK;
    w->err = err;
    prse_status status = list_ends(w, work, err);
    size_t count = prse_records_count(w->ends);
    if (!status && count == CHAINS) {
        w->end = count - 1;
        add_after(&last, end_value(w, "chaine").text);
        w->end = 0;
    }
    if (!status)
        status = walk_events(w, work, &last, err);
    if (!status) {
        finish_chain(w);
        pass_ends(w, NULL);
        status = prse__findings_end(&w->findings, err);
    }
    if (!status && (last.failed || w->chain.failed))
        status = prse__error_nomem(err);
    prse__buf_free(&last);
    return status;
}

static prse_status next_page(walk *w, size_t count, prse_error *err)
{
    if (count < CHAINS)
        return PRSE_OK;
    w->end = count - 1;
    add_after(&w->from, end_value(w, "chaine").text);
    return w->from.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status walk_all(walk *w, prse_session *session, prse_finding found,
                            void *user, const prse_store_work *progress,
                            prse_error *err)
{
    size_t count = CHAINS;
    prse_status status = PRSE_OK;
    while (count == CHAINS && !status) {
        status = prse__portal_task(session, 0, progress, walk_page, w, err);
        if (status)
            break;
        count = prse_records_count(w->ends);
        w->done += count;
        prse__findings_tell(&w->findings, found, user);
        status = next_page(w, count, err);
        if (progress && progress->progress)
            progress->progress(progress->user, PRSE_STR("journal"), w->done,
                               0);
    }
    return status;
}

prse_status prse__journal_check(prse_session *session, prse_finding found,
                                void *user, const prse_store_work *progress,
                                prse_error *err)
{
    walk w = {0};
    prse_status status = prse__records_new(
        &w.ends, prse__portal_collection_of(PRSE__CHAINES), err);
    if (status)
        return status;
    prse__findings_init(&w.findings);
    prse__buf_init(&w.chain, 0);
    prse__buf_init(&w.from, 0);
    status = walk_all(&w, session, found, user, progress, err);
    prse__buf_free(&w.from);
    prse__buf_free(&w.chain);
    prse__findings_free(&w.findings);
    prse_records_free(w.ends);
    return status;
}
