/* SPDX-License-Identifier: Apache-2.0 */
/* Removes invitations, rights and tokens that had their time, some a
 * transaction, so that nobody waits for it. */
#include "portailrse/people.h"
#include "portal/details.h"
#include "portal/invitation.h"
#include "portal/owners.h"
#include "portal/people.h"

enum { AT_ONCE = 100 };

/* What is swept: rows of a collection that are wanted away. */
typedef struct broom {
    prse__portal_collection of;
    int32_t index;  /* begins with the end of the time; -1: none */
    int by_day;     /* that end is a day, not a moment */
    const char *what;
    int (*is_over)(const prse_value *values, const prse__work *work);
    prse_status (*note)(prse__work *work, const prse_records *rows, size_t row,
                        prse_error *err); /* NULL: once for all */
} broom;

typedef struct sweep {
    const broom *with;
    prse_records *rows;
    const prse__work *work;
    size_t count; /* removed in this transaction */
} sweep;

/* --- What had its time --- */

static int invitation_is_over(const prse_value *values, const prse__work *work)
{
    return values[INVITATION_ACCEPTEE_LE].type == PRSE_TYPE_NULL &&
           values[INVITATION_EXPIRE_LE].number <= work->now_ms;
}

static int token_is_over(const prse_value *values, const prse__work *work)
{
    return values[JETON_REVOQUE_LE].type != PRSE_TYPE_NULL ||
           values[JETON_EXPIRE_LE].number <= work->now_ms;
}

static int right_is_over(const prse_value *values, const prse__work *work)
{
    return !prse__right_holds(values, work->today);
}

static prse_status text_at(prse_str *out, const prse_records *rows, size_t row,
                           const char *column, prse_error *err)
{
    prse_value value = prse__field_null();
    prse_status status =
        prse_records_get(rows, row, prse_str_of(column), &value, err);
    *out = value.text;
    return status;
}

/* An event in the company's chain. */
static prse_status note_in(prse__work *work, const prse_records *rows,
                           size_t row, prse_operation operation,
                           const char *object, prse_error *err)
{
    prse__work there = *work;
    prse_str id;
    prse_status status = text_at(&there.siren, rows, row, "siren", err);
    if (!status)
        status = text_at(&id, rows, row, object, err);
    return status ? status
                  : prse__journal_member(&there, operation, id, "expire", "",
                                         err);
}

static prse_status note_invitation(prse__work *work, const prse_records *rows,
                                   size_t row, prse_error *err)
{
    prse_role role;
    prse_str name;
    prse_status status = text_at(&name, rows, row, "role", err);
    if (!status)
        status = prse_role_read(&role, name, err);
    return status ? status
                  : note_in(work, rows, row, prse__invitation_right(role),
                            "id", err);
}

static prse_status note_right(prse__work *work, const prse_records *rows,
                              size_t row, prse_error *err)
{
    return note_in(work, rows, row, PRSE_OP_MEMBER_REMOVE, "personne", err);
}

static const broom invitations = {PRSE__INVITATIONS, INVITATIONS_PAR_ECHEANCE,
                                  0, "invitations", invitation_is_over,
                                  note_invitation};
static const broom rights = {PRSE__HABILITATIONS, HABILITATIONS_PAR_ECHEANCE,
                             1, "habilitations", right_is_over, note_right};
static const broom tokens = {PRSE__JETONS, -1, 0, "jetons", token_is_over,
                             NULL};

/* --- Sweeping --- */

static int see(void *user, const prse_value *values, int64_t version)
{
    sweep *s = user;
    if (!s->with->is_over(values, s->work))
        return 0;
    return prse__records_add(s->rows, values, version) ||
           prse_records_count(s->rows) >= AT_ONCE;
}

static prse_status collect(sweep *s, prse__work *work, prse_error *err)
{
    prse_value end = s->with->by_day ? prse__field_date(work->today)
                                     : prse__field_time(work->now_ms + 1);
    prse_query query = {.size = sizeof query, .index = s->with->index,
                        .to = s->with->index < 0 ? NULL : &end};
    s->work = work;
    prse__records_clear(s->rows);
    prse_status status =
        prse__tx_scan(work->tx, prse__portal_collection_of(s->with->of),
                      &query, see, s, err);
    return status ? status : prse__records_end(s->rows, err);
}

static prse_status sweep_some(void *user, prse__work *work, prse_error *err)
{
    sweep *s = user;
    prse_status status = collect(s, work, err);
    s->count = prse_records_count(s->rows);
    for (size_t i = 0; i < s->count && !status; i++) {
        status = prse__portal_remove(work, s->with->of, s->rows, i, err);
        if (!status && s->with->note)
            status = s->with->note(work, s->rows, i, err);
    }
    if (!status && s->count && !s->with->note)
        status = prse__journal_tell(work, PRSE_OP_MAINTAIN, PRSE_STR(""),
                                    "fait", s->with->what, err);
    return status;
}

static prse_status sweep_all(const broom *with, uint64_t *count,
                             prse_session *session,
                             const prse_store_work *progress, prse_error *err)
{
    sweep s = {.with = with, .count = AT_ONCE};
    prse_status status =
        prse__records_new(&s.rows, prse__portal_collection_of(with->of), err);
    while (!status && s.count == AT_ONCE) {
        status = prse__portal_task(session, 1, progress, sweep_some, &s, err);
        if (!status)
            *count += s.count;
        if (!status && progress && progress->progress)
            progress->progress(progress->user, prse_str_of(with->what), *count,
                               0);
    }
    prse_records_free(s.rows);
    return status;
}

prse_status prse__people_tidy(prse_session *session, prse_tidied *out,
                              const prse_store_work *progress, prse_error *err)
{
    prse_status status =
        sweep_all(&invitations, &out->invitations, session, progress, err);
    if (!status)
        status = sweep_all(&rights, &out->rights, session, progress, err);
    return status ? status
                  : sweep_all(&tokens, &out->tokens, session, progress, err);
}
