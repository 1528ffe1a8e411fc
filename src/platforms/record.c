/* SPDX-License-Identifier: Apache-2.0 */
#include "platforms/record.h"

static void key_of(prse__json *json, const char *key)
{
    prse__json_key(json, prse_str_of(key));
}

void prse__record_start(prse__json *json, prse__buf *to, const char *key,
                        prse_str siren)
{
    prse__json_init(json, to, 0);
    prse__json_open(json, '{');
    prse__record_open(json, key);
    prse__json_put(json, "siren", siren);
}

void prse__record_outcome(prse__json *json, prse_outcome outcome,
                          const char *reason, const prse__answer *answer)
{
    prse__record_code(json, "etat", prse_outcome_name(outcome));
    if (answer->http)
        prse__json_put_int(json, "http", answer->http);
    if (outcome == PRSE_OUTCOME_UNREADABLE && reason)
        prse__record_code(json, "raison", reason);
}

void prse__record_end(prse__json *json)
{
    prse__record_close(json);
    prse__json_close(json, '}');
}

void prse__record_append(prse__buf *record, const char *key,
                         const char *code)
{
    enum { CLOSED = 2 }; /* the record, and the object around it */
    if (record->failed || record->len < CLOSED)
        return;
    record->len -= CLOSED;
    prse__buf_addf(record, ",\"%s\":\"%s\"}}", key, code);
}

void prse__record_open(prse__json *json, const char *key)
{
    key_of(json, key);
    prse__json_open(json, '{');
}

void prse__record_close(prse__json *json)
{
    prse__json_close(json, '}');
}

void prse__record_null(prse__json *json, const char *key)
{
    key_of(json, key);
    prse__json_null(json);
}

void prse__record_text(prse__json *json, const char *key,
                       const prse__node *node)
{
    prse_str text;
    if (prse__value_text(&text, node))
        prse__json_put(json, key, text);
    else
        prse__record_null(json, key);
}

void prse__record_dec(prse__json *json, const char *key, prse__dec value)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__dec_print(&text, value);
    json->buf->failed |= text.failed;
    key_of(json, key);
    prse__json_raw(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

void prse__record_number(prse__json *json, const char *key,
                         const prse__node *node)
{
    prse__dec value;
    if (prse__value_decimal(&value, node))
        prse__record_dec(json, key, value);
    else
        prse__record_null(json, key);
}

void prse__record_date(prse__json *json, const char *key, prse__date date)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__date_print(&text, date);
    json->buf->failed |= text.failed;
    prse__json_put(json, key, prse__buf_str(&text));
    prse__buf_free(&text);
}

void prse__record_day(prse__json *json, const char *key,
                      const prse__node *node)
{
    prse__date date;
    if (prse__value_day(&date, node))
        prse__record_date(json, key, date);
    else
        prse__record_null(json, key);
}

void prse__record_code(prse__json *json, const char *key,
                       const char *code)
{
    prse__json_put(json, key, prse_str_of(code));
}
