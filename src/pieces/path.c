/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/path.h"

#include <string.h>

#include "base/error.h"
#include "base/str.h"

enum { UNKNOWN = 0 };

static const char BLANK[] = "\xE2\x96\x81"; /* U+2581 */

/* The best way to a place in the text. */
typedef struct way {
    double score;
    size_t from; /* where its last piece begins */
    int32_t number;
    int is_there;
} way;

int prse__path_order(const void *a, const void *b)
{
    const prse_str *one = &((const prse__piece *)a)->text;
    const prse_str *two = &((const prse__piece *)b)->text;
    size_t len = one->len < two->len ? one->len : two->len;
    int is = memcmp(one->ptr, two->ptr, len);
    return is ? is : one->len < two->len ? -1 : one->len > two->len;
}

/* --- Pieces with which a text begins */

typedef struct span {
    size_t first, end; /* of the sorted pieces */
} span;

/* The first piece of the span whose byte at `at` is not below `byte`; one that
 * ends before is below all. */
static size_t first_from(const prse__path_pieces *pieces, span in, size_t at,
                         int byte)
{
    while (in.first < in.end) {
        size_t middle = in.first + (in.end - in.first) / 2;
        prse_str text = pieces->sorted[middle].text;
        int is = at < text.len ? (unsigned char)text.ptr[at] : -1;
        if (is < byte)
            in.first = middle + 1;
        else
            in.end = middle;
    }
    return in.first;
}

static span narrow(const prse__path_pieces *pieces, span in, size_t at,
                   char byte)
{
    int is = (unsigned char)byte;
    in.first = first_from(pieces, in, at, is);
    in.end = first_from(pieces, in, at, is + 1);
    return in;
}

/* --- Ways */

static void offer(way *ways, size_t from, size_t to, double score,
                  int32_t number)
{
    score += ways[from].score;
    if (!ways[to].is_there || score > ways[to].score)
        ways[to] = (way){score, from, number, 1};
}

/* All pieces that begin at `from` and end with the word at the latest. */
static void go_on(const prse__path_pieces *pieces, prse_str word, size_t from,
                  size_t sign_end, way *ways)
{
    span in = {0, pieces->count};
    int has_sign = 0;
    for (size_t at = from; at < word.len; at++) {
        in = narrow(pieces, in, at - from, word.ptr[at]);
        if (in.first == in.end)
            break;
        const prse__piece *is = &pieces->sorted[in.first];
        if (is->text.len != at + 1 - from)
            continue;
        offer(ways, from, at + 1, is->score, is->number);
        has_sign |= at + 1 == sign_end;
    }
    if (!has_sign)
        offer(ways, from, sign_end, pieces->unknown, UNKNOWN);
}

static size_t word_end(prse_str text, size_t from)
{
    for (from++; from < text.len; from++)
        if (prse__str_starts((prse_str){text.ptr + from, text.len - from},
                             BLANK))
            return from;
    return text.len;
}

static void find_ways(const prse__path_pieces *pieces, prse_str text,
                      way *ways)
{
    size_t word = 0;
    for (size_t at = 0, next = 0; at < text.len; at = next) {
        if (at == word) {
            word = word_end(text, at);
            ways[at].score = 0;
        }
        prse__utf8_next(text, &next);
        go_on(pieces, (prse_str){text.ptr, word}, at, next, ways);
    }
}

/* Signs that are unknown one after the other in a word are one. */
static int is_joined(const way *ways, size_t end)
{
    size_t from = ways[end].from;
    return from > 0 && ways[end].number == UNKNOWN &&
           ways[from].number == UNKNOWN;
}

static void collect(const way *ways, size_t end, int32_t *to, size_t room,
                    size_t *count)
{
    size_t at;
    *count = 0;
    for (at = end; at > 0; at = ways[at].from)
        *count += !is_joined(ways, at);
    size_t left = *count;
    for (at = end; at > 0; at = ways[at].from)
        if (!is_joined(ways, at) && --left < room)
            to[left] = ways[at].number;
}

prse_status prse__path_best(const prse__path_pieces *pieces, prse_str text,
                            int32_t *to, size_t room, size_t *count,
                            prse_error *err)
{
    way *ways = prse__alloc(text.len + 1, sizeof *ways);
    if (!ways)
        return prse__error_nomem(err);
    find_ways(pieces, text, ways);
    collect(ways, text.len, to, room, count);
    prse__free(ways);
    return PRSE_OK;
}
