/* SPDX-License-Identifier: Apache-2.0 */
/* Blobs without a row and rows without a blob: the two lists, both in the order
 * of keys, are walked side by side. What changes meanwhile is looked at again
 * before it is told. */
#include "blob/blob.h"
#include "portal/document.h"
#include "portal/object_page.h"

enum { LONGEST_MS = 24 * 3600 * 1000 };

typedef struct check {
    prse_session *session;
    prse__objects objects;
    prse_finding found;
    void *user;
    const prse_store_work *progress;
    int64_t now_ms;
    uint64_t seen;
    prse_status status;
    prse_error *err;
} check;

static void tell(check *c, prse_str key, const char *what)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "blob %.*s: %s", (int)key.len, key.ptr, what);
    if (text.failed)
        c->status = prse__error_nomem(c->err);
    else
        c->found(c->user, prse__buf_str(&text));
    prse__buf_free(&text);
}

/* --- Looking again --- */

typedef struct again {
    prse_str key;
    int there, needed;
} again;

static prse_status again_body(void *user, prse__work *work, prse_error *err)
{
    again *a = user;
    prse__row row = {0};
    prse_value key = prse__field_text(a->key);
    prse_status status = prse__portal_row(work, PRSE__OBJETS, &key, &row, err);
    a->there = row.values != NULL;
    a->needed = a->there &&
                row.values[OBJET_ABANDONNE_LE].type == PRSE_TYPE_NULL;
    prse__row_free(&row);
    return status;
}

static again look_again(check *c, prse_str key)
{
    again a = {.key = key};
    c->status = prse__portal_read(c->session, PRSE_STR(""), PRSE_OP_MAINTAIN,
                                  again_body, &a, c->err);
    return a;
}

static void row_without_blob(check *c, prse_str key)
{
    prse_blob_info info = {.size = sizeof info};
    again a = look_again(c, key);
    if (c->status || !a.needed)
        return;
    prse_error own = {0};
    int there;
    prse_status status = prse__blob_stat(&c->session->portal->blob, key, &info,
                                         NULL, &own);
    c->status = prse__portal_settle(status, &own, &there, c->err);
    if (!c->status && !there)
        tell(c, key, "a document needs it, and it is not there");
}

static void blob_without_row(check *c, prse_str key,
                             const prse_blob_info *info)
{
    if (!prse__document_has_key(key) ||
        info->modified_ms > c->now_ms - PRSE__UPLOAD_GRACE_MS)
        return;
    again a = look_again(c, key);
    if (!c->status && !a.there)
        tell(c, key, "no document knows it");
}

/* --- The walk --- */

static void same_key(check *c, const prse__object *object, prse_str key,
                     const prse_blob_info *info)
{
    if (object->needed && info->bytes != (uint64_t)object->bytes)
        tell(c, key, "it has another length than its document");
}

/* Rows up to a key; *object is the first that does not come before it. */
static void walk_to(check *c, prse_str key, prse__object *object)
{
    for (;;) {
        c->status = prse__objects_look(&c->objects, object, c->err);
        if (c->status || !object->key.len ||
            (key.len && prse__str_cmp(object->key, key) >= 0))
            return;
        if (object->needed)
            row_without_blob(c, object->key);
        if (c->status)
            return;
        prse__objects_move(&c->objects);
    }
}

static int stopped(check *c)
{
    const prse_store_work *p = c->progress;
    if (p && p->progress)
        p->progress(p->user, PRSE_STR("blobs"), c->seen, 0);
    if (!p || !p->should_stop || !p->should_stop(p->user))
        return 0;
    c->status = prse__error_set(c->err, PRSE_ECANCELED, NULL,
                                "stopped, as the caller asked");
    return 1;
}

static int on_blob(void *user, prse_str key, const prse_blob_info *info)
{
    check *c = user;
    prse__object object;
    c->seen++;
    if (stopped(c))
        return 1;
    walk_to(c, key, &object);
    if (c->status)
        return 1;
    if (prse__str_eq(object.key, key)) {
        same_key(c, &object, key, info);
        prse__objects_move(&c->objects);
    } else {
        blob_without_row(c, key, info);
    }
    return c->status != PRSE_OK;
}

static void walk_all(check *c)
{
    const prse_blob_options patient = {.size = sizeof patient,
                                       .deadline_ms = LONGEST_MS};
    prse__object object;
    prse_status status =
        prse__blob_list(&c->session->portal->blob, PRSE_STR(""), on_blob, c,
                        &patient, c->err);
    if (!c->status)
        c->status = status;
    if (!c->status)
        walk_to(c, PRSE_STR(""), &object);
}

prse_status prse__documents_check(prse_session *session, prse_finding found,
                                  void *user, const prse_store_work *progress,
                                  prse_error *err)
{
    const prse_clock *clock = session->portal->options.clock;
    check c = {.session = session, .found = found, .user = user,
               .progress = progress, .err = err,
               .now_ms = clock->now_ms(clock->self)};
    if (!session->portal->blob.size)
        return PRSE_OK;
    c.status = prse__objects_open(&c.objects, session, err);
    if (!c.status)
        walk_all(&c);
    prse__objects_close(&c.objects);
    return c.status;
}
