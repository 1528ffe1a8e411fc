/* SPDX-License-Identifier: Apache-2.0 */
/* Why a fact is taken for true, in one or two sentences: the value, who says
 * so, of which day, how sure that is, and who says otherwise. */
#include "base/error.h"
#include "engine/dashboard.h"
#include "engine/merge_set.h"

static int english(prse_lang lang)
{
    return lang == PRSE_LANG_EN;
}

static void say_sureness(prse__buf *buf, prse_str confidence, prse_lang lang)
{
    static const struct {
        const char *is, *fr, *en;
    } WORDS[] = {{"certain", "certain", "certain"},
                 {"probable", "probable", "probable"},
                 {"indicative", "indicatif, \u00e0 confirmer",
                  "indicative, to be confirmed"}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (prse__str_is(confidence, WORDS[i].is)) {
            prse__buf_adds(buf, english(lang) ? "; " : "\u00a0; ");
            prse__buf_adds(buf, english(lang) ? WORDS[i].en : WORDS[i].fr);
        }
}

static void say_date(prse__buf *buf, const prse__said *said, prse_lang lang)
{
    if (said->date.len) {
        prse__buf_adds(buf, " (");
        prse__buf_add(buf, said->date);
        prse__buf_addc(buf, ')');
    }
    if (said->stand_in)
        prse__buf_adds(buf, english(lang)
                                ? ", the last value known"
                                : ", derni\u00e8re valeur connue");
}

static void say_value(prse__buf *buf, const prse_dashboard *d,
                      const prse__slot *slot, int is_host, prse_lang lang)
{
    prse__display_name(buf, slot->fact, slot->year, lang);
    prse__buf_adds(buf, english(lang) ? ": " : "\u00a0: ");
    prse__display_slot(buf, slot, lang);
    prse__buf_adds(buf, english(lang) ? ", according to " : ", selon ");
    prse__speaker_say(buf, d->pack->tree,
                      is_host ? PRSE_STR("") : slot->said.source, lang);
    say_date(buf, &slot->said, lang);
    say_sureness(buf, slot->said.confidence, lang);
    prse__buf_addc(buf, '.');
}

/* Another source, when it says something else. */
static void say_other(prse__buf *buf, const prse_dashboard *d,
                      const prse__slot *slot, const prse_facts *from,
                      size_t index, prse_lang lang)
{
    const prse__slot *other = &from->profile.slots[index];
    if (!other->given ||
        prse__slots_relation(&d->merge.facts->profile, slot, &from->profile,
                             other) == PRSE__SAME)
        return;
    prse__buf_adds(buf, english(lang) ? " According to " : " Selon ");
    prse__speaker_say(buf, d->pack->tree, other->said.source, lang);
    say_date(buf, &other->said, lang);
    prse__buf_adds(buf, english(lang) ? ": " : "\u00a0: ");
    prse__display_slot(buf, other, lang);
    prse__buf_addc(buf, '.');
}

static void say_all(prse_dashboard *d, const prse__slot *slot, prse_lang lang)
{
    const prse__merge *merge = &d->merge;
    size_t index = (size_t)(slot - merge->facts->profile.slots);
    prse__buf_clear(&d->text);
    if (!slot->given)
        return;
    say_value(&d->text, d, slot, merge->from_host[index], lang);
    for (size_t i = 0; i < merge->count; i++)
        say_other(&d->text, d, slot, merge->of[i], index, lang);
}

prse_status prse_dashboard_why(prse_str *out, prse_dashboard *dashboard,
                               size_t fact, int32_t year, prse_lang lang,
                               prse_error *err)
{
    prse_status status = prse__dashboard_ready(dashboard, err);
    if (!status && !out)
        status = prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    if (status)
        return status;
    const prse__slot *slot = prse__profile_slot(
        &dashboard->merge.facts->profile, fact, year);
    if (!slot)
        return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                               "the pack has no fact %zu for year %d", fact,
                               (int)year);
    say_all(dashboard, slot, lang);
    if (dashboard->text.failed) {
        prse__buf_free(&dashboard->text);
        return prse__error_nomem(err);
    }
    *out = dashboard->text.ptr ? prse__buf_str(&dashboard->text)
                               : PRSE_STR("");
    return PRSE_OK;
}
