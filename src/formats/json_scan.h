/* SPDX-License-Identifier: Apache-2.0 */
/* Proves that a text is strict JSON, but for members of the same name. */
#ifndef PRSE_FORMATS_JSON_SCAN_H
#define PRSE_FORMATS_JSON_SCAN_H

#include "formats/reader.h"

enum { PRSE__JSON_DEEPEST = 1000 };

/* Is told what the scan meets. */
typedef struct prse__json_watch {
    /* A list or map, which is the `depth`th around what is in it. */
    void (*open)(void *user, size_t depth);
    void (*key)(void *user, size_t depth, prse_str quoted);
    void (*number)(void *user, prse_str literal);
    void *user;
} prse__json_watch;

/* reader->depth is at most PRSE__JSON_DEEPEST. `masked`, a copy of the text or
 * NULL: each number in it becomes 0 and blanks. `watch` may be NULL. */
prse_status prse__json_scan(const prse__reader *reader, char *masked,
                            const prse__json_watch *watch);

/* A quick look. 1: prse__json_read() accepts the text with its default limits,
 * and no number has an exponent. 0: it must be read to know. */
int prse__json_is_sound(prse_str text);

#endif
