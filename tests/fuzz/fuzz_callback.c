/* SPDX-License-Identifier: Apache-2.0 */
/* What a stranger may send to a portal: headers of signatures, forms, JSON,
 * results. The first byte chooses. */
#include "callback/body.h"
#include "callback/form.h"
#include "callback/result.h"
#include "callback/status.h"
#include "callback/webhook.h"
#include "fuzz/fuzz.h"

static prse_status write_again(void *user, prse_str name, prse_str value,
                               prse_error *err)
{
    prse__buf *out = user;
    prse__buf copy;
    (void)err;
    FUZZ_ASSERT(prse__utf8_check(name) == name.len);
    FUZZ_ASSERT(prse__utf8_check(value) == value.len);
    if (memchr(name.ptr, '\0', name.len))
        return PRSE_OK;
    prse__buf_init(&copy, 0);
    prse__form_add(&copy, "x", value);
    prse__buf_add(out, prse__buf_str(&copy));
    prse__buf_free(&copy);
    return PRSE_OK;
}

static void try_form(prse_str text)
{
    prse_error err = {0};
    prse__buf out;
    prse__arena *arena = prse__arena_new(0);
    prse__buf_init(&out, 0);
    fuzz_check(prse__form_read(arena, text, write_again, &out, &err), &err);
    prse__buf_free(&out);
    prse__arena_free(arena);
}

/* What was accepted can be shown and kept. */
static void try_body(prse_str text, const char *type)
{
    prse_error err = {0};
    prse__callback_body body;
    prse__arena *arena = prse__arena_new(0);
    prse_status status =
        prse__body_read(&body, arena, prse_str_of(type), text, &err);
    fuzz_check(status, &err);
    if (status == PRSE_OK) {
        FUZZ_ASSERT(prse__status_rank(body.status) >= 0);
        FUZZ_ASSERT(prse__utf8_length(body.msg) <= PRSE__MSG_CHARACTERS);
        FUZZ_ASSERT(prse_document_id_check(body.document_id, NULL) == 0);
        FUZZ_ASSERT(body.has_result == prse__str_is(body.status, "success"));
    }
    prse__arena_free(arena);
}

static void try_form_body(prse_str text)
{
    try_body(text, "application/x-www-form-urlencoded");
}

static void try_json_body(prse_str text)
{
    try_body(text, "application/json");
}

static void try_result(prse_str text)
{
    prse_error err = {0};
    fuzz_check(prse__result_check(text, &err), &err);
}

/* Nobody knows the secret, so that nothing is ever right. The three headers
 * are lines. */
static void try_headers(prse_str text)
{
    prse_error err = {0};
    prse_webhook_keys *keys = NULL;
    prse_webhook_headers headers = {.size = sizeof headers};
    prse_str *const parts[] = {&headers.id, &headers.timestamp,
                               &headers.signature};
    for (size_t i = 0; i < 3; i++) {
        const char *end =
            text.len ? memchr(text.ptr, '\n', text.len) : NULL;
        *parts[i] = text;
        if (!end)
            break;
        parts[i]->len = (size_t)(end - text.ptr);
        text = (prse_str){end + 1, text.len - parts[i]->len - 1};
    }
    FUZZ_ASSERT(prse_webhook_keys_new(
                    &keys, PRSE_STR("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                    NULL, NULL) == PRSE_OK);
    prse_status status =
        prse_webhook_verify(keys, &headers, PRSE_STR("body"), &err);
    fuzz_check(status, &err);
    FUZZ_ASSERT(status == PRSE_EDENIED || status == PRSE_EEXPIRED);
    prse_webhook_keys_free(keys);
}

static void try_secrets(prse_str text)
{
    prse_error err = {0};
    prse_webhook_keys *keys = NULL;
    fuzz_check(prse_webhook_keys_new(&keys, text, NULL, &err), &err);
    prse_webhook_keys_free(keys);
}

static void try_id(prse_str text)
{
    prse__buf again;
    prse_str job;
    uint64_t number;
    if (!prse__webhook_id_read(text, &job, &number))
        return;
    prse__buf_init(&again, 0);
    FUZZ_ASSERT(prse__webhook_id_write(&again, job, number, NULL) == PRSE_OK);
    FUZZ_ASSERT(fuzz_same(prse__buf_str(&again), text));
    prse__buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const tries[])(prse_str text) = {
        try_form,    try_form_body, try_json_body, try_result,
        try_headers, try_secrets,   try_id};
    if (size == 0)
        return 0;
    tries[data[0] % 7](fuzz_text(data + 1, size - 1));
    return 0;
}
