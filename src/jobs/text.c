/* SPDX-License-Identifier: Apache-2.0 */
/* Texts from outside: words, keys, JSON. */
#include <string.h>

#include "jobs/queue.h"
#include "store/check_json.h"

enum { WORD_MAX = 32 };

static const char WORD[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
static const char KEY[] = "abcdefghijklmnopqrstuvwxyz0123456789_"
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:";

static int is_made_of(prse_str text, const char *letters)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\0' || !strchr(letters, text.ptr[i]))
            return 0;
    return 1;
}

prse_status prse__queue_word(prse_str word, const char *subject,
                             prse_error *err)
{
    if (word.len > 0 && word.len <= WORD_MAX && is_made_of(word, WORD))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, subject,
                           "a word of small letters, digits and _ is wanted, "
                           "of at most %d", WORD_MAX);
}

prse_status prse__queue_key(prse_str key, size_t max, const char *subject,
                            prse_error *err)
{
    if (key.len <= max && is_made_of(key, KEY))
        return PRSE_OK;
    return prse__error_set(err, PRSE_EPARSE, subject,
                           "letters, digits, - _ . and : are wanted, at most "
                           "%zu", max);
}

prse_status prse__queue_json(prse_str json, size_t max, const char *subject,
                             prse_error *err)
{
    prse_column column = {.name = subject, .type = PRSE_TYPE_JSON};
    if (json.len > max)
        return prse__error_set(err, PRSE_EPARSE, subject,
                               "it has %zu bytes, at most %zu are kept",
                               json.len, max);
    return prse__check_json(&column, json, err);
}
