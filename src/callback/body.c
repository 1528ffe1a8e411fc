/* SPDX-License-Identifier: Apache-2.0 */
#include "callback/body.h"

#include <stddef.h>
#include <string.h>

#include "callback/form.h"
#include "callback/result.h"
#include "callback/status.h"
#include "formats/node.h"
#include "portailrse/callback.h"

/* Every byte of a result may be escaped, and some more for the rest. */
enum { MOST_BODY = 3 * PRSE__RESULT_MOST + 65536, FORM_DEPTH = 1 };

static const struct {
    const char *name;
    size_t at;
} fields[] = {
    {"document_id", offsetof(prse__callback_body, document_id)},
    {"status", offsetof(prse__callback_body, status)},
    {"msg", offsetof(prse__callback_body, msg)},
    {"resultat_json", offsetof(prse__callback_body, result)},
};

typedef struct reading {
    prse__callback_body *body;
    unsigned seen; /* a bit a field */
} reading;

static prse_status odd(const char *field, const char *why, prse_error *err)
{
    return prse__error_set(err, PRSE_ESCHEMA, field, "%s", why);
}

static prse_status take_field(void *user, prse_str name, prse_str value,
                              prse_error *err)
{
    reading *it = user;
    size_t i = 0, count = sizeof fields / sizeof fields[0];
    while (i < count && !prse__str_is(name, fields[i].name))
        i++;
    if (i == count)
        return odd("body", "a field is not known: expected document_id, "
                   "status, msg, resultat_json", err);
    if (it->seen & 1U << i)
        return odd(fields[i].name, "the field is there twice", err);
    if (value.len > 0 && memchr(value.ptr, '\0', value.len))
        return odd(fields[i].name, "the text holds a NUL", err);
    it->seen |= 1U << i;
    memcpy((char *)it->body + fields[i].at, &value, sizeof value);
    return PRSE_OK;
}

static prse_status read_json(reading *it, prse__arena *arena, prse_str text,
                             prse_error *err)
{
    const prse__node_limits limits = {.bytes = MOST_BODY,
                                      .depth = FORM_DEPTH};
    const prse__node *root = NULL;
    prse_status status =
        prse__json_read(&root, arena, text, "body", &limits, err);
    if (!status && root->kind != PRSE__NODE_MAP)
        return odd("body", "it is no object of fields", err);
    for (const prse__node *at = status ? NULL : root->first; at && !status;
         at = at->next)
        status = at->kind == PRSE__NODE_QUOTED
                     ? take_field(it, at->key, at->text, err)
                     : odd("body", "a field is no text", err);
    return status;
}

/* "application/json; charset=utf-8" is application/json. */
static int is_type(prse_str given, const char *type)
{
    size_t len = strlen(type);
    if (given.len < len || (given.len > len && given.ptr[len] != ';' &&
                            given.ptr[len] != ' '))
        return 0;
    for (size_t i = 0; i < len; i++) {
        char c = given.ptr[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != type[i])
            return 0;
    }
    return 1;
}

static prse_status read_fields(reading *it, prse__arena *arena, prse_str type,
                               prse_str body, prse_error *err)
{
    if (body.len > MOST_BODY)
        return prse__error_set(err, PRSE_ELIMIT, "body",
                               "%zu bytes; at most %d are accepted", body.len,
                               (int)MOST_BODY);
    if (is_type(type, "application/x-www-form-urlencoded"))
        return prse__form_read(arena, body, take_field, it, err);
    if (is_type(type, "application/json"))
        return read_json(it, arena, body, err);
    return odd("content-type", "expected application/x-www-form-urlencoded or "
               "application/json", err);
}

static prse_status check_status(const prse__callback_body *body,
                                prse_error *err)
{
    if (prse__utf8_length(body->status) > PRSE__MSG_CHARACTERS)
        return prse__error_set(err, PRSE_ELIMIT, "status",
                               "more than %d characters",
                               (int)PRSE__MSG_CHARACTERS);
    if (body->status.len == 0 || prse__status_rank(body->status) < 0)
        return odd("status", "it is missing or not known: expected processing, "
                   "text_processed, analysis_complete, success or error", err);
    return PRSE_OK;
}

static prse_status check_result(const prse__callback_body *body,
                                prse_error *err)
{
    int success = prse__str_is(body->status, "success");
    if (success && !body->has_result)
        return odd("resultat_json", "a success has a result", err);
    if (!success && body->has_result)
        return odd("resultat_json", "only a success has a result", err);
    return success ? prse__result_check(body->result, err) : PRSE_OK;
}

prse_str prse__body_cut(prse_str text)
{
    size_t at = 0;
    for (int i = 0; i < PRSE__MSG_CHARACTERS && at < text.len; i++)
        prse__utf8_next(text, &at);
    return (prse_str){text.ptr, at};
}

prse_status prse__body_read(prse__callback_body *out, prse__arena *arena,
                            prse_str content_type, prse_str body,
                            prse_error *err)
{
    reading it = {.body = out};
    *out = (prse__callback_body){.has_result = 0};
    prse_status status = read_fields(&it, arena, content_type, body, err);
    out->has_result = (it.seen & 1U << 3) != 0;
    out->msg = prse__body_cut(out->msg);
    if (!status)
        status = prse_document_id_check(out->document_id, err);
    if (!status)
        status = check_status(out, err);
    if (!status)
        status = check_result(out, err);
    return status;
}
