/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/event.h"

#include "formats/json_canonical.h"
#include "formats/json_writer.h"

prse__event prse__event_of(const prse_value *values)
{
    return (prse__event){.chain = values[JOURNAL_CHAINE].text,
                         .number = values[JOURNAL_NUMERO].number,
                         .moment_ms = values[JOURNAL_INSTANT].number,
                         .actor = values[JOURNAL_ACTEUR].text,
                         .action = values[JOURNAL_ACTION].text,
                         .object = values[JOURNAL_OBJET].text,
                         .details = values[JOURNAL_DETAILS].text,
                         .previous = values[JOURNAL_PRECEDENT].text};
}

int prse__event_ends(const prse__event *event)
{
    return prse__str_is(event->action,
                        prse_operation_name(PRSE_OP_COMPANY_DELETE));
}

static void write_event(prse__buf *out, prse_str moment,
                        const prse__event *event)
{
    prse__json json;
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "acteur", event->actor);
    prse__json_put(&json, "action", event->action);
    prse__json_put(&json, "chaine", event->chain);
    prse__json_key(&json, PRSE_STR("details"));
    prse__json_raw(&json, event->details);
    prse__json_put(&json, "instant", moment);
    prse__json_put_int(&json, "numero", event->number);
    prse__json_put(&json, "objet", event->object);
    prse__json_put(&json, "precedent", event->previous);
    prse__json_close(&json, '}');
}

static prse_status digest_of(char *out, prse__buf *plain, prse__buf *canonical,
                             prse_error *err)
{
    if (plain->failed)
        return prse__error_nomem(err);
    prse_status status =
        prse__json_canonical(canonical, prse__buf_str(plain), err);
    return status ? status
                  : prse__digest_hex(out, prse__buf_str(canonical), err);
}

prse_status prse__event_digest(char out[PRSE__DIGEST_HEX],
                               const prse__event *event, prse_error *err)
{
    prse__buf moment, plain, canonical;
    prse__buf_init(&moment, 0);
    prse__buf_init(&plain, 0);
    prse__buf_init(&canonical, 0);
    prse__time_print(&moment, event->moment_ms);
    write_event(&plain, prse__buf_str(&moment), event);
    prse_status status = moment.failed
                             ? prse__error_nomem(err)
                             : digest_of(out, &plain, &canonical, err);
    prse__buf_free(&canonical);
    prse__buf_free(&plain);
    prse__buf_free(&moment);
    return status;
}
