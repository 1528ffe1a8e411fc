/* SPDX-License-Identifier: Apache-2.0 */
/* Answering for a company: what is kept of it, the receipt of the answer, and
 * the states that follow, in one transaction. */
#include "base/date.h"
#include "base/options.h"
#include "crypto/crypto.h"
#include "engine/pack.h"
#include "formats/json_writer.h"
#include "formats/node.h"
#include "portailrse/qualification.h"
#include "portal/status.h"
#include "portal/year.h"

typedef struct evaluation {
    prse_pack *pack;
    prse_evaluation_options options;
    prse_facts *facts;
    prse_report *report;
    prse_text *receipt;
    char id[PRSE__DIGEST_HEX];
} evaluation;

/* The digest of the facts, as the receipt says it. */
static prse_status facts_digest(prse__arena *arena, prse_str receipt,
                                prse_str *out, prse_error *err)
{
    const prse__node *root;
    prse_status status =
        prse__json_read(&root, arena, receipt, "receipt", NULL, err);
    if (status)
        return status;
    const prse__node *digest = prse__node_get(root, "facts_digest");
    *out = digest ? digest->text : PRSE_STR("");
    return digest ? PRSE_OK
                  : prse__error_set(err, PRSE_EINTERNAL, NULL,
                                    "the receipt names no facts");
}

static prse_status put_receipt(prse__work *work, evaluation *e,
                               prse__date date, prse_error *err)
{
    prse_str digest, text = prse_text_str(e->receipt);
    prse__arena *arena = prse__arena_new(0);
    if (!arena)
        return prse__error_nomem(err);
    prse_status status = facts_digest(arena, text, &digest, err);
    if (!status) {
        prse_value values[RECU_COLUMNS] = {
            [RECU_ID] = prse__field_text(prse_str_of(e->id)),
            [RECU_SIREN] = prse__field_text(work->siren),
            [RECU_DATE] = prse__field_date(date),
            [RECU_PACK] = prse__field_text(prse_pack_id(e->pack)),
            [RECU_PACK_EMPREINTE] =
                prse__field_text(prse_pack_digest(e->pack)),
            [RECU_FAITS_EMPREINTE] = prse__field_text(digest),
            [RECU_TEXTE] = prse__field_text(text),
            [RECU_EMIS_LE] = prse__field_time(work->now_ms)};
        /* the same receipt of the same moment is the same row */
        status = prse__tx_put(work->tx, prse__portal_collection_of(PRSE__RECUS),
                              values, PRSE_VERSION_ANY, NULL, err);
    }
    prse__arena_free(arena);
    return status;
}

static prse_status note(prse__work *work, evaluation *e, prse_error *err)
{
    prse__buf details;
    prse__json json;
    prse__buf_init(&details, 0);
    prse__json_init(&json, &details, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "pack", prse_pack_digest(e->pack));
    prse__json_close(&json, '}');
    prse_status status =
        details.failed
            ? prse__error_nomem(err)
            : prse__journal_add(work, PRSE_OP_EVALUATE, prse_str_of(e->id),
                                prse__buf_str(&details), err);
    prse__buf_free(&details);
    return status;
}

static prse_status make_receipt(prse__work *work, evaluation *e,
                                prse_str date, prse_error *err)
{
    prse__buf issued;
    prse__buf_init(&issued, 0);
    prse__time_print(&issued, work->now_ms);
    prse_receipt_options options = {.size = sizeof options,
                                    .subject = work->siren,
                                    .issued = prse__buf_str(&issued),
                                    .key = e->options.key};
    prse_text_free(e->receipt);
    e->receipt = NULL;
    prse_status status =
        issued.failed ? prse__error_nomem(err)
                      : prse_receipt_make(&e->receipt, e->pack, e->facts,
                                          date, &options, err);
    prse__buf_free(&issued);
    return status ? status
                  : prse__digest_hex(e->id, prse_text_str(e->receipt), err);
}

static prse_status answer(prse__work *work, evaluation *e, prse_str date,
                          prse_error *err)
{
    prse__date day;
    prse_status status =
        prse_report_evaluate(e->report, e->facts, date, err);
    if (!status)
        status = make_receipt(work, e, date, err);
    if (!status && !prse__date_parse(&day, date))
        status = prse__error_set(err, PRSE_EPARSE, "date", "not a day");
    if (!status)
        status = put_receipt(work, e, day, err);
    if (!status)
        status = prse__statuses_put(work, e->report, prse_str_of(e->id), err);
    return status ? status : note(work, e, err);
}

static prse_status evaluate_body(void *user, prse__work *work, prse_error *err)
{
    evaluation *e = user;
    prse__buf today;
    prse__buf_init(&today, 0);
    prse__date_print(&today, work->today);
    prse_status status =
        today.failed ? prse__error_nomem(err)
                     : prse__year_load(work, e->options.year, e->facts, NULL,
                                       err);
    if (!status)
        status = answer(work, e,
                        e->options.date.len ? e->options.date
                                            : prse__buf_str(&today),
                        err);
    prse__buf_free(&today);
    return status;
}

static prse_status run(evaluation *e, prse_session *session, prse_str siren,
                       const prse_evaluation_options *opts, prse_error *err)
{
    prse_status status =
        prse__options_read(&e->options, sizeof e->options, opts,
                           "prse_evaluation_options", err);
    if (!status)
        status = prse_facts_new(&e->facts, e->pack, err);
    if (!status)
        status = prse_report_new(&e->report, e->pack, err);
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_EVALUATE,
                                       evaluate_body, e, err);
}

prse_status prse_portal_evaluate(prse_text **out, prse_session *session,
                                 prse_str siren, prse_pack *pack,
                                 const prse_evaluation_options *opts,
                                 prse_error *err)
{
    evaluation e = {.pack = pack};
    if (!session || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s is NULL",
                               session ? "pack" : "session");
    prse_status status = run(&e, session, siren, opts, err);
    if (!status && out) {
        *out = e.receipt;
        e.receipt = NULL;
    }
    prse_text_free(e.receipt);
    prse_report_free(e.report);
    prse_facts_free(e.facts);
    return status;
}
