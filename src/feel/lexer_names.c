/* SPDX-License-Identifier: Apache-2.0 */
/* Names of several words, as a tree of their pieces: a piece is a run of name
 * characters or one other character, and remembers whether blanks precede it.
 * Finding the longest name costs one look-up a piece, whatever their number. */
#include "feel/lexer.h"

enum { MOST_PIECES = 64, MOST_DECLARED = 1000, BUCKETS = 1024 };

typedef struct piece piece;
struct piece {
    const piece *chain; /* others of the same bucket */
    const piece *before;
    prse_str text;
    int spaced;
    prse_str name; /* when a name ends here */
};

struct prse__names {
    prse__arena *arena;
    size_t declared;
    piece *buckets[BUCKETS];
};

/* Functions, types and properties of DMN 1.5. */
static const char *const LANGUAGE[] = {
    "years and months duration", "days and time duration",
    "date and time",             "string length",
    "upper case",                "lower case",
    "substring before",          "substring after",
    "starts with",               "ends with",
    "string join",               "list contains",
    "list replace",              "insert before",
    "index of",                  "distinct values",
    "round up",                  "round down",
    "round half up",             "round half down",
    "day of year",               "day of week",
    "month of year",             "week of year",
    "get value",                 "get entries",
    "context put",               "context merge",
    "met by",                    "overlaps before",
    "overlaps after",            "overlapped by",
    "overlapped before",         "overlapped after",
    "finished by",               "started by",
    "start included",            "end included",
    "time offset",
};

/* Cuts the next piece off; 0 at the end. */
static int next_piece(prse_str text, size_t *pos, piece *out)
{
    size_t start = *pos, next = start;
    while (next < text.len) {
        start = next;
        if (!prse__lexer_is_blank(prse__utf8_next(text, &next)))
            break;
        start = next;
    }
    if (start == text.len)
        return 0;
    size_t word = prse__lexer_word(text, start);
    out->spaced = start > *pos;
    *pos = word ? start + word : next;
    out->text = (prse_str){text.ptr + start, *pos - start};
    return 1;
}

static piece **bucket_of(const prse__names *names, const piece *key)
{
    uint64_t hash = 14695981039346656037u ^ (uintptr_t)key->before;
    for (size_t i = 0; i < key->text.len; i++)
        hash = (hash ^ (unsigned char)key->text.ptr[i]) * 1099511628211u;
    hash ^= hash >> 29;
    return (piece **)&names->buckets[hash % BUCKETS];
}

static piece *find(piece *const *bucket, const piece *key)
{
    const piece *p = *bucket;
    while (p && (p->before != key->before || p->spaced != key->spaced ||
                 !prse__str_eq(p->text, key->text)))
        p = p->chain;
    return (piece *)p;
}

static prse_status add(prse__names *names, prse_str name, prse_error *err)
{
    size_t pos = 0, count = 0;
    piece key = {0}, *last = NULL;
    name = prse__str_dup(names->arena, name);
    if (!name.ptr)
        return prse__error_nomem(err);
    while (next_piece(name, &pos, &key)) {
        if (++count > MOST_PIECES)
            return prse__error_set(
                err, PRSE_ELIMIT, NULL,
                "a name of more than %d words and signs: write a shorter one",
                MOST_PIECES);
        piece **bucket = bucket_of(names, &key);
        last = find(bucket, &key);
        if (!last) {
            last = prse__arena_alloc(names->arena, 1, sizeof *last);
            if (!last)
                return prse__error_nomem(err);
            *last = (piece){*bucket, key.before, key.text, key.spaced, {0}};
            *bucket = last;
        }
        key.before = last;
    }
    if (last)
        last->name = name;
    return PRSE_OK;
}

prse__names *prse__names_new(void)
{
    prse__arena *arena = prse__arena_new(0);
    prse__names *names =
        arena ? prse__arena_alloc(arena, 1, sizeof *names) : NULL;
    if (!names) {
        prse__arena_free(arena);
        return NULL;
    }
    names->arena = arena;
    for (size_t i = 0; i < sizeof LANGUAGE / sizeof *LANGUAGE; i++)
        if (add(names, prse_str_of(LANGUAGE[i]), NULL)) {
            prse__names_free(names);
            return NULL;
        }
    return names;
}

void prse__names_free(prse__names *names)
{
    if (names)
        prse__arena_free(names->arena);
}

prse_status prse__names_add(prse__names *names, prse_str name,
                            prse_error *err)
{
    return prse__lexer_is_plain(name) ? PRSE_OK : add(names, name, err);
}

/* "a and b" or "a - b" would change what the text means; "l'an" cannot. */
static int only_words(prse_str name)
{
    piece p;
    for (size_t pos = 0; next_piece(name, &pos, &p);) {
        int word = prse__lexer_word(p.text, 0) > 0;
        if (word ? prse__lexer_is_keyword(p.text)
                 : !prse__str_is(p.text, "'"))
            return 0;
    }
    return 1;
}

prse_status prse__names_declare(prse__names *names, prse_str name,
                                prse_error *err)
{
    if (prse__lexer_is_plain(name) || !only_words(name))
        return PRSE_OK;
    if (++names->declared > MOST_DECLARED)
        return prse__error_set(
            err, PRSE_ELIMIT, NULL,
            "more than %d names of several words in one text", MOST_DECLARED);
    return add(names, name, err);
}

size_t prse__names_match(const prse__names *names, prse_str text, size_t pos,
                         prse_str *name)
{
    size_t start = pos, matched = 0;
    piece key = {0};
    while (next_piece(text, &pos, &key)) {
        const piece *found = find(bucket_of(names, &key), &key);
        if (!found)
            break;
        if (found->name.ptr) {
            matched = pos - start;
            *name = found->name;
        }
        key.before = found;
    }
    return matched;
}
