/* SPDX-License-Identifier: Apache-2.0 */
/* Documents as rows: finding, listing, removing, keeping. */
#include "portal/document.h"

#include <string.h>

enum { SIREN_DIGITS = 9 };

/* What is shorter in a damaged row leaves NUL, which no key holds. */
static void fill(char *out, size_t room, prse_str text)
{
    memcpy(out, text.ptr, text.len < room ? text.len : room);
}

prse_str prse__document_key(char out[PRSE__BLOB_KEY_ROOM], prse_str siren,
                            prse_str digest)
{
    memset(out, 0, PRSE__BLOB_KEY_ROOM);
    fill(out, SIREN_DIGITS, siren);
    out[SIREN_DIGITS] = '/';
    fill(out + SIREN_DIGITS + 1, PRSE__DIGEST_HEX - 1, digest);
    return (prse_str){out, PRSE__BLOB_KEY_ROOM - 1};
}

int prse__document_has_key(prse_str key)
{
    if (key.len != PRSE__BLOB_KEY_ROOM - 1 || key.ptr[SIREN_DIGITS] != '/')
        return 0;
    for (size_t i = 0; i < SIREN_DIGITS; i++)
        if (key.ptr[i] < '0' || key.ptr[i] > '9')
            return 0;
    unsigned char raw[PRSE__DIGEST_BYTES];
    prse_str digest = {key.ptr + SIREN_DIGITS + 1,
                       key.len - SIREN_DIGITS - 1};
    return prse__unhex(raw, digest, sizeof raw);
}

prse_status prse__documents_ready(const prse_session *session, prse_error *err)
{
    if (!session)
        return prse__error_set(err, PRSE_EINVAL, NULL, "session is NULL");
    return session->portal->blob.size
               ? PRSE_OK
               : prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                                 "this portal has no blob store: it keeps no "
                                 "documents");
}

prse_status prse__object_put(prse__work *work, prse_str key, int64_t bytes,
                             int64_t abandoned_ms, int64_t expected,
                             prse_error *err)
{
    prse_value values[OBJET_COLUMNS] = {
        [OBJET_CLE] = prse__field_text(key),
        [OBJET_TAILLE] = prse__field_int(bytes),
        [OBJET_ABANDONNE_LE] = abandoned_ms ? prse__field_time(abandoned_ms)
                                            : prse__field_null()};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__OBJETS),
                        values, expected, NULL, err);
}

prse_status prse__document_row(prse__work *work, prse_str id, prse__row *out,
                               prse_error *err)
{
    prse_value key = prse__field_text(id);
    prse_status status =
        prse__tx_row(work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                     &key, out, err);
    if (!status && prse__str_eq(out->values[DOCUMENT_SIREN].text, work->siren))
        return PRSE_OK;
    prse__row_free(out);
    return status && status != PRSE_ENOTFOUND
               ? status
               : prse__error_set(err, PRSE_ENOTFOUND, "document",
                                 "the company has no such document");
}

prse_status prse__document_drop(prse__work *work, const prse__row *row,
                                prse_error *err)
{
    char room[PRSE__BLOB_KEY_ROOM];
    const prse_value *values = row->values;
    prse_str key = prse__document_key(room, values[DOCUMENT_SIREN].text,
                                      values[DOCUMENT_EMPREINTE].text);
    prse_status status = prse__tx_remove(
        work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
        &values[DOCUMENT_ID], row->version, err);
    if (!status)
        status = prse__result_drop(work, row, err);
    return status ? status
                  : prse__object_put(work, key, values[DOCUMENT_TAILLE].number,
                                     work->now_ms, PRSE_VERSION_ANY, err);
}

/* --- Use cases --- */

static prse_status list_body(void *user, prse__work *work, prse_error *err)
{
    prse_value siren = prse__field_text(work->siren);
    prse_query query = {.size = sizeof query, .index = DOCUMENTS_PAR_SIREN,
                        .equal = &siren, .equal_count = 1, .descending = 1};
    prse__records_clear(user);
    return prse__portal_list(user, work, PRSE__DOCUMENTS, &query, err);
}

prse_status prse_portal_documents(prse_records **out, prse_session *session,
                                  prse_str siren, prse_error *err)
{
    prse_records *records = NULL;
    if (!out || !session)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "out" : "session");
    prse_status status = prse__records_new(
        &records, prse__portal_collection_of(PRSE__DOCUMENTS), err);
    if (!status)
        status = prse__portal_read(session, siren, PRSE_OP_DOCUMENT_VIEW,
                                   list_body, records, err);
    if (status)
        prse_records_free(records);
    else
        *out = records;
    return status;
}

static prse_status remove_body(void *user, prse__work *work, prse_error *err)
{
    const prse_str *id = user;
    prse__row row = {0};
    prse_status status = prse__document_row(work, *id, &row, err);
    if (!status)
        status = prse__document_drop(work, &row, err);
    prse__row_free(&row);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_DOCUMENT_REMOVE, *id,
                                      PRSE_STR(""), err);
}

prse_status prse_portal_document_remove(prse_session *session, prse_str siren,
                                        prse_str document, prse_error *err)
{
    if (!session)
        return prse__error_set(err, PRSE_EINVAL, NULL, "session is NULL");
    return prse__portal_write(session, siren, PRSE_OP_DOCUMENT_REMOVE,
                              remove_body, &document, err);
}

typedef struct keep {
    prse_str id;
    prse_value until;
} keep;

static prse_status keep_body(void *user, prse__work *work, prse_error *err)
{
    const keep *k = user;
    prse__row row = {0};
    prse_status status = prse__document_row(work, k->id, &row, err);
    if (!status) {
        row.values[DOCUMENT_CONSERVE_JUSQU_AU] = k->until;
        status = prse__tx_put(work->tx,
                              prse__portal_collection_of(PRSE__DOCUMENTS),
                              row.values, row.version, NULL, err);
    }
    prse__row_free(&row);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_DOCUMENT_RETAIN, k->id,
                                      PRSE_STR(""), err);
}

prse_status prse_portal_document_keep(prse_session *session, prse_str siren,
                                      prse_str document, prse_str until,
                                      prse_error *err)
{
    keep k = {document, prse__field_null()};
    if (!session)
        return prse__error_set(err, PRSE_EINVAL, NULL, "session is NULL");
    prse_status status = prse__portal_day(&k.until, until, "until", err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_DOCUMENT_RETAIN,
                                       keep_body, &k, err);
}
