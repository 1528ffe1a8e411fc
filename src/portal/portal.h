/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a portal, and the frame of every use case: a transaction in
 * which the right is checked first and the journal is written last. */
#ifndef PRSE_PORTAL_PORTAL_H
#define PRSE_PORTAL_PORTAL_H

#include <stdatomic.h>

#include "portailrse/portal.h"
#include "portal/schema.h"
#include "store/records.h"
#include "store/store.h"

struct prse_portal {
    atomic_int refs;
    prse_store store;
    prse_blob blob; /* size 0: none */
    prse_portal_options options; /* defaults filled in; clock never NULL */
    prse_clock clock;            /* the system's, where none was given */
    prse__buf spool;
};

struct prse_session {
    prse_portal *portal;
    prse__buf person; /* id; empty: the host */
    prse__buf actor;  /* as the journal writes it: the id, or "hote:label" */
    prse__buf token;  /* digest of the token that was shown; empty: none */
};

/* What the body of a use case works with; lives during the transaction. */
typedef struct prse__work {
    prse_session *session;
    prse__tx *tx;
    prse_str siren; /* empty: of no company */
    prse_role role; /* of the session in the company */
    prse_role lapsed; /* that it had there until its time was over */
    int64_t now_ms; /* the same in the whole transaction */
    int32_t today;  /* its day, UTC */
} prse__work;

/* May run again from its start: it resets what it gives first. */
typedef prse_status (*prse__work_body)(void *user, prse__work *work,
                                       prse_error *err);

/* A use case that only reads: right, body. `siren` is checked (nine digits with
 * their key, PRSE_EPARSE); empty: of no company, which few operations are and
 * where only the host and a person for himself (the body checks) have a right.
 * PRSE_EDENIED names the operation. */
prse_status prse__portal_read(prse_session *session, prse_str siren,
                              prse_operation operation, prse__work_body body,
                              void *user, prse_error *err);
/* The same, and it may write. */
prse_status prse__portal_write(prse_session *session, prse_str siren,
                               prse_operation operation, prse__work_body body,
                               void *user, prse_error *err);

/* A use case of which the body itself finds out what right it takes (by
 * prse__portal_may() or prse__session_is()); a person must still be known. */
prse_status prse__portal_open(prse_session *session, prse_str siren, int write,
                              prse__work_body body, void *user,
                              prse_error *err);
/* A step of the host's tasks (PRSE_OP_MAINTAIN of no company), which may take
 * long. */
prse_status prse__portal_task(prse_session *session, int write,
                              const prse_store_work *progress,
                              prse__work_body body, void *user,
                              prse_error *err);

/* PRSE_EDENIED or PRSE_EEXPIRED where the role of the session in the company
 * is not enough. */
prse_status prse__portal_may(const prse__work *work, prse_operation operation,
                             prse_error *err);
/* PRSE_EDENIED with the operation's name. */
prse_status prse__portal_denied(prse_operation operation, prse_error *err);
/* 1: the session is that person's, or the host's. */
int prse__session_is(const prse_session *session, prse_str person);

/* Writes an event into the company's chain (of the portal where work->siren is
 * empty). `object` may be empty; `details` is a JSON object without personal
 * data, or empty. Called once a use case, after what it tells. */
prse_status prse__journal_add(prse__work *work, prse_operation operation,
                              prse_str object, prse_str details,
                              prse_error *err);
/* Walks every chain; tells what does not hold. */
prse_status prse__journal_check(prse_session *session, prse_finding found,
                                void *user, const prse_store_work *progress,
                                prse_error *err);

/* Texts from outside: UTF-8, no control character, at most `max` bytes;
 * PRSE_EPARSE with the subject. Empty is fine. */
prse_status prse__portal_text(prse_str text, size_t max, const char *subject,
                              prse_error *err);
/* A day, "2026-12-31"; empty gives an absent value. */
prse_status prse__portal_day(prse_value *out, prse_str text,
                             const char *subject, prse_error *err);
/* One word of small letters, digits and "_", at most 32. */
prse_status prse__portal_word(prse_str text, const char *subject,
                              prse_error *err);

/* What was asked for need not be there: PRSE_ENOTFOUND with its error `own`
 * becomes PRSE_OK without one. */
prse_status prse__portal_settle(prse_status status, const prse_error *own,
                                int *there, prse_error *err);
/* What a function of the host answered, with its error `own`; `why` where it
 * gave no reason. */
prse_status prse__portal_heard(prse_status status, const prse_error *own,
                               const char *subject, const char *why,
                               prse_error *err);
/* A prse_row_found for who only wants to know whether a row is there. */
int prse__row_seen(void *user, const prse_value *values, int64_t version);
/* prse__tx_get() of a row that need not be there: *there tells. */
prse_status prse__portal_get(prse__work *work, prse__portal_collection of,
                             const prse_value *key, prse_row_found found,
                             void *user, int *there, prse_error *err);
/* The same into a copy, whose `values` are NULL when there is none. */
prse_status prse__portal_row(prse__work *work, prse__portal_collection of,
                             const prse_value *key, prse__row *out,
                             prse_error *err);
/* Rows of a query into records that the caller owns: for lists. */
prse_status prse__portal_list(prse_records *out, prse__work *work,
                              prse__portal_collection of,
                              const prse_query *query, prse_error *err);
/* Removes one of those rows, as it was listed. */
prse_status prse__portal_remove(prse__work *work, prse__portal_collection of,
                                const prse_records *rows, size_t row,
                                prse_error *err);
/* Removes the rows of a query, some at a time; *count, which may be NULL, grows
 * by their number. */
prse_status prse__portal_clear(prse__work *work, prse__portal_collection of,
                               const prse_query *query, uint64_t *count,
                               prse_error *err);

/* For functions that give rows: checks `out`, makes empty rows, ... */
prse_status prse__portal_rows(prse_records **out, prse_records **rows,
                              prse__portal_collection of, prse_error *err);
/* ... and gives them away when all went well, else frees them. */
prse_status prse__portal_give(prse_records **out, prse_records *rows,
                              prse_status status);
/* Functions of a company do not take the empty SIREN: PRSE_EPARSE. */
prse_status prse__portal_company_named(prse_str siren, prse_error *err);

/* Parts of the portal's checks and daily task, one a file: each looks after its
 * own collections. */
prse_status prse__documents_check(prse_session *session, prse_finding found,
                                  void *user, const prse_store_work *progress,
                                  prse_error *err);
prse_status prse__documents_digest(prse_session *session, prse_finding found,
                                   void *user, const prse_store_work *progress,
                                   prse_error *err);
prse_status prse__results_check(prse_session *session, prse_finding found,
                                void *user, const prse_store_work *progress,
                                prse_error *err);
prse_status prse__documents_tidy(prse_session *session, prse_tidied *out,
                                 const prse_store_work *progress,
                                 prse_error *err);
prse_status prse__people_check(prse_session *session, prse_finding found,
                               void *user, const prse_store_work *progress,
                               prse_error *err);
prse_status prse__people_tidy(prse_session *session, prse_tidied *out,
                              const prse_store_work *progress,
                              prse_error *err);
/* Parts of erasing a company or a person, in the caller's transaction; blobs
 * are abandoned for the daily task. */
prse_status prse__documents_erase_company(prse__work *work, prse_error *err);
prse_status prse__documents_erase_person(prse__work *work, prse_str person,
                                         int remove, prse_error *err);
prse_status prse__years_erase_company(prse__work *work, prse_error *err);
prse_status prse__years_erase_person(prse__work *work, prse_str person,
                                     prse_error *err);
prse_status prse__people_erase_company(prse__work *work, prse_error *err);

#endif
