/* SPDX-License-Identifier: Apache-2.0 */
/* Looking at a person, and noting a visit. */
#include "portailrse/people.h"
#include "portal/address.h"
#include "portal/portal.h"

enum { KEY_MAX = 320 };

typedef struct looking {
    prse_records *rows;
    int32_t index; /* -1: the key */
    prse_str key;
} looking;

static prse_status check_own(prse__work *work, const prse_records *rows,
                             prse_error *err)
{
    prse_value id = prse__field_null();
    if (!prse_records_count(rows))
        return work->session->person.len
                   ? prse__portal_denied(PRSE_OP_PERSON_EDIT, err)
                   : prse__error_set(err, PRSE_ENOTFOUND, "personne",
                                     "no such person");
    prse_status status = prse_records_get(rows, 0, PRSE_STR("id"), &id, err);
    return status || prse__session_is(work->session, id.text)
               ? status
               : prse__portal_denied(PRSE_OP_PERSON_EDIT, err);
}

static prse_status look(void *user, prse__work *work, prse_error *err)
{
    looking *l = user;
    prse_value key = prse__field_text(l->key);
    prse_query query = {.size = sizeof query, .index = l->index,
                        .equal = &key, .equal_count = 1, .limit = 1};
    prse_status status =
        prse__portal_list(l->rows, work, PRSE__PERSONNES, &query, err);
    return status ? status : check_own(work, l->rows, err);
}

static prse_status find(prse_records **out, prse_session *session,
                        int32_t index, prse_str key, prse_error *err)
{
    looking l = {.index = index, .key = key};
    prse_status status = prse__portal_rows(out, &l.rows, PRSE__PERSONNES, err);
    if (!status)
        status = prse__portal_read(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                                   look, &l, err);
    return prse__portal_give(out, l.rows, status);
}

prse_status prse_portal_person(prse_records **out, prse_session *session,
                               prse_person_by by, prse_str key,
                               prse_error *err)
{
    static const int32_t indexes[] = {
        [PRSE_PERSON_BY_ID] = -1,
        [PRSE_PERSON_BY_ADDRESS] = PERSONNES_PAR_COURRIEL,
        [PRSE_PERSON_BY_EXTERNAL] = PERSONNES_PAR_EXTERNE};
    if ((int)by < 0 || (size_t)by >= sizeof indexes / sizeof indexes[0])
        return prse__error_set(err, PRSE_EINVAL, "by",
                               "expected a prse_person_by");
    prse__buf flat;
    prse__buf_init(&flat, 0);
    prse_status status = prse__portal_text(key, KEY_MAX, "key", err);
    if (!status && by == PRSE_PERSON_BY_ADDRESS) {
        prse__address_flat(&flat, key);
        key = prse__buf_str(&flat);
    }
    if (!status && flat.failed)
        status = prse__error_nomem(err);
    if (!status)
        status = find(out, session, indexes[by], key, err);
    prse__buf_free(&flat);
    return status;
}

/* --- Visits --- */

static prse_status note_visit(void *user, prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(prse__buf_str(&work->session->person));
    prse_value today = prse__field_date(work->today);
    prse__row row = {0};
    (void)user;
    if (!work->session->person.len)
        return prse__error_set(err, PRSE_EDENIED, "personne",
                               "the host is no person");
    prse_status status =
        prse__tx_row(work->tx, prse__portal_collection_of(PRSE__PERSONNES),
                     &key, &row, err);
    if (!status &&
        prse__field_cmp(&row.values[PERSONNE_VUE_LE], &today) != 0) {
        row.values[PERSONNE_VUE_LE] = today;
        row.values[PERSONNE_MODIFIE_LE] = prse__field_time(work->now_ms);
        status = prse__tx_put(work->tx,
                              prse__portal_collection_of(PRSE__PERSONNES),
                              row.values, row.version, NULL, err);
    }
    prse__row_free(&row);
    return status;
}

/* Not an event of the journal, which tells what was done, not who looked. */
prse_status prse_portal_person_seen(prse_session *session, prse_error *err)
{
    return prse__portal_write(session, PRSE_STR(""), PRSE_OP_PERSON_EDIT,
                              note_visit, NULL, err);
}
