/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a document in: right, bytes, type, scan; then the row of the blob, the
 * blob, and last the document. */
#include "base/options.h"
#include "base/text.h"
#include "blob/blob.h"
#include "formats/json_writer.h"
#include "portal/file_name.h"
#include "portal/upload_spool.h"

enum { ROUNDS = 8 };

typedef struct intake {
    prse_session *session;
    prse_upload upload;
    prse__spool spool;
    prse_value keep_until;
    const char *type;
    prse__buf name;
    char id[33];
    int known;
    int64_t reserved_ms; /* `abandonne_le` of the blob's row */
    int gone;            /* the row is another one: so may the blob be */
} intake;

/* --- What is accepted --- */

static int is_listed(prse_str types, const char *type)
{
    if (!types.len)
        types = PRSE_STR("application/pdf");
    for (size_t at = 0; at < types.len;) {
        size_t end = at;
        while (end < types.len && types.ptr[end] != ',')
            end++;
        prse_str one = prse__str_trim((prse_str){types.ptr + at, end - at});
        if (prse__str_is(one, type))
            return 1;
        at = end + 1;
    }
    return 0;
}

static prse_status check_type(intake *in, prse_error *err)
{
    in->type = prse__media_type(
        (prse_str){in->spool.first, in->spool.first_count});
    return is_listed(in->upload.types, in->type)
               ? PRSE_OK
               : prse__error_set(err, PRSE_ESCHEMA, "type",
                                 "by its content the file is %s, which is not "
                                 "accepted here", in->type);
}

static prse_status scan(intake *in, prse_error *err)
{
    const prse_portal_options *o = &in->session->portal->options;
    prse_error own = {0};
    if (!o->scan)
        return PRSE_OK;
    prse_status status = o->scan(o->scan_user, in->spool.path.ptr, &own);
    prse__spool_unname(&in->spool);
    if (!status)
        return PRSE_OK;
    prse__error_set(err, status, "scan", "%s",
                    own.message[0] ? own.message
                                   : "the scanner refused the file");
    return status;
}

static prse_status clean_name(intake *in, prse_error *err)
{
    prse__file_name_clean(&in->name, in->upload.name, in->type);
    return in->name.failed ? prse__error_nomem(err) : PRSE_OK;
}

/* --- Rows --- */

static prse_str key_of(const intake *in, char room[PRSE__BLOB_KEY_ROOM],
                       prse_str siren)
{
    return prse__document_key(room, siren, prse_str_of(in->spool.digest));
}

static int note_id(void *user, const prse_value *values, int64_t version)
{
    intake *in = user;
    (void)version;
    prse__error_copy(in->id, sizeof in->id, values[DOCUMENT_ID].text);
    in->known = 1;
    return 1;
}

/* in->known: the company has these bytes already. */
static prse_status look_for_same(prse__work *work, intake *in, prse_error *err)
{
    prse_value equal[2] = {prse__field_text(work->siren),
                           prse__field_text(prse_str_of(in->spool.digest))};
    prse_query query = {.size = sizeof query, .index = DOCUMENTS_PAR_EMPREINTE,
                        .equal = equal, .equal_count = 2, .limit = 1};
    in->known = 0;
    return prse__tx_scan(work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                         &query, note_id, in, err);
}

/* Until when the blob is reserved; 0: it is not. */
static prse_status reserved_until(int64_t *out, prse__work *work,
                                  const intake *in, prse_error *err)
{
    char room[PRSE__BLOB_KEY_ROOM];
    prse_value key = prse__field_text(key_of(in, room, work->siren));
    prse__row row = {0};
    prse_status status =
        prse__portal_row(work, PRSE__OBJETS, &key, &row, err);
    *out = row.values ? row.values[OBJET_ABANDONNE_LE].number : 0;
    prse__row_free(&row);
    return status;
}

/* Uploads of the same bytes that come together share a reservation. */
static prse_status reserve_body(void *user, prse__work *work, prse_error *err)
{
    intake *in = user;
    char room[PRSE__BLOB_KEY_ROOM];
    prse_status status = look_for_same(work, in, err);
    if (!status && !in->known)
        status = reserved_until(&in->reserved_ms, work, in, err);
    if (status || in->known || in->reserved_ms > work->now_ms)
        return status;
    in->reserved_ms = work->now_ms + PRSE__UPLOAD_GRACE_MS;
    return prse__object_put(work, key_of(in, room, work->siren),
                            (int64_t)in->spool.bytes, in->reserved_ms,
                            PRSE_VERSION_ANY, err);
}

static prse_status note(prse__work *work, const intake *in, prse_error *err)
{
    prse__buf details;
    prse__json json;
    prse__buf_init(&details, 0);
    prse__json_init(&json, &details, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "empreinte", prse_str_of(in->spool.digest));
    prse__json_put_int(&json, "taille", (int64_t)in->spool.bytes);
    prse__json_put(&json, "type", prse_str_of(in->type));
    prse__json_close(&json, '}');
    prse_status status =
        details.failed
            ? prse__error_nomem(err)
            : prse__journal_add(work, PRSE_OP_DOCUMENT_UPLOAD,
                                prse_str_of(in->id), prse__buf_str(&details),
                                err);
    prse__buf_free(&details);
    return status;
}

static prse_status put_document(prse__work *work, intake *in, prse_error *err)
{
    prse_value values[DOCUMENT_COLUMNS] = {
        [DOCUMENT_ID] = prse__field_text(prse_str_of(in->id)),
        [DOCUMENT_SIREN] = prse__field_text(work->siren),
        [DOCUMENT_GENRE] = prse__field_text(in->upload.kind),
        [DOCUMENT_NOM] = prse__field_text(prse__buf_str(&in->name)),
        [DOCUMENT_TYPE] = prse__field_text(prse_str_of(in->type)),
        [DOCUMENT_TAILLE] = prse__field_int((int64_t)in->spool.bytes),
        [DOCUMENT_EMPREINTE] =
            prse__field_text(prse_str_of(in->spool.digest)),
        [DOCUMENT_DEPOSE_PAR] =
            prse__field_text(prse__buf_str(&work->session->actor)),
        [DOCUMENT_DEPOSE_LE] = prse__field_time(work->now_ms),
        [DOCUMENT_CONSERVE_JUSQU_AU] = in->keep_until};
    return prse__tx_put(work->tx, prse__portal_collection_of(PRSE__DOCUMENTS),
                        values, PRSE_VERSION_NEW, NULL, err);
}

static prse_status add_document(prse__work *work, intake *in, prse_error *err)
{
    char room[PRSE__BLOB_KEY_ROOM];
    prse_status status = prse__random_id(in->id, err);
    if (!status)
        status = put_document(work, in, err);
    if (!status)
        status = prse__object_put(work, key_of(in, room, work->siren),
                                  (int64_t)in->spool.bytes, 0,
                                  PRSE_VERSION_ANY, err);
    return status ? status : note(work, in, err);
}

/* Where the reservation is another one, somebody may have removed the blob
 * since: with a document of the same bytes that came and went, or because the
 * upload took too long. */
static prse_status keep_body(void *user, prse__work *work, prse_error *err)
{
    intake *in = user;
    int64_t reserved_ms = 0;
    prse_status status = look_for_same(work, in, err);
    if (status || in->known) /* somebody else was faster: the blob is theirs */
        return status;
    status = reserved_until(&reserved_ms, work, in, err);
    in->gone = reserved_ms != in->reserved_ms;
    return status || in->gone ? status : add_document(work, in, err);
}

/* --- The blob --- */

static prse_status put_blob(intake *in, prse_error *err)
{
    char room[PRSE__BLOB_KEY_ROOM];
    prse_blob_source source;
    prse_blob_options options = {.size = sizeof options,
                                 .should_stop = in->upload.should_stop,
                                 .user = in->upload.user};
    prse_status status = prse__blob_source_file(
        &source, &in->spool.file, in->spool.bytes, in->spool.digest, err);
    source.type = prse_str_of(in->type);
    return status ? status
                  : prse__blob_put(&in->session->portal->blob,
                                   key_of(in, room, in->upload.siren), &source,
                                   &options, err);
}

static prse_status write(intake *in, prse__work_body body, prse_error *err)
{
    return prse__portal_write(in->session, in->upload.siren,
                              PRSE_OP_DOCUMENT_UPLOAD, body, in, err);
}

static prse_status keep_once(intake *in, prse_error *err)
{
    in->gone = 0;
    prse_status status = write(in, reserve_body, err);
    if (status || in->known)
        return status;
    status = put_blob(in, err);
    return status ? status : write(in, keep_body, err);
}

static prse_status keep(intake *in, prse_error *err)
{
    for (int round = 0; round < ROUNDS; round++) {
        prse_status status = keep_once(in, err);
        if (status || !in->gone)
            return status;
    }
    return prse__error_set(err, PRSE_EBUSY, "upload",
                           "others keep and remove the same file again and "
                           "again");
}

/* --- The whole --- */

static prse_status nothing(void *user, prse__work *work, prse_error *err)
{
    (void)user, (void)work, (void)err;
    return PRSE_OK;
}

static prse_status prepare(intake *in, const prse_upload *upload,
                           prse_error *err)
{
    prse_status status =
        prse__options_read(&in->upload, sizeof in->upload, upload,
                           "prse_upload", err);
    if (!status && !in->upload.read)
        status = prse__error_set(err, PRSE_EINVAL, NULL, "read is NULL");
    if (!status)
        status = prse__portal_company_named(in->upload.siren, err);
    if (!status)
        status = prse__portal_word(in->upload.kind, "kind", err);
    if (!status)
        status = prse__portal_day(&in->keep_until, in->upload.keep_until,
                                  "keep_until", err);
    /* the right first: who has none need not send the bytes */
    return status ? status
                  : prse__portal_read(in->session, in->upload.siren,
                                      PRSE_OP_DOCUMENT_UPLOAD, nothing, NULL,
                                      err);
}

static prse_status take(intake *in, prse_error *err)
{
    const prse_portal *portal = in->session->portal;
    const prse__spool_options how = {
        .folder = prse__buf_str(&portal->spool),
        .most = portal->options.upload_bytes,
        .named = portal->options.scan != NULL};
    prse_status status =
        prse__spool_fill(&in->spool, &in->upload, &how, err);
    if (status)
        return status;
    status = check_type(in, err);
    if (!status)
        status = scan(in, err);
    if (!status)
        status = clean_name(in, err);
    if (!status)
        status = keep(in, err);
    prse__spool_drop(&in->spool);
    return status;
}

static prse_status give_id(prse_text **out, const intake *in, prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_adds(&text, in->id);
    return prse__text_take(out, &text, err);
}

prse_status prse_portal_upload(prse_text **out, prse_session *session,
                               const prse_upload *upload, int32_t *known,
                               prse_error *err)
{
    intake in = {.session = session};
    if (!out || !upload)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               upload ? "out" : "upload");
    prse_status status = prse__documents_ready(session, err);
    prse__buf_init(&in.name, 0);
    if (!status)
        status = prepare(&in, upload, err);
    if (!status)
        status = take(&in, err);
    if (!status)
        status = give_id(out, &in, err);
    if (!status && known)
        *known = in.known;
    prse__buf_free(&in.name);
    return status;
}
