/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"

enum { WORDS = 64, LINE_HEIGHT = 14, LETTER_WIDTH = 6 };

/* --- Reading */

typedef struct sheet {
    prse_word words[WORDS];
    prse_page page;
} sheet;

static void add_line(sheet *s, const char *line, uint32_t number)
{
    float left = 72, top = 72 + (float)(number * LINE_HEIGHT);
    for (size_t length; *line; line += length + (line[length] == ' ')) {
        length = strcspn(line, " ");
        float right = left + (float)(length * LETTER_WIDTH);
        s->words[s->page.count++] =
            (prse_word){.text = {line, length}, .left = left, .top = top,
                        .right = right, .bottom = top + 10, .line = number};
        left = right + LETTER_WIDTH;
    }
}

static prse_status give(sheet *s, prse_page_found found, void *user,
                        prse_error *err)
{
    s->page.number++;
    s->page.words = s->words;
    prse_status status = found(user, &s->page, err);
    s->page.count = 0;
    return status;
}

static prse_status read_lines(void *self, const prse_blob_source *pdf,
                              prse_page_found found, void *user,
                              const prse_extract_options *opts,
                              prse_error *err)
{
    const parts *p = self;
    prse_status status = PRSE_OK;
    uint32_t line = 0;
    sheet s = {.page = {.size = sizeof s.page, .width = 595, .height = 842}};
    (void)pdf;
    for (const char *const *l = p->lines; *l && !status; l++) {
        if (strcmp(*l, "\f") == 0) {
            status = give(&s, found, user, err);
            line = 0;
        } else {
            add_line(&s, *l, line++);
        }
        if (opts->progress)
            opts->progress(opts->user, s.page.number, 0);
    }
    if (!status)
        status = give(&s, found, user, err);
    return status || !p->reading
               ? status
               : prse__error_set(err, p->reading, NULL, "as the test wants");
}

/* --- Classifying */

static prse_status describe(void *self, prse_classifier_info *out,
                            prse_error *err)
{
    (void)self;
    (void)err;
    out->label_count = 3;
    out->none = 2;
    out->batch = 4;
    out->engine = PRSE_STR("first-letter/1");
    out->digest = PRSE_STR("000000000000000000000000000000000000000000000000"
                           "0000000000000000");
    return PRSE_OK;
}

static prse_status label(void *self, uint32_t index, prse_label_info *out,
                         prse_error *err)
{
    static const char *const CODES[] = {"E1", "S1", "N"};
    static const char *const TEXTS[] = {"ESRS E1 : Climat",
                                        "ESRS S1 - Personnel", "Non ESRS"};
    (void)self;
    (void)err;
    out->code = prse_str_of(CODES[index]);
    out->text = out->title = prse_str_of(TEXTS[index]);
    return PRSE_OK;
}

static prse_status classify(void *self, const prse_str *texts, size_t count,
                            prse_label *out,
                            const prse_classify_options *opts,
                            prse_error *err)
{
    parts *p = self;
    p->batches++;
    p->sentences += (uint32_t)count;
    nanosleep(&(struct timespec){0, (long)p->late_ms * 1000000}, NULL);
    if (opts->should_stop && opts->should_stop(opts->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL, "stopped");
    if (p->classifying)
        return prse__error_set(err, p->classifying, NULL,
                               "as the test wants");
    for (size_t i = 0; i < count; i++) {
        char first = texts[i].ptr[0];
        out[i] = (prse_label){.label = first == 'C'   ? 0
                                       : first == 'S' ? 1
                                                      : 2,
                              .confidence = 0.75,
                              .evidence_count = 1,
                              .evidence = {{0, 1}}};
        out[i].second = out[i].label;
    }
    return PRSE_OK;
}

/* --- Both */

void parts_make(parts *p, const char *const *lines)
{
    *p = (parts){.lines = lines};
    p->extract = (prse_extract){.size = sizeof p->extract, .self = p,
                                .read = read_lines};
    p->classifier = (prse_classifier){.size = sizeof p->classifier,
                                      .self = p, .describe = describe,
                                      .label = label, .classify = classify};
}

static const char HEAD[] = "%PDF-1.7";

static prse_status give_head(void *user, uint64_t offset, void *to,
                             size_t room, prse_error *err)
{
    (void)user;
    (void)err;
    memcpy(to, HEAD + offset, room);
    return PRSE_OK;
}

prse_status parts_analyse(parts *p, prse_passages *passages,
                          prse_analysis_options opts, prse_error *err)
{
    const prse_blob_source pdf = {.size = sizeof pdf, .bytes = sizeof HEAD - 1,
                                  .read = give_head};
    opts.size = sizeof opts;
    opts.extract = &p->extract;
    opts.classifier = &p->classifier;
    return prse_passages_analyse(passages, &pdf, &opts, err);
}
