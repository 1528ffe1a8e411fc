/* SPDX-License-Identifier: Apache-2.0 */
/* Passages from JSON: our form, and the existing service's. */
#include "passages/passages.h"
#include "passages/fixed.h"
#include "formats/node.h"

static const char OUR_FORM[] = "passages/1";
static const char FILE_NAME[] = "passages";

typedef struct reading {
    prse__draft *draft;
    prse_error *err;
} reading;

static prse_status refuse(const reading *r, const prse__node *at,
                          const char *wrong)
{
    return prse__error_at(r->err, PRSE_ESCHEMA,
                          prse__node_place(at, FILE_NAME), NULL, "%s", wrong);
}

static int is_text(const prse__node *node)
{
    return node && node->kind == PRSE__NODE_QUOTED;
}

static prse_str text_of(const prse__node *map, const char *key)
{
    const prse__node *node = prse__node_get(map, key);
    return is_text(node) ? node->text : PRSE_STR("");
}

/* A number that is not negative; what is absent is @p otherwise. */
static int number_of(const prse__node *map, const char *key,
                     double otherwise, double *out)
{
    const prse__node *node = prse__node_get(map, key);
    *out = otherwise;
    return !node || (node->kind == PRSE__NODE_PLAIN &&
                     prse__fixed_read(out, node->text) && *out >= 0);
}

static int count_of(const prse__node *map, const char *key, uint32_t *out)
{
    double value;
    int ok = number_of(map, key, 0, &value) && value <= UINT32_MAX &&
             value == (double)(uint32_t)value;
    *out = ok ? (uint32_t)value : 0;
    return ok;
}

/* --- Our form */

static prse_status read_about(const reading *r, const prse__node *map)
{
    prse_analysed about = {.size = sizeof about};
    if (!map || map->kind != PRSE__NODE_MAP)
        return prse__error_set(r->err, PRSE_ESCHEMA, "document",
                               "an object tells which document it was");
    about.name = text_of(map, "name");
    about.sha256 = text_of(map, "sha256");
    about.engine = text_of(map, "engine");
    if (!count_of(map, "pages", &about.pages) ||
        !count_of(map, "blank_pages", &about.blank_pages) ||
        !count_of(map, "needs_ocr", &about.needs_ocr))
        return refuse(r, map, "pages, blank_pages and needs_ocr are whole "
                      "numbers");
    return prse__draft_about(r->draft, &about, r->err);
}

static prse_status read_topics(const reading *r, const prse__node *list)
{
    prse_status status = PRSE_OK;
    if (!list || list->kind != PRSE__NODE_LIST)
        return prse__error_set(r->err, PRSE_ESCHEMA, "topics",
                               "a list of topics is missing");
    for (const prse__node *n = list->first; n && !status; n = n->next) {
        if (!is_text(prse__node_get(n, "title")))
            return refuse(r, n, "a topic has a code and a title");
        status = prse__draft_topic(r->draft, text_of(n, "code"),
                                   text_of(n, "title"), r->err);
    }
    return status;
}

/* The box is [left, top, right, bottom], or absent. */
static int read_box(const prse__node *list, prse_passage *is)
{
    double *sides[] = {&is->left, &is->top, &is->right, &is->bottom};
    size_t i = 0;
    if (!list)
        return 1;
    for (const prse__node *n = list->first; n; n = n->next, i++)
        if (i == 4 || n->kind != PRSE__NODE_PLAIN ||
            !prse__fixed_read(sides[i], n->text))
            return 0;
    return i == 4;
}

/* What is out of range is an error of the file, not of the caller. */
static prse_status add_sentence(const reading *r, const prse__node *at,
                                const prse_passage *is)
{
    prse_error why = {0};
    prse_status status = prse__draft_sentence(r->draft, is, &why);
    if (status == PRSE_EINVAL)
        return prse__error_at(r->err, PRSE_ESCHEMA,
                              prse__node_place(at, FILE_NAME), why.subject,
                              "%s", why.message);
    if (status && r->err)
        *r->err = why;
    return status;
}

static prse_status read_sentence(const reading *r, const prse__node *map)
{
    prse_passage is = {.size = sizeof is};
    if (!is_text(prse__node_get(map, "text")))
        return refuse(r, map, "a sentence has a text");
    is.text = text_of(map, "text");
    is.evidence = text_of(map, "evidence");
    if (!count_of(map, "page", &is.page) || !count_of(map, "topic", &is.topic)
        || !number_of(map, "confidence", -1, &is.confidence) ||
        !read_box(prse__node_get(map, "box"), &is))
        return refuse(r, map, "page, topic, confidence and box are numbers");
    return add_sentence(r, map, &is);
}

static prse_status read_ours(const reading *r, const prse__node *root)
{
    const prse__node *list = prse__node_get(root, "sentences");
    prse_status status = read_about(r, prse__node_get(root, "document"));
    if (!status)
        status = read_topics(r, prse__node_get(root, "topics"));
    if (!status && (!list || list->kind != PRSE__NODE_LIST))
        status = refuse(r, root, "a list of sentences is missing");
    for (const prse__node *n = status ? NULL : list->first; n && !status;
         n = n->next)
        status = read_sentence(r, n);
    return status;
}

/* --- The existing service's form: { title: [ {PAGES, TEXTS} ] } */

/* "ESRS E1 : Changement climatique" is of E1, "Non ESRS" of no topic; a title
 * that says neither is its own code. */
static prse_str code_of(prse_str title)
{
    size_t from = 5, to = from;
    if (prse__str_is(title, "Non ESRS"))
        return PRSE_STR("");
    if (!prse__str_starts(title, "ESRS "))
        return title;
    while (to < title.len && title.ptr[to] != ' ')
        to++;
    return to > from ? (prse_str){title.ptr + from, to - from} : title;
}

static prse_status read_existing_sentence(const reading *r,
                                          const prse__node *map)
{
    prse_passage is = {.size = sizeof is, .confidence = -1,
                       .topic = r->draft->topic_count - 1};
    if (!is_text(prse__node_get(map, "TEXTS")) ||
        !count_of(map, "PAGES", &is.page))
        return refuse(r, map, "a sentence has TEXTS, and a number of PAGES");
    is.text = text_of(map, "TEXTS");
    return add_sentence(r, map, &is);
}

static prse_status read_existing(const reading *r, const prse__node *root)
{
    prse_analysed nothing = {.size = sizeof nothing};
    prse_status status = prse__draft_about(r->draft, &nothing, r->err);
    for (const prse__node *t = root->first; t && !status; t = t->next) {
        if (t->kind != PRSE__NODE_LIST)
            return refuse(r, t, "a topic has a list of sentences");
        status = prse__draft_topic(r->draft, code_of(t->key), t->key, r->err);
        for (const prse__node *s = t->first; s && !status; s = s->next)
            status = read_existing_sentence(r, s);
    }
    return status;
}

/* --- Both */

static prse_status read_root(const reading *r, const prse__node *root)
{
    if (root->kind != PRSE__NODE_MAP)
        return refuse(r, root, "passages are an object");
    if (!is_text(prse__node_get(root, "format")))
        return read_existing(r, root); /* where it may be a title */
    if (!prse__str_is(text_of(root, "format"), OUR_FORM))
        return refuse(r, prse__node_get(root, "format"),
                      "the format is not passages/1, the only one known");
    return read_ours(r, root);
}

prse_status prse__draft_read(prse__draft *draft, prse_str json,
                             prse_error *err)
{
    const prse__node_limits limits = {.bytes = PRSE__PASSAGES_BYTES};
    const prse__node *root;
    prse__arena *scratch = prse__arena_new(0);
    if (!scratch)
        return prse__error_nomem(err);
    prse_status status = prse__json_read(&root, scratch, json, FILE_NAME,
                                         &limits, err);
    if (!status)
        status = read_root(&(reading){draft, err}, root);
    prse__arena_free(scratch);
    return status;
}
