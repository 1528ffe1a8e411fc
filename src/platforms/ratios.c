/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/ratios.h"

#include "http/url.h"
#include "platforms/ratios_years.h"

enum { LIMIT = 100 }; /* the most that the platform gives at once */

/* The number stands inside of a query language: nothing but digits. */
static void add_condition(prse__buf *where, prse_str siren)
{
    prse__buf_adds(where, "siren=\"");
    for (size_t i = 0; i < siren.len; i++)
        if (siren.ptr[i] >= '0' && siren.ptr[i] <= '9')
            prse__buf_addc(where, siren.ptr[i]);
    prse__buf_addc(where, '"');
}

void prse__ratios_url(prse__buf *url, prse_str base, prse_str siren)
{
    prse__buf where;
    prse__buf_init(&where, 0);
    add_condition(&where, siren);
    url->failed |= where.failed;
    prse__buf_add(url, base);
    prse__buf_adds(url, "/explore/v2.1/catalog/datasets/ratios_inpi_bce"
                        "/records");
    prse__url_query(url, "where", prse__buf_str(&where));
    prse__url_query(url, "order_by",
                    PRSE_STR("date_cloture_exercice desc"));
    prse__url_query_int(url, "limit", LIMIT);
    prse__buf_free(&where);
}

/* --- The record --- */

static void write_text(prse__json *json, const char *key, prse_str text)
{
    if (text.len)
        prse__json_put(json, key, text);
    else
        prse__record_null(json, key);
}

static void write_secrecy(prse__json *json, prse_str words)
{
    if (prse__str_is(words, "Public"))
        words = PRSE_STR("publique");
    else if (prse__str_starts(words, "Partiellement"))
        words = PRSE_STR("partielle");
    write_text(json, "confidentialite", words);
}

static void write_account(prse__json *json, const prse__account *account,
                          int future)
{
    prse__json_open(json, '{');
    prse__record_date(json, "date_cloture", account->closed);
    write_text(json, "type", account->type);
    write_secrecy(json, account->secrecy);
    if (account->state == PRSE__TURNOVER_KNOWN)
        prse__record_dec(json, "ca", account->turnover);
    else
        prse__record_null(json, "ca");
    if (future)
        prse__record_code(json, "note", "cloture_future");
    prse__json_close(json, '}');
}

static void write_accounts(prse__json *json, const prse__accounts *accounts,
                           prse__date today)
{
    size_t from = prse__accounts_closed(accounts, today);
    prse__json_put_int(json, "annonces", accounts->announced);
    prse__json_put_int(json, "lus", accounts->read);
    prse__json_put_int(json, "doublons", accounts->repeated);
    prse__record_code(json, "complet",
                      accounts->read < accounts->announced ? "non" : "oui");
    if (from < accounts->count) {
        prse__date last = accounts->items[from].closed;
        prse__record_date(json, "date_cloture", last);
        prse__json_put_int(json, "derniere_annee", prse__date_ymd(last).year);
    }
    prse__accounts_write_years(json, accounts, from);
    prse__json_key(json, PRSE_STR("comptes"));
    prse__json_open(json, '[');
    for (size_t i = 0; i < accounts->count; i++)
        write_account(json, &accounts->items[i], i < from);
    prse__json_close(json, ']');
}

prse_outcome prse__ratios_record(prse__buf *json, prse_str siren,
                                 prse__date today, const prse__answer *answer)
{
    prse__json record;
    prse__reading reading;
    prse__accounts accounts;
    prse__reading_open(&reading, answer);
    prse__accounts_read(&accounts, &reading, siren);
    json->failed |= reading.failed;
    prse__record_start(&record, json, "ratios", siren);
    prse__record_outcome(&record, reading.outcome, reading.reason, answer);
    if (reading.outcome == PRSE_OUTCOME_READ)
        write_accounts(&record, &accounts, today);
    prse__record_end(&record);
    prse__reading_close(&reading);
    return reading.outcome;
}

int prse__ratios_accept(prse_str body)
{
    prse__arena *arena = NULL;
    int known = prse__accounts_are(prse__reading_body(&arena, body));
    prse__arena_free(arena);
    return known;
}
