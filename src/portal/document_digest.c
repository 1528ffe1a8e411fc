/* SPDX-License-Identifier: Apache-2.0 */
/* Every blob that a document needs, read and compared with the digest that its
 * key holds. */
#include "blob/blob.h"
#include "portal/document.h"
#include "portal/object_page.h"

typedef struct digesting {
    prse_session *session;
    prse_finding found;
    void *user;
    const prse_store_work *progress;
    prse__digest *digest;
    uint64_t seen;
} digesting;

static prse_status tell(const digesting *d, prse_str key, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_addf(&text, "blob %.*s: its bytes do not have its digest",
                   (int)key.len, key.ptr);
    prse_status status = text.failed ? prse__error_nomem(err) : PRSE_OK;
    if (!status)
        d->found(d->user, prse__buf_str(&text));
    prse__buf_free(&text);
    return status;
}

static prse_status take(void *user, prse_str bytes, prse_error *err)
{
    (void)err;
    prse__digest_add(user, bytes);
    return PRSE_OK;
}

/* 1: the key ends with this digest. */
static int fits(prse_str key, const unsigned char *raw)
{
    char hex[PRSE__DIGEST_HEX];
    enum { LETTERS = PRSE__DIGEST_HEX - 1 };
    prse__hex(hex, raw, PRSE__DIGEST_BYTES);
    return key.len > LETTERS &&
           prse__str_is((prse_str){key.ptr + key.len - LETTERS, LETTERS},
                        hex);
}

/* One that is not there was told by who compared the lists. */
static prse_status read_one(digesting *d, const prse__object *object,
                            prse_error *err)
{
    const prse_store_work *p = d->progress;
    const prse_blob_options opts = {
        .size = sizeof opts,
        .should_stop = p ? p->should_stop : NULL,
        .user = p ? p->user : NULL};
    unsigned char raw[PRSE__DIGEST_BYTES];
    prse_error own = {0};
    prse_status status =
        prse__blob_get(&d->session->portal->blob, object->key, 0,
                       (uint64_t)object->bytes, take, d->digest, &opts, &own);
    prse_status ended = prse__digest_end(d->digest, raw, err);
    if (status == PRSE_ENOTFOUND || (!status && ended))
        return ended;
    if (status && err)
        *err = own;
    if (status)
        return status;
    return fits(object->key, raw) ? PRSE_OK : tell(d, object->key, err);
}

static prse_status go_on(digesting *d, prse_error *err)
{
    const prse_store_work *p = d->progress;
    if (p && p->progress)
        p->progress(p->user, PRSE_STR("digests"), d->seen, 0);
    d->seen++;
    return p && p->should_stop && p->should_stop(p->user)
               ? prse__error_set(err, PRSE_ECANCELED, NULL,
                                 "stopped, as the caller asked")
               : PRSE_OK;
}

static prse_status read_all(digesting *d, prse__objects *objects,
                            prse_error *err)
{
    prse__object object;
    prse_status status = prse__objects_look(objects, &object, err);
    while (!status && object.key.len) {
        status = go_on(d, err);
        if (!status && object.needed)
            status = read_one(d, &object, err);
        prse__objects_move(objects);
        if (!status)
            status = prse__objects_look(objects, &object, err);
    }
    return status;
}

prse_status prse__documents_digest(prse_session *session, prse_finding found,
                                   void *user, const prse_store_work *progress,
                                   prse_error *err)
{
    digesting d = {.session = session, .found = found, .user = user,
                   .progress = progress};
    prse__objects objects = {.session = session};
    prse_status status = prse__objects_open(&objects, session, err);
    if (!status)
        status = prse__digest_new(&d.digest, err);
    if (!status)
        status = read_all(&d, &objects, err);
    prse__digest_free(d.digest);
    prse__objects_close(&objects);
    return status;
}
