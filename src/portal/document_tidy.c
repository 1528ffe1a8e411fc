/* SPDX-License-Identifier: Apache-2.0 */
/* The daily task of documents: those that had their time, the blobs that nobody
 * needs, and blobs that no row knows. */
#include <string.h>

#include "blob/blob.h"
#include "portal/document.h"
#include "portal/object_page.h"

enum {
    ORPHANS_AT_ONCE = 1000,
    LONGEST_MS = 24 * 3600 * 1000, /* of a look at all blobs */
    FIRST_DAY = -719162            /* of year 1 */
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
    int dropped;
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

/* Looked at again: somebody may have kept it longer meanwhile. */
static prse_status drop_body(void *user, prse__work *work, prse_error *err)
{
    expired *e = user;
    prse__row row = {0};
    prse_str id = prse_str_of(e->id);
    prse_status status = prse__document_row(work, id, &row, err);
    const prse_value *last =
        status ? NULL : &row.values[DOCUMENT_CONSERVE_JUSQU_AU];
    e->dropped = last && last->type && last->number < work->today;
    if (e->dropped)
        status = prse__document_drop(work, &row, err);
    prse__row_free(&row);
    return status || !e->dropped
               ? status
               : prse__journal_add(work, PRSE_OP_DOCUMENT_REMOVE, id,
                                   PRSE_STR(""), err);
}

/* One that somebody else removed or kept is passed over. */
static prse_status drop_one(tidy *t, expired *e, prse_error *err)
{
    prse_error own = {0};
    int there;
    prse_status status =
        prse__portal_write(t->session, prse_str_of(e->siren),
                           PRSE_OP_DOCUMENT_REMOVE, drop_body, e, &own);
    if (!status && e->dropped)
        t->out->documents++;
    return prse__portal_settle(status, &own, &there, err);
}

static prse_status stuck(const expired *e, prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, "documents",
                           "the document %s had its time and can't be "
                           "removed: is its company there?", e->id);
}

static prse_status drop_expired(tidy *t, prse_error *err)
{
    expired e = {.id = ""};
    char before[sizeof e.id];
    for (;;) {
        memcpy(before, e.id, sizeof before);
        prse_status status = go_on(t, err);
        if (!status)
            status = prse__portal_read(t->session, PRSE_STR(""),
                                       PRSE_OP_MAINTAIN, expired_body, &e,
                                       err);
        if (status || !e.id[0])
            return status;
        status = strcmp(before, e.id) == 0 ? stuck(&e, err)
                                           : drop_one(t, &e, err);
        if (status)
            return status;
    }
}

/* --- Abandoned blobs --- */

typedef struct abandoned {
    char key[PRSE__BLOB_KEY_ROOM]; /* empty: none is left */
} abandoned;

static int note_key(void *user, const prse_value *values, int64_t version)
{
    abandoned *a = user;
    (void)version;
    prse__error_copy(a->key, sizeof a->key, values[OBJET_CLE].text);
    return 1;
}

/* The row is held while its blob goes, so that an upload of the same bytes
 * waits and then finds neither. A store lets a row go when its transaction had
 * its time: the blob is gone, or given up, well before. */
static prse_status drop_object(prse__work *work, prse_str key,
                               prse_error *err)
{
    const prse_portal *portal = work->session->portal;
    const prse_blob_options options = {
        .size = sizeof options,
        .deadline_ms = (portal->options.deadline_ms + 1) / 2};
    prse_value name = prse__field_text(key);
    prse_error own = {0};
    int there;
    prse_status status =
        prse__blob_remove(&portal->blob, key, &options, &own);
    status = prse__portal_settle(status, &own, &there, err);
    return status ? status
                  : prse__tx_remove(work->tx,
                                    prse__portal_collection_of(PRSE__OBJETS),
                                    &name, PRSE_VERSION_ANY, err);
}

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
    return status || !there ? status
                            : drop_object(work, prse_str_of(a->key), err);
}

static prse_status drop_abandoned(tidy *t, prse_error *err)
{
    abandoned a = {.key = "-"};
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
    prse__objects objects; /* rows beside the blobs, both in order of keys */
    int64_t before_ms;
    prse__buf keys; /* one after the other, each with its NUL */
    size_t count;
    prse_status status;
    prse_error *err;
} orphans;

static int is_known(orphans *o, prse_str key)
{
    prse__object object;
    for (;;) {
        o->status = prse__objects_look(&o->objects, &object, o->err);
        if (o->status || !object.key.len ||
            prse__str_cmp(object.key, key) >= 0)
            return !o->status && prse__str_eq(object.key, key);
        prse__objects_move(&o->objects);
    }
}

static int note_orphan(void *user, prse_str key, const prse_blob_info *info)
{
    orphans *o = user;
    if (!prse__document_has_key(key) || info->modified_ms > o->before_ms ||
        is_known(o, key))
        return 0;
    if (o->status)
        return 1;
    prse__buf_add(&o->keys, key);
    prse__buf_addc(&o->keys, '\0');
    return ++o->count == ORPHANS_AT_ONCE;
}

static prse_status note_orphans(orphans *o, prse_error *err)
{
    const prse_store_work *p = o->tidy->progress;
    const prse_blob_options options = {
        .size = sizeof options,
        .deadline_ms = LONGEST_MS,
        .should_stop = p ? p->should_stop : NULL,
        .user = p ? p->user : NULL};
    prse_status status =
        prse__objects_open(&o->objects, o->tidy->session, err);
    if (!status)
        status = prse__blob_list(&o->tidy->session->portal->blob, PRSE_STR(""),
                                 note_orphan, o, &options, err);
    prse__objects_close(&o->objects);
    if (!status)
        status = o->status;
    return !status && o->keys.failed ? prse__error_nomem(err) : status;
}

/* It gets the row that it lacks while it goes. PRSE_EEXISTS: it has one by now,
 * and is no orphan any more. */
static prse_status orphan_body(void *user, prse__work *work, prse_error *err)
{
    prse_str key = *(const prse_str *)user;
    prse_status status = prse__object_put(work, key, 0, work->now_ms,
                                          PRSE_VERSION_NEW, err);
    return status ? status : drop_object(work, key, err);
}

static prse_status drop_orphan(tidy *t, prse_str key, prse_error *err)
{
    prse_error own = {0};
    prse_status status = prse__portal_write(
        t->session, PRSE_STR(""), PRSE_OP_MAINTAIN, orphan_body, &key, &own);
    if (status == PRSE_EEXISTS)
        return PRSE_OK;
    if (status && err)
        *err = own;
    t->out->orphans += !status;
    return status;
}

static prse_status drop_noted(orphans *o, prse_error *err)
{
    prse_status status = PRSE_OK;
    const char *key = o->keys.ptr;
    for (size_t i = 0; i < o->count && !status; i++) {
        prse_str one = prse_str_of(key);
        status = go_on(o->tidy, err);
        if (!status)
            status = drop_orphan(o->tidy, one, err);
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
    prse__buf_init(&o.keys, 0);
    prse_status status = note_orphans(&o, err);
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
