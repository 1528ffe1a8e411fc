/* SPDX-License-Identifier: Apache-2.0 */
/* A number that is read is plain: reading it again gives it back. The rest of
 * what people type goes into queries, where it must stay a value. */
#include "fuzz/fuzz.h"
#include "registry/directory.h"
#include "registry/sirene.h"

static void check_number(prse_str text)
{
    prse_number number = {.size = sizeof number}, again = number;
    prse_error err = {0};
    prse_status status = prse_number_read(&number, text, &err);
    fuzz_check(status, &err);
    if (status)
        return;
    FUZZ_ASSERT(strlen(number.siren) == 9);
    FUZZ_ASSERT(prse_number_read(&again, prse_str_of(number.text), NULL) ==
                PRSE_OK);
    FUZZ_ASSERT(again.kind == number.kind);
    FUZZ_ASSERT(strcmp(again.text, number.text) == 0);
    FUZZ_ASSERT(strcmp(again.siren, number.siren) == 0);
}

/* One query, of parameters that are ours. */
static void check_url(const prse__buf *url, size_t parameters)
{
    size_t questions = 0, ands = 0;
    FUZZ_ASSERT(!url->failed);
    for (size_t i = 0; i < url->len; i++) {
        FUZZ_ASSERT(url->ptr[i] > ' ' && url->ptr[i] < 0x7F);
        questions += url->ptr[i] == '?';
        ands += url->ptr[i] == '&';
        FUZZ_ASSERT(url->ptr[i] != '#');
    }
    FUZZ_ASSERT(questions == 1 && ands + 1 <= parameters);
}

static void check_search(prse_str text)
{
    prse_search_options search = {.size = sizeof search,
                                  .departement = text,
                                  .naf = text,
                                  .tranche_effectif = text};
    prse__buf url;
    prse__buf_init(&url, 0);
    prse__directory_search_url(&url, PRSE_STR("https://x"), text, &search);
    check_url(&url, 8);
    prse__buf_clear(&url);
    prse__sirene_search_url(&url, PRSE_STR("https://x"), text, &search);
    check_url(&url, 3);
    prse__buf_free(&url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    prse_str text = fuzz_text(data, size);
    check_number(text);
    if (prse__utf8_check(text) == text.len)
        check_search(text);
    return 0;
}
