/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/words.h"

#include "rules/profile.h"

static const char *const TRUTHS[] = {"true", "false", "oui",  "non",
                                     "yes",  "no",    "vrai", "faux"};
enum { TRUTH_COUNT = sizeof TRUTHS / sizeof *TRUTHS };

static size_t count_words(const prse__ruleset *rules)
{
    size_t count = 0;
    for (size_t i = 0; i < rules->pack->fact_count; i++) {
        const prse__fact *fact = &rules->pack->facts[i];
        count += fact->bracket_count + fact->choice_count + 1;
        if (fact->type == PRSE__FACT_BOOLEAN)
            count += TRUTH_COUNT;
    }
    return count;
}

static size_t slot_of(const prse__words *words, const prse__fact *fact,
                      prse_str text)
{
    uint32_t own = (uint32_t)(uintptr_t)fact * 0x9E3779B1u;
    size_t slot = (prse__str_hash(text) ^ (own >> 8)) & (words->room - 1);
    for (; words->table[slot]; slot = (slot + 1) & (words->room - 1)) {
        const prse__word *word = &words->items[words->table[slot] - 1];
        if (word->fact == fact && prse__str_eq(word->text, text))
            break;
    }
    return slot;
}

const prse__word *prse__words_find(const prse__words *words,
                                   const prse__fact *fact, prse_str text)
{
    uint32_t item = words->table[slot_of(words, fact, text)];
    return item ? &words->items[item - 1] : NULL;
}

/* The meaning comes from where any text is read. A word that is also several
 * pieces joined, or that people may write with other blanks, is left to that
 * reading; so is one that means nothing. */
static prse_status add(prse__words *words, prse__profile *profile,
                       size_t fact, prse_str text)
{
    prse__slot *slot = &profile->slots[profile->fact_slots[fact]];
    prse_error why;
    prse__profile_forget(profile, slot);
    prse_status status = prse__profile_read(profile, slot, text,
                                            (prse__place){0}, &why);
    if (status || slot->text.len || !slot->given)
        return status == PRSE_ENOMEM ? status : PRSE_OK;
    size_t place = slot_of(words, slot->fact, text);
    if (words->table[place])
        return PRSE_OK;
    words->items[words->count] =
        (prse__word){text,      slot->fact, slot->whole, slot->low,
                     slot->high, slot->value, profile->masks[slot->var]};
    words->table[place] = (uint32_t)++words->count;
    return PRSE_OK;
}

static prse_status add_fact(prse__words *words, prse__profile *profile,
                            size_t index)
{
    const prse__fact *fact = &profile->rules->pack->facts[index];
    size_t truths = fact->type == PRSE__FACT_BOOLEAN ? TRUTH_COUNT : 0;
    prse_status status = PRSE_OK;
    if (profile->rules->fact_vars[index] == SIZE_MAX)
        return PRSE_OK;
    if (profile->rules->vars[profile->rules->fact_vars[index]].has_null)
        status = add(words, profile, index, PRSE_STR("null"));
    for (size_t i = 0; i < truths && !status; i++)
        status = add(words, profile, index, prse_str_of(TRUTHS[i]));
    for (size_t i = 0; i < fact->bracket_count && !status; i++)
        status = add(words, profile, index, fact->brackets[i].name);
    for (size_t i = 0; i < fact->choice_count && !status; i++)
        status = add(words, profile, index, fact->choices[i].id);
    return status;
}

static prse_status fill(prse__words *words, prse__arena *arena,
                        const prse__ruleset *rules, prse_error *err)
{
    prse__profile profile;
    prse_status status = prse__profile_init(&profile, rules, err);
    if (status)
        return status;
    /* what the words mean lives as long as they do */
    prse__arena *own = profile.arena;
    profile.arena = arena;
    for (size_t i = 0; i < rules->pack->fact_count && !status; i++)
        status = add_fact(words, &profile, i);
    profile.arena = own;
    prse__profile_free(&profile);
    return status ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__words_make(const prse__words **out, prse__arena *arena,
                             const prse__ruleset *rules, prse_error *err)
{
    size_t count = count_words(rules);
    prse__words *words = prse__arena_alloc(arena, 1, sizeof *words);
    if (!words)
        return prse__error_nomem(err);
    words->room = 2;
    while (words->room < 2 * count)
        words->room *= 2;
    words->items = prse__arena_alloc(arena, count + 1, sizeof *words->items);
    words->table = prse__arena_alloc(arena, words->room,
                                     sizeof *words->table);
    if (!words->items || !words->table)
        return prse__error_nomem(err);
    *out = words;
    return fill(words, arena, rules, err);
}
