/* SPDX-License-Identifier: Apache-2.0 */
/* Giving a document out: its bytes, compared with its digest before the last of
 * them leave, or a link. */
#include "base/text.h"
#include "blob/blob.h"
#include "portal/document.h"

enum { LINK_SECONDS = 300 };

/* A document as its row says, out of the transaction. */
typedef struct found {
    prse_str id;
    prse__row row;
} found;

static prse_status find_body(void *user, prse__work *work, prse_error *err)
{
    found *f = user;
    prse__row_free(&f->row);
    return prse__document_row(work, f->id, &f->row, err);
}

static prse_status find(found *f, prse_session *session, prse_str siren,
                        prse_error *err)
{
    prse_status status = prse__documents_ready(session, err);
    return status ? status
                  : prse__portal_read(session, siren, PRSE_OP_DOCUMENT_VIEW,
                                      find_body, f, err);
}

static prse_str key_of(const found *f, char room[PRSE__BLOB_KEY_ROOM])
{
    return prse__document_key(room, f->row.values[DOCUMENT_SIREN].text,
                              f->row.values[DOCUMENT_EMPREINTE].text);
}

/* --- Bytes --- */

/* Holds the last piece back until the digest is known to be right. */
typedef struct guard {
    prse_blob_sink sink;
    void *user;
    prse__digest *digest;
    prse__buf held;
    uint64_t bytes;
} guard;

static prse_status pass_on(guard *g, prse_error *err)
{
    prse_error own = {0};
    prse_status status = g->held.len ? g->sink(g->user,
                                               prse__buf_str(&g->held), &own)
                                     : PRSE_OK;
    g->held.len = 0;
    return prse__portal_heard(status, &own, "sink",
                              "it took no more, and gave no reason", err);
}

static prse_status take(void *user, prse_str bytes, prse_error *err)
{
    guard *g = user;
    prse_status status = pass_on(g, err);
    if (status)
        return status;
    prse__digest_add(g->digest, bytes);
    g->bytes += bytes.len;
    prse__buf_add(&g->held, bytes);
    return g->held.failed ? prse__error_nomem(err) : PRSE_OK;
}

static prse_status end(guard *g, const found *f, prse_error *err)
{
    unsigned char raw[PRSE__DIGEST_BYTES];
    char hex[PRSE__DIGEST_HEX];
    prse_status status = prse__digest_end(g->digest, raw, err);
    if (status)
        return status;
    prse__hex(hex, raw, sizeof raw);
    if (!prse__str_is(f->row.values[DOCUMENT_EMPREINTE].text, hex))
        return prse__error_set(err, PRSE_ESCHEMA, "blob",
                               "what is kept of the document is not what was "
                               "uploaded: %llu bytes of another digest",
                               (unsigned long long)g->bytes);
    return pass_on(g, err);
}

static prse_status read_blob(prse_session *session, const found *f, guard *g,
                             prse_error *err)
{
    char room[PRSE__BLOB_KEY_ROOM];
    prse_error own = {0};
    prse_status status = prse__digest_new(&g->digest, err);
    if (status)
        return status;
    status = prse__blob_get(&session->portal->blob, key_of(f, room), 0,
                            (uint64_t)f->row.values[DOCUMENT_TAILLE].number,
                            take, g, NULL, &own);
    if (status == PRSE_ENOTFOUND)
        return prse__error_set(err, PRSE_ESCHEMA, "blob",
                               "the bytes of this document are gone");
    if (status && err)
        *err = own;
    return status ? status : end(g, f, err);
}

prse_status prse_portal_document_read(prse_session *session, prse_str siren,
                                      prse_str document, prse_blob_sink sink,
                                      void *user, prse_error *err)
{
    found f = {.id = document};
    guard g = {.sink = sink, .user = user};
    if (!sink)
        return prse__error_set(err, PRSE_EINVAL, NULL, "sink is NULL");
    prse__buf_init(&g.held, 0);
    prse_status status = find(&f, session, siren, err);
    if (!status)
        status = read_blob(session, &f, &g, err);
    prse__digest_free(g.digest);
    prse__buf_free(&g.held);
    prse__row_free(&f.row);
    return status;
}

/* --- Links --- */

static void keep_text(void *user, prse_str text)
{
    prse__buf_add(user, text);
}

prse_status prse_portal_document_link(prse_text **out, prse_session *session,
                                      prse_str siren, prse_str document,
                                      int64_t seconds, prse_error *err)
{
    found f = {.id = document};
    char room[PRSE__BLOB_KEY_ROOM];
    prse__buf text;
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, NULL, "out is NULL");
    prse__buf_init(&text, 0);
    prse_status status = find(&f, session, siren, err);
    if (!status) {
        prse_blob_link link = {.size = sizeof link,
                               .expires_s = seconds ? seconds : LINK_SECONDS,
                               .file_name = f.row.values[DOCUMENT_NOM].text};
        status = prse__blob_link(&session->portal->blob, key_of(&f, room),
                                 &link, keep_text, &text, err);
    }
    prse__row_free(&f.row);
    if (!status)
        return prse__text_take(out, &text, err);
    prse__buf_free(&text);
    return status;
}
