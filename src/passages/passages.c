/* SPDX-License-Identifier: Apache-2.0 */
/* Documents together: their topics become one list, in the order of codes. */
#include "passages/passages.h"

#include <stdlib.h>

#include "base/options.h"

prse_status prse_passages_new(prse_passages **out, prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, NULL, "out is NULL");
    *out = prse__alloc(1, sizeof **out);
    return *out ? PRSE_OK : prse__error_nomem(err);
}

void prse_passages_free(prse_passages *passages)
{
    if (!passages)
        return;
    for (size_t i = 0; i < passages->document_count; i++)
        prse__draft_free(&passages->documents[i]);
    prse__free(passages->documents);
    prse__free(passages);
}

/* --- Topics of all documents */

/* Sentences of no topic come last. */
static int topic_cmp(const prse_topic *a, const prse_topic *b)
{
    if (!a->code.len || !b->code.len)
        return !a->code.len - !b->code.len;
    return prse__str_cmp(a->code, b->code);
}

static uint32_t find_topic(const prse_passages *passages, prse_str code)
{
    uint32_t i = 0;
    while (i < passages->topic_count &&
           !prse__str_eq(passages->topics[i].code, code))
        i++;
    return i;
}

/* How many of a draft's topics no document has had. */
static uint32_t count_new(const prse_passages *passages,
                          const prse__draft *draft)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < draft->topic_count; i++)
        count += find_topic(passages, draft->topics[i].code) ==
                 passages->topic_count;
    return count;
}

static void put_in_order(prse_passages *passages, uint32_t topic)
{
    uint32_t at = passages->topic_count;
    const prse_topic *all = passages->topics;
    for (; at > 0 && topic_cmp(&all[passages->order[at - 1]],
                               &all[topic]) > 0; at--)
        passages->order[at] = passages->order[at - 1];
    passages->order[at] = topic;
    passages->topic_count++;
    for (uint32_t i = 0; i < passages->topic_count; i++)
        passages->rank[passages->order[i]] = i;
}

static uint32_t merge_topic(prse_passages *passages, const prse_topic *is)
{
    uint32_t topic = find_topic(passages, is->code);
    if (topic == passages->topic_count) {
        passages->topics[topic] = *is;
        put_in_order(passages, topic);
    }
    return topic;
}

/* --- A document is added */

/* The existing service tells sentences topic by topic. */
static int by_page(const void *a, const void *b)
{
    const prse__sentence *one = a, *two = b;
    if (one->page != two->page)
        return one->page < two->page ? -1 : 1;
    return one->place < two->place ? -1 : 1;
}

/* Numbers what the document says, topic by topic, into all topics. */
static void count_sentences(prse_passages *passages, prse__draft *draft)
{
    uint32_t page[PRSE__PASSAGES_TOPICS] = {0};
    for (size_t i = 0; i < draft->count; i++) {
        const prse__sentence *is = &draft->sentences[i];
        prse_topic *topic = &passages->topics[is->topic];
        topic->sentences++;
        topic->documents += page[is->topic] == 0;
        topic->pages += page[is->topic] != is->page;
        page[is->topic] = is->page;
        draft->info.relevant += topic->code.len > 0;
    }
    draft->info.sentences = draft->count;
}

static void join(prse_passages *passages, prse__draft *draft)
{
    uint32_t merged[PRSE__PASSAGES_TOPICS];
    for (uint32_t i = 0; i < draft->topic_count; i++)
        merged[i] = merge_topic(passages, &draft->topics[i]);
    for (size_t i = 0; i < draft->count; i++)
        draft->sentences[i].topic = merged[draft->sentences[i].topic];
    if (draft->count > 1)
        qsort(draft->sentences, draft->count, sizeof *draft->sentences,
              by_page);
    count_sentences(passages, draft);
}

prse_status prse__passages_take(prse_passages *passages, prse__draft *draft,
                                prse_error *err)
{
    if (passages->topic_count + count_new(passages, draft) >
        PRSE__PASSAGES_TOPICS)
        return prse__error_set(err, PRSE_ELIMIT, "topics",
                               "at most %d topics are accepted",
                               PRSE__PASSAGES_TOPICS);
    size_t count = passages->document_count;
    void *grown = prse__resize(passages->documents, count, count + 1,
                               sizeof *passages->documents);
    if (!grown)
        return prse__error_nomem(err);
    passages->documents = grown;
    join(passages, draft);
    passages->documents[count] = *draft;
    passages->document_count++;
    *draft = (prse__draft){0};
    return PRSE_OK;
}

prse_status prse_passages_add(prse_passages *passages, prse_str name,
                              prse_str json, prse_error *err)
{
    prse__draft draft;
    if (!passages)
        return prse__error_set(err, PRSE_EINVAL, NULL, "passages is NULL");
    prse_status status = prse__draft_init(&draft, err);
    if (!status)
        status = prse__draft_read(&draft, json, err);
    if (!status && name.len)
        status = prse__draft_name(&draft, name, err);
    if (!status)
        status = prse__passages_take(passages, &draft, err);
    prse__draft_free(&draft);
    return status;
}

/* --- Reading */

static prse_status no_such(const char *what, size_t index, size_t count,
                           prse_error *err)
{
    return prse__error_set(err, PRSE_ENOTFOUND, what, "%zu: there are %zu",
                           index, count);
}

size_t prse_passages_document_count(const prse_passages *passages)
{
    return passages ? passages->document_count : 0;
}

prse_status prse_passages_document(const prse_passages *passages,
                                   size_t index, prse_analysed *out,
                                   prse_error *err)
{
    size_t count = prse_passages_document_count(passages);
    if (index >= count)
        return no_such("document", index, count, err);
    return prse__struct_give(out, &passages->documents[index].info,
                             sizeof *out, err);
}

const prse_topic *prse__topic_at(const prse_passages *passages, size_t place)
{
    return &passages->topics[passages->order[place]];
}

size_t prse_passages_topic_count(const prse_passages *passages)
{
    return passages ? passages->topic_count : 0;
}

prse_status prse_passages_topic(const prse_passages *passages, size_t index,
                                prse_topic *out, prse_error *err)
{
    size_t count = prse_passages_topic_count(passages);
    if (index >= count)
        return no_such("topic", index, count, err);
    return prse__struct_give(out, prse__topic_at(passages, index),
                             sizeof *out, err);
}

size_t prse_passages_count(const prse_passages *passages)
{
    size_t count = 0;
    for (size_t i = 0; i < prse_passages_document_count(passages); i++)
        count += passages->documents[i].count;
    return count;
}

const prse__sentence *prse__passages_at(const prse_passages *passages,
                                        size_t index, size_t *document)
{
    for (size_t i = 0; i < prse_passages_document_count(passages); i++) {
        *document = i;
        if (index < passages->documents[i].count)
            return &passages->documents[i].sentences[index];
        index -= passages->documents[i].count;
    }
    return NULL;
}

prse_status prse_passages_get(const prse_passages *passages, size_t index,
                              prse_passage *out, prse_error *err)
{
    size_t document;
    const prse__sentence *is = prse__passages_at(passages, index, &document);
    if (!is)
        return no_such("sentence", index, prse_passages_count(passages), err);
    prse_passage own = {
        .size = sizeof own, .document = (uint32_t)document, .page = is->page,
        .topic = passages->rank[is->topic],
        .confidence = (double)is->confidence, .left = (double)is->box[0],
        .top = (double)is->box[1], .right = (double)is->box[2],
        .bottom = (double)is->box[3], .text = is->text,
        .evidence = is->evidence};
    return prse__struct_give(out, &own, sizeof *out, err);
}
