/* SPDX-License-Identifier: Apache-2.0 */
/* The daily task of documents: those that had their time, the blobs that nobody
 * needs, and blobs that no row knows. */
#include "blob/blob.h"
#include "portal/document.h"

enum {
    ORPHANS_AT_ONCE = 1000,
    LONGEST_MS = 24 * 3600 * 1000,
    FIRST_DAY = -719162 /* of year 1 */
};

typedef struct tidy {
    prse_session *session;
    prse_tidied *out;
    const prse_store_work *progress;
} tidy;

static prse_status go_on(const tidy *t, prse_error *err)
{
    const prse_store_work *p = t->progress;
    return p && p->should_stop && p->should_stop(p->user)
               ? prse__error_set(err, PRSE_ECANCELED, NULL,
                                 "stopped, as the caller asked")
               : PRSE_OK;
}

/* --- Documents --- */

typedef struct expired {
    char id[33], siren[10];
} expired;

static int note_expired(void *user, const prse_value *values, int64_t version)
{
    expired *e = user;
    (void)version;
    prse__error_copy(e->id, sizeof e->id, values[DOCUMENT_ID].text);
    prse__error_copy(e->siren, sizeof e->siren, values[DOCUMENT_SIREN].text);
    return 1;
}

static prse_status expired_body(void *user, prse__work *work, prse_error *err)
{
    prse_value first = prse__field_date(FIRST_DAY); /* absent: left */
    prse_value today = prse__field_date(work->today);
    prse_query query = {.size = sizeof query, .index = DOCUMENTS_PAR_ECHEANCE,
                        .from = &first, .to = &today, .limit = 1};
    *(expired *)user = (expired){.id = ""};
    return prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                         &query, note_expired, user, err);
}

static prse_status drop_expired(tidy *t, prse_error *err)
{
    prse_status status = PRSE_OK;
    prse_error own = {0};
    expired e = {.id = "-"};
    int there;
    while (!status && e.id[0]) {
        status = go_on(t, err);
        if (!status)
            status = prse__portal_read(t->session, PRSE_STR(""),
                                       PRSE_OP_MAINTAIN, expired_body, &e,
                                       err);
        if (status || !e.id[0])
            continue;
        status = prse_portal_document_remove(
            t->session, prse_str_of(e.siren), prse_str_of(e.id), &own);
        status = prse__portal_settle(status, &own, &there, err);
        if (!status && there) /* else somebody was faster */
            t->out->documents++;
    }
    return status;
}

/* --- Abandoned blobs --- */

typedef struct abandoned {
    tidy *tidy;
    char key[PRSE__BLOB_KEY_ROOM]; /* empty: none is left */
} abandoned;

static int note_key(void *user, const prse_value *values, int64_t version)
{
    abandoned *a = user;
    (void)version;
    prse__error_copy(a->key, sizeof a->key, values[OBJET_CLE].text);
    return 1;
}

/* *there: 0 when it was gone already. */
static prse_status drop_blob(const prse_session *session, prse_str key,
                             int *there, prse_error *err)
{
    prse_error own = {0};
    prse_status status =
        prse__blob_remove(&session->portal->blob, key, NULL, &own);
    return prse__portal_settle(status, &own, there, err);
}

/* The row is held while its blob goes, so that an upload of the same bytes
 * waits and then finds neither. */
static prse_status abandoned_body(void *user, prse__work *work,
                                  prse_error *err)
{
    abandoned *a = user;
    const prse_collection *of = prse__portal_collection_of(PRSE__OBJETS);
    prse_value first = prse__field_time(0);
    prse_value now = prse__field_time(work->now_ms + 1);
    prse_query query = {.size = sizeof query, .index = OBJETS_PAR_ABANDON,
                        .from = &first, .to = &now, .limit = 1};
    prse_error own = {0};
    int there;
    a->key[0] = '\0';
    prse_status status =
        prse__tx_claim(work->tx, of, &query, note_key, a, &own);
    status = prse__portal_settle(status, &own, &there, err);
    if (status || !there)
        return status;
    status = drop_blob(work->session, prse_str_of(a->key), &there, err);
    if (status)
        return status;
    prse_value key = prse__field_text(prse_str_of(a->key));
    return prse__tx_remove(work->tx, of, &key, PRSE_VERSION_ANY, err);
}

static prse_status drop_abandoned(tidy *t, prse_error *err)
{
    abandoned a = {.tidy = t, .key = "-"};
    prse_status status = PRSE_OK;
    while (!status && a.key[0]) {
        status = go_on(t, err);
        if (!status)
            status = prse__portal_write(t->session, PRSE_STR(""),
                                        PRSE_OP_MAINTAIN, abandoned_body, &a,
                                        err);
        if (!status && a.key[0])
            t->out->blobs++;
    }
    return status;
}

/* --- Orphans --- */

typedef struct orphans {
    tidy *tidy;
    int64_t before_ms;
    prse__buf keys; /* one after the other, each with its NUL */
    size_t count;
    prse_status status;
    prse_error *err;
} orphans;

typedef struct known {
    prse_str key;
    int there;
} known;

static int see_row(void *user, const prse_value *values, int64_t version)
{
    (void)user, (void)values, (void)version;
    return 0;
}

static prse_status known_body(void *user, prse__work *work, prse_error *err)
{
    known *k = user;
    prse_value key = prse__field_text(k->key);
    return prse__portal_get(work, PRSE__OBJETS, &key, see_row, NULL, &k->there,
                            err);
}

static int note_orphan(void *user, prse_str key, const prse_blob_info *info)
{
    orphans *o = user;
    if (!prse__document_has_key(key) || info->modified_ms > o->before_ms)
        return 0;
    known k = {.key = key};
    o->status = prse__portal_read(o->tidy->session, PRSE_STR(""),
                                  PRSE_OP_MAINTAIN, known_body, &k, o->err);
    if (o->status || k.there)
        return o->status != PRSE_OK;
    prse__buf_add(&o->keys, key);
    prse__buf_addc(&o->keys, '\0');
    return ++o->count == ORPHANS_AT_ONCE;
}

static prse_status drop_noted(orphans *o, prse_error *err)
{
    prse_status status = PRSE_OK;
    const char *key = o->keys.ptr;
    int there;
    for (size_t i = 0; i < o->count && !status; i++) {
        prse_str one = prse_str_of(key);
        status = drop_blob(o->tidy->session, one, &there, err);
        if (!status && there)
            o->tidy->out->orphans++;
        key += one.len + 1;
    }
    return status;
}

static prse_status drop_orphans(tidy *t, prse_error *err)
{
    const prse_clock *clock = t->session->portal->options.clock;
    orphans o = {.tidy = t, .err = err,
                 .before_ms = clock->now_ms(clock->self) -
                              PRSE__UPLOAD_GRACE_MS};
    const prse_blob_options patient = {.size = sizeof patient,
                                       .deadline_ms = LONGEST_MS};
    prse__buf_init(&o.keys, 0);
    prse_status status = prse__blob_list(&t->session->portal->blob,
                                         PRSE_STR(""), note_orphan, &o,
                                         &patient, err);
    if (o.status)
        status = o.status;
    if (!status && o.keys.failed)
        status = prse__error_nomem(err);
    if (!status)
        status = drop_noted(&o, err);
    prse__buf_free(&o.keys);
    return status;
}

prse_status prse__documents_tidy(prse_session *session, prse_tidied *out,
                                 const prse_store_work *progress,
                                 prse_error *err)
{
    tidy t = {session, out, progress};
    if (!session->portal->blob.size)
        return PRSE_OK;
    prse_status status = drop_expired(&t, err);
    if (!status)
        status = drop_abandoned(&t, err);
    return status ? status : drop_orphans(&t, err);
}
