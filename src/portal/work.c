/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every use case: one transaction, in which it is first found out
 * who asks and what may be done. Nothing that was read in another transaction
 * counts. */
#include "http/clock.h"
#include "portailrse/company.h"
#include "portal/portal.h"

enum {
    SIREN = 9,
    DAY_MS = 86400000,
    TASK_MS = 3600000,
    OPEN = -1 /* instead of an operation: the body finds out */
};

typedef struct frame {
    prse__work work;
    int32_t operation; /* a prse_operation, or OPEN */
    int write;
    prse__work_body body;
    void *user;
} frame;

/* --- Rights --- */

prse_status prse__portal_denied(prse_operation operation, prse_error *err)
{
    const char *name = prse_operation_name(operation);
    return prse__error_set(err, PRSE_EDENIED, name,
                           "%s is not a right of this person here",
                           name ? name : "that");
}

prse_status prse__portal_may(const prse__work *work, prse_operation operation,
                             prse_error *err)
{
    if (prse_access_allows(work->role, operation))
        return PRSE_OK;
    if (!prse_access_allows(work->lapsed, operation))
        return prse__portal_denied(operation, err);
    return prse__error_set(err, PRSE_EEXPIRED, prse_operation_name(operation),
                           "the right to it had its time");
}

int prse__session_is(const prse_session *session, prse_str person)
{
    prse_str own = prse__buf_str(&session->person);
    return !own.len || prse__str_eq(own, person);
}

/* What each person may do that concerns himself alone; the body narrows. */
static int is_own_right(prse_operation operation)
{
    return operation == PRSE_OP_PERSON_EDIT ||
           operation == PRSE_OP_PERSON_ERASE;
}

/* --- Who asks --- */

static prse_status unknown_person(prse_error *err)
{
    return prse__error_set(err, PRSE_EDENIED, "personne",
                           "the person of this session is not known any "
                           "more");
}

typedef struct seen_right {
    prse__work *work;
    int unreadable;
} seen_right;

static int see_right(void *user, const prse_value *values, int64_t version)
{
    seen_right *seen = user;
    const prse_value *until = &values[HABILITATION_EXPIRE_LE];
    prse_role role;
    (void)version;
    if (prse_role_read(&role, values[HABILITATION_ROLE].text, NULL))
        seen->unreadable = 1;
    else if (until->type && until->number < seen->work->today)
        seen->work->lapsed = role;
    else
        seen->work->role = role;
    return 0;
}

static prse_status bad_role(prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, "habilitations",
                           "a role that is none is kept there");
}

/* Whoever has a right in a company is known; others are looked for. */
static prse_status check_known(prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(prse__buf_str(&work->session->person));
    int there;
    prse_status status = prse__portal_get(work, PRSE__PERSONNES, &key,
                                          prse__row_seen, NULL, &there, err);
    return status || there ? status : unknown_person(err);
}

typedef struct seen_token {
    int revoked;
    int64_t expires_ms;
} seen_token;

static int see_token(void *user, const prse_value *values, int64_t version)
{
    seen_token *seen = user;
    (void)version;
    seen->revoked = values[JETON_REVOQUE_LE].type != PRSE_TYPE_NULL;
    seen->expires_ms = values[JETON_EXPIRE_LE].number;
    return 0;
}

static prse_status check_token(prse__work *work, prse_error *err)
{
    prse_value key = prse__field_text(prse__buf_str(&work->session->token));
    seen_token seen = {0};
    int there;
    prse_status status = prse__portal_get(work, PRSE__JETONS, &key, see_token,
                                          &seen, &there, err);
    if (status)
        return status;
    if (!there || seen.revoked)
        return prse__error_set(err, PRSE_EDENIED, "jeton",
                               "no such token, or it was taken back");
    if (seen.expires_ms <= work->now_ms)
        return prse__error_set(err, PRSE_EEXPIRED, "jeton",
                               "the token had its time");
    return PRSE_OK;
}

static prse_status find_right(prse__work *work, prse_error *err)
{
    prse_value key[] = {
        prse__field_text(work->siren),
        prse__field_text(prse__buf_str(&work->session->person))};
    seen_right seen = {.work = work};
    int there;
    prse_status status = prse__portal_get(work, PRSE__HABILITATIONS, key,
                                          see_right, &seen, &there, err);
    return !status && seen.unreadable ? bad_role(err) : status;
}

static prse_status find_role(prse__work *work, prse_error *err)
{
    if (!work->session->person.len) {
        work->role = PRSE_ROLE_HOST;
        return PRSE_OK;
    }
    prse_status status = PRSE_OK;
    if (work->session->token.len)
        status = check_token(work, err);
    if (!status && work->siren.len)
        status = find_right(work, err);
    if (!status && work->role == PRSE_ROLE_NONE)
        status = check_known(work, err);
    return status;
}

/* --- The frame --- */

/* The host may write into companies that are there only; of persons their
 * right says it. */
static prse_status check_company(frame *f, prse_error *err)
{
    prse__work *work = &f->work;
    prse_value key = prse__field_text(work->siren);
    int there = 1;
    prse_status status = PRSE_OK;
    if (work->role == PRSE_ROLE_HOST && f->write && work->siren.len &&
        f->operation != OPEN)
        status = prse__portal_get(work, PRSE__ENTREPRISES, &key,
                                  prse__row_seen, NULL, &there, err);
    return status || there
               ? status
               : prse__error_set(err, PRSE_ENOTFOUND, "siren",
                                 "the portal does not know this company");
}

static prse_status check_right(frame *f, prse_error *err)
{
    prse_operation operation = (prse_operation)f->operation;
    if (f->operation == OPEN || (!f->work.siren.len && is_own_right(operation)))
        return PRSE_OK;
    prse_status status = prse__portal_may(&f->work, operation, err);
    return status ? status : check_company(f, err);
}

/* What else happens, happens in a company. */
static int may_be_of_none(int32_t operation)
{
    return operation == OPEN || operation == PRSE_OP_MAINTAIN ||
           operation == PRSE_OP_JOURNAL_VIEW ||
           is_own_right((prse_operation)operation);
}

static int32_t day_of(int64_t ms)
{
    int64_t day = ms / DAY_MS;
    return (int32_t)(ms % DAY_MS < 0 ? day - 1 : day);
}

static prse_status run_frame(void *user, prse__tx *tx, prse_error *err)
{
    frame *f = user;
    prse__work *work = &f->work;
    work->tx = tx;
    work->role = work->lapsed = PRSE_ROLE_NONE;
    work->now_ms = prse__clock_now(work->session->portal->options.clock);
    work->today = day_of(work->now_ms);
    prse_status status = find_role(work, err);
    if (!status)
        status = check_right(f, err);
    return status ? status : f->body(f->user, work, err);
}

static prse_status check_siren(prse_str siren, prse_error *err)
{
    int right = siren.len == SIREN && siren.ptr;
    prse_number number = {.size = sizeof number};
    for (size_t i = 0; right && i < SIREN; i++)
        right = siren.ptr[i] >= '0' && siren.ptr[i] <= '9';
    if (right && !prse_number_read(&number, siren, NULL))
        return PRSE_OK;
    if (!siren.ptr && siren.len)
        return prse__error_set(err, PRSE_EINVAL, "siren", "it is NULL");
    return prse__error_set(err, PRSE_EPARSE, "siren",
                           right ? "its last digit does not fit the others"
                                 : "a SIREN has 9 digits and nothing else");
}

static prse_status run(frame *f, const prse_tx_options *how, prse_error *err)
{
    prse_session *session = f->work.session;
    if (!session)
        return prse__error_set(err, PRSE_EINVAL, "session", "it is NULL");
    prse_status status = PRSE_OK;
    if (f->work.siren.len)
        status = check_siren(f->work.siren, err);
    else if (!may_be_of_none(f->operation))
        status = prse__portal_company_named(f->work.siren, err);
    if (status)
        return status;
    prse_tx_options tx = *how;
    tx.size = sizeof tx;
    tx.write = f->write != 0;
    if (!tx.deadline_ms)
        tx.deadline_ms = session->portal->options.deadline_ms;
    return prse__store_run(&session->portal->store, &tx, run_frame, f, err);
}

prse_status prse__portal_read(prse_session *session, prse_str siren,
                              prse_operation operation, prse__work_body body,
                              void *user, prse_error *err)
{
    frame f = {{.session = session, .siren = siren}, (int32_t)operation, 0,
               body, user};
    return run(&f, &(prse_tx_options){0}, err);
}

prse_status prse__portal_write(prse_session *session, prse_str siren,
                               prse_operation operation, prse__work_body body,
                               void *user, prse_error *err)
{
    frame f = {{.session = session, .siren = siren}, (int32_t)operation, 1,
               body, user};
    return run(&f, &(prse_tx_options){0}, err);
}

prse_status prse__portal_open(prse_session *session, prse_str siren, int write,
                              prse__work_body body, void *user,
                              prse_error *err)
{
    frame f = {{.session = session, .siren = siren}, OPEN, write, body, user};
    return run(&f, &(prse_tx_options){0}, err);
}

prse_status prse__portal_task(prse_session *session, int write,
                              const prse_store_work *progress,
                              prse__work_body body, void *user,
                              prse_error *err)
{
    prse_tx_options how = {.deadline_ms = TASK_MS};
    if (progress) {
        how.should_stop = progress->should_stop;
        how.user = progress->user;
    }
    frame f = {{.session = session}, PRSE_OP_MAINTAIN, write, body, user};
    return run(&f, &how, err);
}
