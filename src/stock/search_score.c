/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/search_score.h"

#include <string.h>

#include "stock/index_rank.h"
#include "stock/typo.h"

/* Points, found by trying with the list of tests/register. */
enum {
    EXACT = 100,       /* all hard words on both sides are the same */
    INSIDE = 60,       /* all hard words of the query are in one name */
    ACROSS = 45,       /* all are in the names together */
    PARTLY = 30,       /* of which as much as there are words */
    INITIALS = 85,     /* the query is the name's initials */
    SURPLUS = 6,       /* taken for each hard word that was not asked for, */
    SURPLUS_MOST = 6,  /* so many at most */
    WHOLE = 20,        /* soft words and the order are the same too */
    FIRST = 12,        /* the name begins with the query's first hard word */
    DISORDER = 3,
    SOFT_FOUND = 2,
    ARTICLE_MISSING = 1,
    FORM_MISSING = 5,
    A_SIZE = 3,        /* for each step of size of an open unit */
    CEASED = 15
};

/* What a match of two words costs. */
enum {
    SAME = 0,
    BEGUN = 5,         /* a word that is not whole yet, and */
    LETTER = 2,        /* each letter that is still to be typed, */
    LETTERS_MOST = 9,  /* so many at most */
    JOINED = 4,        /* two words for one */
    TYPO = 15,
    TYPO_SHORT = 22,   /* in a word of few letters */
    SHORT = 4,
    NO_MATCH = 1000
};

typedef struct scorer {
    const prse__query *query;
    int mended;
    int best[PRSE__QUERY_WORDS]; /* costs, over all names */
} scorer;

/* A name, and where each word of the query is in it. */
typedef struct match {
    prse__words words;
    uint8_t softness[PRSE__WORDS_MOST];
    uint8_t used[PRSE__WORDS_MOST];
    int costs[PRSE__QUERY_WORDS];
    size_t places[PRSE__QUERY_WORDS];
} match;

static int starts_with(prse_str text, prse_str with)
{
    return text.len > with.len &&
           memcmp(text.ptr, with.ptr, with.len) == 0;
}

static int letters_left(prse_str word, prse_str typed)
{
    size_t left = word.len > typed.len ? word.len - typed.len : 0;
    return LETTER * (left < LETTERS_MOST ? (int)left : LETTERS_MOST);
}

static int cost_of_typo(prse_str asked, prse_str word, int last)
{
    int typo = asked.len <= SHORT ? TYPO_SHORT : TYPO;
    if (asked.len < PRSE__TYPO_SHORTEST)
        return NO_MATCH;
    if (prse__typo_near(asked, word))
        return typo;
    if (last && asked.len >= PRSE__TYPO_PREFIX &&
        prse__typo_near_start(asked, word))
        return typo + letters_left(word, asked);
    return NO_MATCH;
}

static int cost_of(const scorer *s, prse_str asked, prse_str word, int last)
{
    if (prse__str_eq(asked, word))
        return SAME;
    if (last && starts_with(word, asked))
        return BEGUN + letters_left(word, asked);
    return s->mended ? cost_of_typo(asked, word, last) : NO_MATCH;
}

/* --- Words that are two on the other side --- */

static int is_pair(prse_str whole, prse_str first, prse_str second)
{
    return whole.len == first.len + second.len &&
           memcmp(whole.ptr, first.ptr, first.len) == 0 &&
           memcmp(whole.ptr + first.len, second.ptr, second.len) == 0;
}

static void found(match *m, size_t asked, size_t place, int cost)
{
    m->costs[asked] = cost;
    m->places[asked] = place;
    m->used[place] = 1;
}

/* The word after a word of the name: the next one, or the next hard one. */
static size_t after(const match *m, size_t place, int hard)
{
    do
        place++;
    while (hard && place < m->words.count &&
           m->softness[place] != PRSE__WORD_HARD);
    return place;
}

/* One word of the query that is two of the name. */
static void match_joined(const scorer *s, match *m, size_t asked, size_t k)
{
    prse_str text = prse__query_word(s->query, asked);
    for (int hard = 0; hard < 2; hard++) {
        size_t next = after(m, k, hard);
        if (next >= m->words.count ||
            !is_pair(text, prse__words_get(&m->words, k),
                     prse__words_get(&m->words, next)))
            continue;
        found(m, asked, k, JOINED);
        m->used[next] = 1;
    }
}

static void match_pairs(const scorer *s, match *m)
{
    for (size_t i = 0; i < s->query->count; i++) {
        prse_str asked = prse__query_word(s->query, i);
        for (size_t k = 0; k < m->words.count && m->costs[i] > JOINED; k++) {
            match_joined(s, m, i, k);
            if (i + 1 < s->query->count &&
                is_pair(prse__words_get(&m->words, k), asked,
                        prse__query_word(s->query, i + 1))) {
                found(m, i, k, JOINED);
                found(m, i + 1, k, JOINED);
            }
        }
    }
}

/* --- A name --- */

static void match_word(const scorer *s, match *m, size_t asked)
{
    int last = asked + 1 == s->query->count;
    size_t place = 0;
    int best = NO_MATCH;
    prse_str text = prse__query_word(s->query, asked);
    for (size_t k = 0; k < m->words.count && best > SAME; k++) {
        int cost = cost_of(s, text, prse__words_get(&m->words, k), last);
        cost += m->used[k] && cost < NO_MATCH; /* rather one that is free */
        if (cost < best) {
            best = cost;
            place = k;
        }
    }
    m->costs[asked] = NO_MATCH;
    if (best < NO_MATCH)
        found(m, asked, place, best);
}

static void match_name(scorer *s, match *m, prse_str name)
{
    memset(m->used, 0, sizeof m->used);
    prse__words_split(&m->words, name);
    for (size_t k = 0; k < m->words.count; k++)
        m->softness[k] = (uint8_t)prse__word_softness(
            prse__words_get(&m->words, k));
    for (size_t i = 0; i < s->query->count; i++)
        match_word(s, m, i);
    match_pairs(s, m);
    for (size_t i = 0; i < s->query->count; i++)
        if (m->costs[i] < s->best[i])
            s->best[i] = m->costs[i];
}

static int surplus_of(const match *m)
{
    int surplus = 0;
    for (size_t k = 0; k < m->words.count; k++)
        surplus += !m->used[k] && m->softness[k] == PRSE__WORD_HARD;
    return surplus;
}

static int points_of_soft(const scorer *s, const match *m, size_t asked)
{
    if (m->costs[asked] < NO_MATCH)
        return SOFT_FOUND;
    return s->query->softness[asked] == PRSE__WORD_ARTICLE
               ? -ARTICLE_MISSING : -FORM_MISSING;
}

/* Points for order and for soft words. */
static int fine_points(const scorer *s, const match *m)
{
    int points = 0;
    size_t before = 0;
    for (size_t i = 0; i < s->query->count; i++) {
        if (!prse__query_is_hard(s->query, i)) {
            points += points_of_soft(s, m, i);
            continue;
        }
        points -= m->places[i] < before ? DISORDER : 0;
        before = m->places[i];
    }
    return points;
}

/* Every word of the name was asked for, in its order, and none besides. */
static int is_whole(const scorer *s, const match *m)
{
    for (size_t k = 0; k < m->words.count; k++)
        if (!m->used[k])
            return 0;
    for (size_t i = 0; i < s->query->count; i++)
        if (m->costs[i] > JOINED ||
            (i > 0 && m->places[i] < m->places[i - 1]))
            return 0;
    return 1;
}

static int begins_alike(const scorer *s, const match *m)
{
    size_t first = 0, asked = 0;
    while (first + 1 < m->words.count &&
           m->softness[first] != PRSE__WORD_HARD)
        first++;
    while (asked + 1 < s->query->count &&
           !prse__query_is_hard(s->query, asked))
        asked++;
    return m->costs[asked] < NO_MATCH && m->places[asked] <= first;
}

static int score_name(const scorer *s, const match *m)
{
    int cost = 0;
    for (size_t i = 0; i < s->query->count; i++)
        if (prse__query_is_hard(s->query, i))
            cost += m->costs[i];
    if (cost >= NO_MATCH)
        return PRSE__SCORE_NONE;
    int surplus = surplus_of(m);
    int points = EXACT + (is_whole(s, m) ? WHOLE : 0);
    if (surplus > 0) {
        points = INSIDE - SURPLUS * (surplus < SURPLUS_MOST ? surplus
                                                            : SURPLUS_MOST);
        points += begins_alike(s, m) ? FIRST : 0;
    }
    return points - cost + fine_points(s, m);
}

/* --- All names --- */

static int score_across(const scorer *s)
{
    int cost = 0, words = 0;
    for (size_t i = 0; i < s->query->count; i++) {
        if (!prse__query_is_hard(s->query, i) || s->best[i] >= NO_MATCH)
            continue;
        cost += s->best[i];
        words++;
    }
    if (words == 0)
        return PRSE__SCORE_NONE;
    int asked = (int)s->query->hard_count;
    return words == asked ? ACROSS - cost : PARTLY * words / asked - cost;
}

static int score_initials(const scorer *s, const prse__index_unit *unit,
                          const match *law)
{
    char text[PRSE__INITIALS_MOST];
    if (s->query->count != 1 || unit->size < PRSE__SIZE_EMPLOYER)
        return PRSE__SCORE_NONE;
    for (int hard_only = 0; hard_only < 2; hard_only++) {
        size_t length = prse__index_initials(text, &law->words, law->softness,
                                             hard_only);
        if (prse__str_eq(prse__query_word(s->query, 0),
                         (prse_str){text, length}))
            return INITIALS;
    }
    return PRSE__SCORE_NONE;
}

static int largest(int a, int b)
{
    return a > b ? a : b;
}

int prse__score(const prse__query *query, const prse__index_unit *unit,
                int mended)
{
    scorer s = {.query = query, .mended = mended};
    match m;
    int best = PRSE__SCORE_NONE;
    for (size_t i = 0; i < PRSE__QUERY_WORDS; i++)
        s.best[i] = NO_MATCH;
    for (size_t i = 0; i < unit->name_count; i++) {
        match_name(&s, &m, unit->names[i]);
        best = largest(best, score_name(&s, &m));
        if ((int)i == unit->law_name)
            best = largest(best, score_initials(&s, unit, &m));
    }
    best = largest(best, score_across(&s));
    if (best == PRSE__SCORE_NONE)
        return best;
    return best + (unit->open ? A_SIZE * unit->size : -CEASED);
}
