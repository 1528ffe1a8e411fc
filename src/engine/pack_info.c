/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack says of itself, of its facts and of its obligations. */
#include "base/error.h"
#include "base/options.h"
#include "engine/pack.h"

prse_str prse_pack_id(const prse_pack *pack)
{
    return pack ? pack->tree->id : PRSE_STR("");
}

prse_str prse_pack_version(const prse_pack *pack)
{
    return pack ? pack->tree->version : PRSE_STR("");
}

prse_str prse_pack_label(const prse_pack *pack, prse_lang lang)
{
    return pack ? prse__text_in(pack->tree->label, lang) : PRSE_STR("");
}

prse_str prse_pack_digest(const prse_pack *pack)
{
    return pack ? prse_str_of(pack->digest) : PRSE_STR("");
}

/* --- Facts --- */

size_t prse_pack_fact_count(const prse_pack *pack)
{
    return pack ? pack->tree->fact_count : 0;
}

static const prse__fact *fact_at(const prse_pack *pack, size_t index)
{
    return pack && index < pack->tree->fact_count ? &pack->tree->facts[index]
                                                  : NULL;
}

prse_status prse_pack_fact(const prse_pack *pack, size_t index, prse_lang lang,
                           prse_fact_info *out, prse_error *err)
{
    const prse__fact *fact = fact_at(pack, index);
    if (!fact)
        return prse__error_set(err, pack ? PRSE_ENOTFOUND : PRSE_EINVAL, NULL,
                               "the pack has no fact %zu", index);
    prse_fact_info own = {
        .type = (prse_fact_type)fact->type,
        .years = fact->years,
        .evidence = fact->evidence,
        .id = fact->id,
        .label = prse__text_in(fact->label, lang),
        .unit = prse__text_in(fact->unit, lang),
        .question = prse__text_in(fact->question, lang),
        .definition = prse__text_in(fact->definition, lang),
        .choice_count = (uint32_t)fact->choice_count,
        .bracket_count = (uint32_t)fact->bracket_count};
    if (fact->law)
        own.law = prse__text_in(fact->law->title, lang);
    return prse__struct_give(out, &own, sizeof own, err);
}

size_t prse_pack_fact_index(const prse_pack *pack, prse_str id)
{
    const prse__name *name = pack ? prse__pack_name(pack->tree, id) : NULL;
    return name && name->kind == PRSE__NAME_FACT ? name->index : SIZE_MAX;
}

prse_str prse_pack_fact_choice(const prse_pack *pack, size_t fact,
                               size_t index, prse_lang lang, prse_str *label)
{
    const prse__fact *f = fact_at(pack, fact);
    int there = f && index < f->choice_count;
    if (label)
        *label = there ? prse__text_in(f->choices[index].label, lang)
                       : PRSE_STR("");
    return there ? f->choices[index].id : PRSE_STR("");
}

prse_str prse_pack_fact_bracket(const prse_pack *pack, size_t fact,
                                size_t index)
{
    const prse__fact *f = fact_at(pack, fact);
    return f && index < f->bracket_count ? f->brackets[index].name
                                         : PRSE_STR("");
}

/* --- Obligations --- */

size_t prse_pack_obligation_count(const prse_pack *pack)
{
    return pack ? pack->tree->obligation_count : 0;
}

static const prse__obligation *obligation_at(const prse_pack *pack,
                                             size_t index)
{
    return pack && index < pack->tree->obligation_count
               ? &pack->tree->obligations[index]
               : NULL;
}

prse_status prse_pack_obligation(const prse_pack *pack, size_t index,
                                 prse_lang lang, prse_obligation_info *out,
                                 prse_error *err)
{
    const prse__obligation *o = obligation_at(pack, index);
    if (!o)
        return prse__error_set(err, pack ? PRSE_ENOTFOUND : PRSE_EINVAL, NULL,
                               "the pack has no obligation %zu", index);
    prse_obligation_info own = {
        .criterion_count = (uint32_t)o->criterion_count,
        .output_count = (uint32_t)o->output_count,
        .duty_count = (uint32_t)o->duty_count,
        .sanction_count = (uint32_t)o->sanction_count,
        .deadline_count = (uint32_t)o->deadline_count,
        .law_count = (uint32_t)o->law_count,
        .has_status = o->status.count > 0,
        .id = o->id,
        .label = prse__text_in(o->label, lang),
        .summary = prse__text_in(o->summary, lang),
        .authority = prse__text_in(o->authority, lang),
        .platform = o->platform};
    return prse__struct_give(out, &own, sizeof own, err);
}

size_t prse_pack_obligation_index(const prse_pack *pack, prse_str id)
{
    for (size_t i = 0; pack && i < pack->tree->obligation_count; i++)
        if (prse__str_eq(pack->tree->obligations[i].id, id))
            return i;
    return SIZE_MAX;
}

/* --- Parts of an obligation --- */

typedef struct part {
    prse_str id;
    prse__text text;
    const prse__law *law;
} part;

/* Fills the item of a list; 0: there is none. */
static int part_at(part *out, const prse__obligation *o,
                   prse_obligation_part kind, size_t i)
{
    const size_t counts[] = {o->criterion_count, o->output_count,
                             o->duty_count,      o->sanction_count,
                             o->deadline_count,  o->law_count};
    if ((size_t)kind >= sizeof counts / sizeof *counts || i >= counts[kind])
        return 0;
    switch (kind) {
    case PRSE_PART_CRITERION:
        *out = (part){o->criteria[i].id, o->criteria[i].text,
                      o->criteria[i].law};
        break;
    case PRSE_PART_OUTPUT:
        *out = (part){o->outputs[i].id, o->outputs[i].label, NULL};
        break;
    case PRSE_PART_DUTY:
        *out = (part){{NULL, 0}, o->duties[i].text, o->duties[i].law};
        break;
    case PRSE_PART_SANCTION:
        *out = (part){{NULL, 0}, o->sanctions[i].text, o->sanctions[i].law};
        break;
    case PRSE_PART_DEADLINE:
        *out = (part){o->deadlines[i].id, o->deadlines[i].label,
                      o->deadlines[i].law};
        break;
    case PRSE_PART_LAW:
        *out = (part){o->laws[i]->id, o->laws[i]->title, o->laws[i]};
        break;
    }
    return 1;
}

prse_status prse_pack_part(const prse_pack *pack, size_t obligation,
                           prse_obligation_part kind, size_t index,
                           prse_lang lang, prse_part_info *out)
{
    const prse__obligation *o = obligation_at(pack, obligation);
    part p = {0};
    if (!pack || !out)
        return PRSE_EINVAL;
    if (!o || !part_at(&p, o, kind, index))
        return PRSE_ENOTFOUND;
    prse_part_info own = {.law_status = -1, .confidence = -1, .id = p.id,
                          .text = prse__text_in(p.text, lang)};
    if (p.law) {
        own.law_status = (int32_t)p.law->status;
        own.confidence = (int32_t)p.law->confidence;
        own.law_title = prse__text_in(p.law->title, lang);
        own.law_url = p.law->url;
        own.law_reviewed = p.law->reviewed_text;
    }
    return prse__struct_give(out, &own, sizeof own, NULL);
}
