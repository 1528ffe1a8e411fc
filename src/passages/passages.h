/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of passages. A document is drafted whole before it is added, so
 * that one which fails leaves nothing. */
#ifndef PRSE_PASSAGES_PASSAGES_H
#define PRSE_PASSAGES_PASSAGES_H

#include "base/error.h"
#include "base/str.h"
#include "portailrse/passages.h"

enum {
    PRSE__PASSAGES_BYTES = 64 << 20,  /* of one document's JSON */
    PRSE__PASSAGES_SENTENCES = 80000, /* of one document */
    PRSE__PASSAGES_TOPICS = 64        /* of all documents */
};

/* `topic` is the place in the draft's topics, later in prse_passages.topics,
 * which never changes; hosts see the place in `order`. */
typedef struct prse__sentence {
    uint32_t page, topic;
    uint32_t place; /* among those of its document, as they were told */
    float confidence;
    float box[4]; /* left, top, right, bottom */
    prse_str text, evidence;
} prse__sentence;

typedef struct prse__draft {
    prse__arena *arena; /* of all texts */
    prse_analysed info;
    prse_topic topics[PRSE__PASSAGES_TOPICS];
    uint32_t topic_count;
    prse__sentence *sentences;
    size_t count, capacity;
} prse__draft;

struct prse_passages {
    prse__draft *documents; /* their topics are those of the passages */
    size_t document_count;
    prse_topic topics[PRSE__PASSAGES_TOPICS];
    uint32_t order[PRSE__PASSAGES_TOPICS]; /* topics, by code */
    uint32_t rank[PRSE__PASSAGES_TOPICS];  /* the place of each in `order` */
    uint32_t topic_count;
};

prse_status prse__draft_init(prse__draft *draft, prse_error *err);
void prse__draft_free(prse__draft *draft);
/* Texts are copied; names are made UTF-8. PRSE_EINVAL: a page, a topic or a
 * confidence out of range. */
prse_status prse__draft_about(prse__draft *draft, const prse_analysed *about,
                              prse_error *err);
prse_status prse__draft_name(prse__draft *draft, prse_str name,
                             prse_error *err);
prse_status prse__draft_topic(prse__draft *draft, prse_str code,
                              prse_str title, prse_error *err);
prse_status prse__draft_sentence(prse__draft *draft, const prse_passage *is,
                                 prse_error *err);
/* Takes the draft, on success only. */
prse_status prse__passages_take(prse_passages *passages, prse__draft *draft,
                                prse_error *err);

prse_theme prse__theme_of(prse_str code);
/* Fills a draft from JSON, ours or the existing service's. */
prse_status prse__draft_read(prse__draft *draft, prse_str json,
                             prse_error *err);

/* The topic of a place in the order, which is there. */
const prse_topic *prse__topic_at(const prse_passages *passages, size_t place);
/* The sentence of an index, and its document. */
const prse__sentence *prse__passages_at(const prse_passages *passages,
                                        size_t index, size_t *document);

#endif
