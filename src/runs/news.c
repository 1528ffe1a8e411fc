/* SPDX-License-Identifier: Apache-2.0 */
#include "runs/news.h"

#include <stdio.h>
#include <string.h>

static const char *const words[] = {
    [PRSE__NEWS_STARTED] = "commence",
    [PRSE__NEWS_OPENED] = "ouvert",
    [PRSE__NEWS_SPLIT] = "decoupe",
    [PRSE__NEWS_CLASSIFIED] = "classe",
    [PRSE__NEWS_NO_SENTENCE] = "sans_phrase",
    [PRSE__NEWS_DONE] = "fini",
    [PRSE__NEWS_FAILED] = "echoue",
    [PRSE__NEWS_CANCELED] = "annule",
};

prse_str prse__news_word(prse__news_kind kind)
{
    return prse_str_of(words[kind]);
}

prse__news_kind prse__news_of(prse_str word)
{
    int kind = 0;
    while (kind < PRSE__NEWS && !prse__str_is(word, words[kind]))
        kind++;
    return (prse__news_kind)kind;
}

/* What comes after an end is of another pass. */
static void see(prse__news *news, prse_str word)
{
    prse__news_kind kind = prse__news_of(word);
    if (kind >= PRSE__NEWS_DONE)
        memset(news->told, 0, sizeof news->told);
    else
        news->told[kind] = 1;
}

prse_status prse__news_begin(prse__news *out, prse_queue *queue,
                             prse_job *job, prse_error *err)
{
    prse_records *events = NULL;
    *out = (prse__news){.job = job};
    prse_status status =
        prse_queue_events(&events, queue, prse_job_id(job), err);
    for (size_t i = 0; !status && i < prse_records_count(events); i++)
        see(out, prse_records_text(events, i, PRSE_STR("genre")));
    prse_records_free(events);
    return status;
}

static prse_status tell(prse__news *news, prse__news_kind kind, prse_str body,
                        prse_error *err)
{
    if (news->told[kind])
        return PRSE_OK;
    prse_status status = prse_job_event(news->job, prse__news_word(kind),
                                        body, err);
    news->told[kind] = !status;
    return status;
}

prse_status prse__news_tell(prse__news *news, prse__news_kind kind,
                            prse_error *err)
{
    return tell(news, kind, PRSE_STR(""), err);
}

prse_status prse__news_tell_split(prse__news *news, uint64_t sentences,
                                  prse_error *err)
{
    char body[48];
    snprintf(body, sizeof body, "{\"phrases\":%llu}",
             (unsigned long long)sentences);
    return tell(news, PRSE__NEWS_SPLIT, prse_str_of(body), err);
}
