/* SPDX-License-Identifier: Apache-2.0 */
/* The journal: a chain of events a company, and one of the portal itself. Each
 * event holds the digest of the one before it; the end of each chain is kept
 * apart, so that what is cut off at the end is missed too. */
#include "portal/event.h"

enum { LIST_USUAL = 100 };

static prse_str chain_of(prse_str siren)
{
    return siren.len ? siren : prse_str_of(PRSE__CHAIN_PORTAL);
}

/* --- Writing --- */

static prse_status put_event(prse__work *work, const prse__event *event,
                             prse_str digest, prse_error *err)
{
    prse_value values[JOURNAL_COLUMNS] = {
        [JOURNAL_CHAINE] = prse__field_text(event->chain),
        [JOURNAL_NUMERO] = prse__field_int(event->number),
        [JOURNAL_INSTANT] = prse__field_time(event->moment_ms),
        [JOURNAL_ACTEUR] = prse__field_text(event->actor),
        [JOURNAL_ACTION] = prse__field_text(event->action),
        [JOURNAL_OBJET] = prse__field_text_or_null(event->object),
        [JOURNAL_DETAILS] = prse__field_json(event->details),
        [JOURNAL_PRECEDENT] = prse__field_text(event->previous),
        [JOURNAL_EMPREINTE] = prse__field_text(digest)};
    prse_status status =
        prse__tx_put(work->tx, prse__portal_collection_of(PRSE__JOURNAL),
                     values, PRSE_VERSION_NEW, NULL, err);
    if (status != PRSE_EEXISTS)
        return status;
    return prse__error_set(err, PRSE_ESCHEMA, "journal",
                           "the journal holds events past the end that is "
                           "kept of it: see prse_portal_check()");
}

static prse_status put_end(prse__work *work, const prse__event *event,
                           prse_str digest, int64_t version, prse_error *err)
{
    prse_value values[CHAINE_COLUMNS] = {
        [CHAINE_CHAINE] = prse__field_text(event->chain),
        [CHAINE_NUMERO] = prse__field_int(event->number),
        [CHAINE_EMPREINTE] = prse__field_text(digest),
        [CHAINE_MODIFIE_LE] = prse__field_time(event->moment_ms)};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__CHAINES),
                        values, version, NULL, err);
}

static prse_status add(prse__work *work, prse__event *event,
                       const prse__row *end, prse_error *err)
{
    char digest[PRSE__DIGEST_HEX];
    event->number = 1;
    event->previous = prse_str_of(PRSE__CHAIN_START);
    if (end->values) {
        event->number = end->values[CHAINE_NUMERO].number + 1;
        event->previous = end->values[CHAINE_EMPREINTE].text;
    }
    prse_status status = prse__event_digest(digest, event, err);
    if (!status)
        status = put_event(work, event, prse_str_of(digest), err);
    return status ? status
                  : put_end(work, event, prse_str_of(digest),
                            end->values ? end->version : PRSE_VERSION_NEW,
                            err);
}

prse_status prse__journal_add(prse__work *work, prse_operation operation,
                              prse_str object, prse_str details,
                              prse_error *err)
{
    prse__event event = {
        .chain = chain_of(work->siren),
        .moment_ms = work->now_ms,
        .actor = prse__buf_str(&work->session->actor),
        .action = prse_str_of(prse_operation_name(operation)),
        .object = object,
        .details = details.len ? details : PRSE_STR("{}")};
    prse_value key = prse__field_text(event.chain);
    prse__row end = {0};
    prse_status status =
        prse__portal_row(work, PRSE__CHAINES, &key, &end, err);
    if (!status)
        status = add(work, &event, &end, err);
    prse__row_free(&end);
    return status;
}

/* --- Forgetting --- */

typedef struct numbers {
    int64_t at[200];
    size_t count;
    int64_t last; /* seen */
    int more;
} numbers;

static int collect(void *user, const prse_value *values, int64_t version)
{
    numbers *n = user;
    prse__event event = prse__event_of(values);
    (void)version;
    n->last = event.number;
    if (!prse__event_ends(&event))
        n->at[n->count++] = event.number;
    n->more = n->count == sizeof n->at / sizeof n->at[0];
    return n->more;
}

static prse_status remove_events(prse__work *work, prse_str chain,
                                 const numbers *n, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < n->count && !status; i++) {
        prse_value key[] = {prse__field_text(chain),
                            prse__field_int(n->at[i])};
        status = prse__tx_remove(work->tx,
                                 prse__portal_collection_of(PRSE__JOURNAL),
                                 key, PRSE_VERSION_ANY, err);
    }
    return status;
}

prse_status prse__journal_forget(prse__work *work, prse_error *err)
{
    prse_str chain = chain_of(work->siren);
    prse_value equal = prse__field_text(chain), from = prse__field_int(0);
    prse_query query = {.size = sizeof query, .index = -1, .equal = &equal,
                        .equal_count = 1, .from = &from};
    numbers n = {.more = 1};
    prse_status status = PRSE_OK;
    while (n.more && !status) {
        n = (numbers){.last = n.last};
        from = prse__field_int(n.last);
        status = prse__tx_scan(work->tx,
                               prse__portal_collection_of(PRSE__JOURNAL),
                               &query, collect, &n, err);
        if (!status)
            status = remove_events(work, chain, &n, err);
    }
    return status;
}

/* --- Reading --- */

typedef struct listing {
    prse_records *rows;
    prse_query query;
} listing;

static prse_status list_events(void *user, prse__work *work, prse_error *err)
{
    listing *l = user;
    return prse__portal_list(l->rows, work, PRSE__JOURNAL, &l->query, err);
}

prse_status prse_portal_journal(prse_records **out, prse_session *session,
                                prse_str siren, int64_t before, uint32_t limit,
                                prse_error *err)
{
    if (before < 0)
        return prse__error_set(err, PRSE_EINVAL, "before",
                               "numbers of events begin at 1");
    prse_value equal = prse__field_text(chain_of(siren));
    prse_value to = prse__field_int(before);
    listing l = {.query = {.size = sizeof l.query, .index = -1,
                           .equal = &equal, .equal_count = 1,
                           .descending = 1, .to = before ? &to : NULL,
                           .limit = limit ? limit : LIST_USUAL}};
    prse_status status =
        prse__portal_rows(out, &l.rows, PRSE__JOURNAL, err);
    if (!status)
        status = prse__portal_read(session, siren, PRSE_OP_JOURNAL_VIEW,
                                   list_events, &l, err);
    return prse__portal_give(out, l.rows, status);
}
