/* SPDX-License-Identifier: Apache-2.0 */
#include "passages/passages.h"

enum {
    FIRST = 256,
    FARTHEST = 1000000 /* points; no page is as large */
};

prse_status prse__draft_init(prse__draft *draft, prse_error *err)
{
    *draft = (prse__draft){.info.size = sizeof draft->info};
    draft->arena = prse__arena_new(0);
    return draft->arena ? PRSE_OK : prse__error_nomem(err);
}

void prse__draft_free(prse__draft *draft)
{
    prse__arena_free(draft->arena);
    prse__free(draft->sentences);
    *draft = (prse__draft){0};
}

static prse_status keep(prse__draft *draft, prse_str *out, prse_str text,
                        prse_error *err)
{
    *out = prse__str_dup(draft->arena, text);
    return out->ptr ? PRSE_OK : prse__error_nomem(err);
}

/* The name of a file need not be UTF-8. */
prse_status prse__draft_name(prse__draft *draft, prse_str name,
                             prse_error *err)
{
    prse__buf sound;
    prse__buf_init(&sound, 0);
    for (size_t at = 0; at < name.len;)
        prse__utf8_add(&sound, prse__utf8_next(name, &at));
    prse_status status = sound.failed
                             ? prse__error_nomem(err)
                             : keep(draft, &draft->info.name,
                                    prse__buf_str(&sound), err);
    prse__buf_free(&sound);
    return status;
}

prse_status prse__draft_about(prse__draft *draft, const prse_analysed *about,
                              prse_error *err)
{
    draft->info = *about;
    draft->info.size = sizeof draft->info;
    draft->info.sentences = draft->info.relevant = 0;
    prse_status status = prse__draft_name(draft, about->name, err);
    if (!status)
        status = keep(draft, &draft->info.sha256, about->sha256, err);
    if (!status)
        status = keep(draft, &draft->info.engine, about->engine, err);
    return status;
}

prse_theme prse__theme_of(prse_str code)
{
    switch (code.len ? code.ptr[0] : '\0') {
    case 'E': return PRSE_THEME_ENVIRONMENT;
    case 'S': return PRSE_THEME_SOCIAL;
    case 'G': return PRSE_THEME_GOVERNANCE;
    default: return PRSE_THEME_NONE;
    }
}

prse_status prse__draft_topic(prse__draft *draft, prse_str code,
                              prse_str title, prse_error *err)
{
    if (draft->topic_count == PRSE__PASSAGES_TOPICS)
        return prse__error_set(err, PRSE_ELIMIT, "topics",
                               "at most %d topics are accepted",
                               PRSE__PASSAGES_TOPICS);
    prse_topic *topic = &draft->topics[draft->topic_count];
    *topic = (prse_topic){.size = sizeof *topic,
                          .theme = (int32_t)prse__theme_of(code)};
    prse_status status = keep(draft, &topic->code, code, err);
    if (!status)
        status = keep(draft, &topic->title, title, err);
    if (!status)
        draft->topic_count++;
    return status;
}

static prse_status make_room(prse__draft *draft, prse_error *err)
{
    if (draft->count < draft->capacity)
        return PRSE_OK;
    if (draft->count >= PRSE__PASSAGES_SENTENCES)
        return prse__error_set(err, PRSE_ELIMIT, "sentences",
                               "at most %d sentences of a document are "
                               "accepted", PRSE__PASSAGES_SENTENCES);
    size_t wanted = draft->capacity ? 2 * draft->capacity : FIRST;
    void *grown = prse__resize(draft->sentences, draft->capacity, wanted,
                               sizeof *draft->sentences);
    if (!grown)
        return prse__error_nomem(err);
    draft->sentences = grown;
    draft->capacity = wanted;
    return PRSE_OK;
}

static prse_status check(const prse__draft *draft, const prse_passage *is,
                         prse_error *err)
{
    if (is->page < 1)
        return prse__error_set(err, PRSE_EINVAL, "page", "pages count from 1");
    if (is->topic >= draft->topic_count)
        return prse__error_set(err, PRSE_EINVAL, "topic",
                               "%u is not one of the %u topics", is->topic,
                               draft->topic_count);
    if (is->confidence != -1 &&
        !(is->confidence >= 0 && is->confidence <= 1))
        return prse__error_set(err, PRSE_EINVAL, "confidence",
                               "it is from 0 to 1, or -1: not told");
    return PRSE_OK;
}

/* One that is nowhere is as one that is not known. */
static void put_box(prse__sentence *sentence, const prse_passage *is)
{
    const double sides[] = {is->left, is->top, is->right, is->bottom};
    for (size_t i = 0; i < 4; i++)
        if (!(sides[i] >= -FARTHEST && sides[i] <= FARTHEST))
            return;
    for (size_t i = 0; i < 4; i++)
        sentence->box[i] = (float)sides[i];
}

prse_status prse__draft_sentence(prse__draft *draft, const prse_passage *is,
                                 prse_error *err)
{
    prse_status status = check(draft, is, err);
    if (!status)
        status = make_room(draft, err);
    if (status)
        return status;
    prse__sentence *sentence = &draft->sentences[draft->count];
    *sentence = (prse__sentence){
        .page = is->page, .topic = is->topic,
        .place = (uint32_t)draft->count,
        .confidence = (float)is->confidence};
    put_box(sentence, is);
    status = keep(draft, &sentence->text, is->text, err);
    if (!status)
        status = keep(draft, &sentence->evidence, is->evidence, err);
    if (!status)
        draft->count++;
    return status;
}
