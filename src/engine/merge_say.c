/* SPDX-License-Identifier: Apache-2.0 */
/* Who says what, in words. */
#include "base/error.h"
#include "engine/inquiry.h"
#include "engine/merge.h"
#include "engine/report.h"

static size_t find(prse_str text, char c)
{
    size_t i = 0;
    while (i < text.len && text.ptr[i] != c)
        i++;
    return i;
}

static const prse__service_name *service_behind(prse_str id)
{
    for (size_t i = 0; i < PRSE__RECORDS; i++)
        if (prse__str_is(id, prse__platforms[i].record))
            return prse__service_named(
                (int32_t)prse__platforms[i].service);
    return prse__service_of(id);
}

/* Of "egapro_notes 2025" the id comes before the year. */
static void say_one(prse__buf *buf, const prse__pack_tree *pack,
                    prse_str source, prse_lang lang)
{
    prse_str id = {source.ptr, find(source, ' ')};
    const prse__service_name *name = service_behind(id);
    if (name) {
        prse__buf_adds(buf, lang == PRSE_LANG_EN ? name->en : name->fr);
    } else {
        for (size_t i = 0; i < pack->source_count; i++)
            if (prse__str_eq(pack->sources[i].id, id))
                id = prse__text_in(pack->sources[i].label, lang);
        prse__buf_add(buf, id);
    }
}

void prse__speaker_say(prse__buf *buf, const prse__pack_tree *pack,
                       prse_str source, prse_lang lang)
{
    if (!source.len)
        prse__buf_adds(buf, lang == PRSE_LANG_EN ? "you" : "vous");
    while (source.len) {
        size_t end = find(source, ',');
        say_one(buf, pack, prse__str_trim((prse_str){source.ptr, end}), lang);
        end += end < source.len;
        source = (prse_str){source.ptr + end, source.len - end};
        if (source.len)
            prse__buf_adds(buf, lang == PRSE_LANG_EN ? " and " : " et ");
    }
}

static void add_side(prse__buf *buf, const prse__pack_tree *pack,
                     const prse__slot *slot, int is_host, prse_lang lang)
{
    prse__display_slot(buf, slot, lang);
    prse__buf_adds(buf, lang == PRSE_LANG_EN ? " according to " : " selon ");
    prse__speaker_say(buf, pack,
                      is_host ? PRSE_STR("") : slot->said.source, lang);
    if (slot->said.date.len) {
        prse__buf_adds(buf, " (");
        prse__buf_add(buf, slot->said.date);
        prse__buf_addc(buf, ')');
    }
}

typedef struct contradiction {
    const prse__slot *a, *b, *taken;
    int a_is_host;
} contradiction;

static void write(prse__buf *buf, const prse__pack_tree *pack,
                  const contradiction *c, prse_lang lang)
{
    int english = lang == PRSE_LANG_EN;
    prse__display_name(buf, c->a->fact, c->a->year, lang);
    prse__buf_adds(buf, english ? ": " : "\u00a0: ");
    add_side(buf, pack, c->a, c->a_is_host, lang);
    prse__buf_adds(buf, ", ");
    add_side(buf, pack, c->b, 0, lang);
    if (c->a_is_host) {
        prse__buf_adds(buf, english ? ". Your value is taken."
                                    : ". Votre valeur est retenue.");
        return;
    }
    prse__buf_adds(buf, english ? ". Taken: " : ". Retenu\u00a0: ");
    prse__display_slot(buf, c->taken, lang);
    prse__buf_addc(buf, '.');
}

prse_status prse__merge_warn(prse_facts *facts, const prse__slot *a,
                             int a_is_host, const prse__slot *b,
                             const prse__slot *taken, prse_error *err)
{
    contradiction c = {a, b, taken, a_is_host};
    prse__buf fr, en;
    prse__buf_init(&fr, 0);
    prse__buf_init(&en, 0);
    write(&fr, facts->pack->tree, &c, PRSE_LANG_FR);
    write(&en, facts->pack->tree, &c, PRSE_LANG_EN);
    prse_status status =
        fr.failed || en.failed
            ? prse__error_nomem(err)
            : prse__facts_warn(facts, prse__buf_str(&fr), prse__buf_str(&en),
                               err);
    prse__buf_free(&fr);
    prse__buf_free(&en);
    return status;
}
