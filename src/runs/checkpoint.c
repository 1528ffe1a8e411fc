/* SPDX-License-Identifier: Apache-2.0 */
/* A stage holds the answers to one call, behind a digest of what was asked: the
 * model, the texts, and how this machine writes an answer. */
#include "runs/checkpoint.h"

#include <stdio.h>
#include <string.h>

enum { NAME_ROOM = 32 };

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    const prse__checkpoint *c = self;
    return prse_classifier_describe(c->inner, out, err);
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    const prse__checkpoint *c = self;
    return prse_classifier_label(c->inner, index, out, err);
}

/* --- What was asked --- */

static void add_text(prse__digest *digest, prse_str text)
{
    uint64_t length = text.len;
    prse__digest_add(digest, (prse_str){(const char *)&length, sizeof length});
    prse__digest_add(digest, text);
}

static prse_status digest_of(unsigned char out[PRSE__DIGEST_BYTES],
                             const prse__checkpoint *c, const prse_str *texts,
                             size_t count, prse_error *err)
{
    prse__digest *digest = NULL;
    prse_label sample = {.label = 1, .confidence = 0.5};
    prse_status status = prse__digest_new(&digest, err);
    if (status)
        return status;
    add_text(digest, (prse_str){(const char *)&sample, sizeof sample});
    add_text(digest, c->model->engine);
    add_text(digest, c->model->digest);
    for (size_t i = 0; i < count; i++)
        add_text(digest, texts[i]);
    status = prse__digest_end(digest, out, err);
    prse__digest_free(digest);
    return status;
}

/* --- What is kept --- */

static prse_str name_of(char room[NAME_ROOM], uint32_t call)
{
    snprintf(room, NAME_ROOM, "classement_%u", call);
    return prse_str_of(room);
}

static int is_answer_to(prse_str kept, size_t count,
                        const unsigned char asked[PRSE__DIGEST_BYTES])
{
    return kept.len == PRSE__DIGEST_BYTES + count * sizeof(prse_label) &&
           memcmp(kept.ptr, asked, PRSE__DIGEST_BYTES) == 0;
}

/* *found: whether an earlier attempt has answered. */
static prse_status recall(prse__checkpoint *c, prse_str name,
                          const unsigned char asked[PRSE__DIGEST_BYTES],
                          size_t count, prse_label *out, int *found,
                          prse_error *err)
{
    prse_text *text = NULL;
    prse_error own = {0};
    *found = 0;
    if (c->is_new)
        return PRSE_OK;
    prse_status status = prse_job_stage_load(&text, c->job, name, &own);
    prse_str kept = status ? PRSE_STR("") : prse_text_str(text);
    *found = is_answer_to(kept, count, asked);
    if (*found)
        memcpy(out, kept.ptr + PRSE__DIGEST_BYTES, count * sizeof *out);
    prse_text_free(text);
    c->is_new = status == PRSE_ENOTFOUND;
    if (!status || c->is_new)
        return PRSE_OK;
    if (err)
        *err = own;
    return status;
}

static prse_status keep(prse__checkpoint *c, prse_str name,
                        const unsigned char asked[PRSE__DIGEST_BYTES],
                        size_t count, const prse_label *answers,
                        prse_error *err)
{
    prse__buf stage;
    prse__buf_init(&stage, 0);
    prse__buf_add(&stage,
                  (prse_str){(const char *)asked, PRSE__DIGEST_BYTES});
    prse__buf_add(&stage, (prse_str){(const char *)answers,
                                     count * sizeof *answers});
    prse_status status =
        stage.failed
            ? prse__error_nomem(err)
            : prse_job_stage_save(c->job, name, prse__buf_str(&stage), err);
    prse__buf_free(&stage);
    return status;
}

/* A plug has no right to some answers of the queue, which all pass; and what a
 * model denies is no password of the document. */
static prse_status passing(prse_status status, prse_error *err)
{
    static const prse_status others[] = {PRSE_ECONFLICT, PRSE_EBUSY,
                                         PRSE_EPARSE, PRSE_ELIMIT,
                                         PRSE_EDENIED};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i] != status)
            continue;
        if (err)
            err->code = PRSE_EIO;
        return PRSE_EIO;
    }
    return status;
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    prse__checkpoint *c = self;
    unsigned char asked[PRSE__DIGEST_BYTES];
    char room[NAME_ROOM];
    prse_str name = name_of(room, c->calls++);
    int found = 0;
    prse_status status = digest_of(asked, c, texts, count, err);
    if (!status)
        status = recall(c, name, asked, count, out, &found, err);
    if (status || found)
        return passing(status, err);
    status = prse_classifier_classify(c->inner, texts, count, out, opts, err);
    if (!status)
        status = keep(c, name, asked, count, out, err);
    return passing(status, err);
}

void prse__checkpoint_begin(prse__checkpoint *out, const prse_runs *runs,
                            prse_job *job)
{
    *out = (prse__checkpoint){.inner = runs->opts.classifier,
                              .model = &runs->model, .job = job};
    out->plug = (prse_classifier){.size = sizeof out->plug, .self = out,
                                  .describe = describe, .label = label,
                                  .classify = classify};
}
