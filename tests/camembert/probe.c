/* SPDX-License-Identifier: Apache-2.0 */
/* Shows the inside of a model to the tests.
 *
 *   probe logits FOLDER SMALL THREADS   lines of tokens in, of logits out
 *   probe kit FOLDER                    the conformance kit of classifiers
 *   probe tokens FOLDER                 lines of hexadecimal UTF-8 in, of
 *                                       tokens out
 *   probe labels FOLDER SMALL THREADS   lines of sentences in, their labels
 *                                       and confidences out
 *   probe speed FOLDER SMALL THREADS    lines of sentences, an empty one, and
 *                                       a line a round in; seconds of each
 *                                       round out */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "camembert/room.h"
#include "camembert/tokens.h"
#include "portailrse/camembert.h"

enum { LINE = 1 << 20, TOKENS = 1 << 16, SENTENCES = 1024 };

static char line[LINE];
static int32_t ids[TOKENS];
static uint32_t starts[SENTENCES + 1];

static int fail(const prse_error *err)
{
    fprintf(stderr, "%s: %s (%s)\n", err->file, err->message, err->subject);
    return 1;
}

static uint32_t read_sentences(void)
{
    uint32_t count = 0;
    while (count < SENTENCES && fgets(line, sizeof line, stdin)) {
        char *at = line, *end;
        starts[count + 1] = starts[count];
        for (long id = strtol(at, &end, 10); end > at;
             id = strtol(at, &end, 10)) {
            ids[starts[count + 1]++] = (int32_t)id;
            at = end;
        }
        count++;
    }
    return count;
}

static uint32_t longest(uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (starts[i + 1] - starts[i] > most)
            most = starts[i + 1] - starts[i];
    return most;
}

static int logits(const char *folder, int small, uint32_t threads)
{
    prse__network network;
    prse_error err = {0};
    uint32_t count = read_sentences();
    if (prse__network_open(&network, folder, small, &err))
        return fail(&err);
    uint32_t labels = network.config.label_count;
    float *out = calloc((size_t)count * labels, sizeof *out);
    const prse__tokens tokens = {ids, starts, count};
    const prse__room_size size = {starts[count], longest(count), threads};
    prse__room room;
    prse__threads_set(threads);
    if (!out || prse__room_make(&room, &network, size, &err) ||
        prse__network_run(&room, &tokens, out, &err))
        return fail(&err);
    prse__room_free(&room);
    for (uint32_t i = 0; i < count * labels; i++)
        printf("%.8g%c", (double)out[i], (i + 1) % labels ? ' ' : '\n');
    free(out);
    prse__network_close(&network);
    return 0;
}

static size_t unhex(void)
{
    size_t length = strcspn(line, "\n") / 2;
    for (size_t i = 0; i < length; i++) {
        unsigned byte;
        sscanf(line + 2 * i, "%2x", &byte);
        line[i] = (char)byte;
    }
    return length;
}

static int tokens(const char *folder)
{
    const prse__config config = {.is_camembert = 1, .first = 5, .last = 6,
                                 .vocabulary = 1000000};
    char path[4096];
    prse__tokenizer tokenizer;
    prse_error err = {0};
    size_t count;
    snprintf(path, sizeof path, "%s/sentencepiece.bpe.model", folder);
    if (prse__tokenizer_open(&tokenizer, path, &config, &err))
        return fail(&err);
    while (fgets(line, sizeof line, stdin)) {
        prse_str text = {line, unhex()};
        if (prse__tokens_of(&tokenizer, text, ids, TOKENS, &count, &err))
            return fail(&err);
        for (size_t i = 0; i < count; i++)
            printf("%d%c", ids[i], i + 1 < count ? ' ' : '\n');
    }
    prse__tokenizer_close(&tokenizer);
    return 0;
}

static void tell(void *user, prse_str name, prse_str wrong)
{
    (void)user;
    if (wrong.len)
        printf("%.*s: %.*s\n", (int)name.len, name.ptr, (int)wrong.len,
               wrong.ptr);
}

static int kit(const char *folder)
{
    prse_classifier classifier;
    prse_error err = {0};
    if (prse_classifier_camembert(&classifier, prse_str_of(folder), NULL,
                                  &err))
        return fail(&err);
    prse_status status = prse_classifier_kit(&classifier, tell, NULL, &err);
    prse_classifier_drop(&classifier);
    return status != PRSE_OK;
}

/* --- Sentences */

static prse_str texts[SENTENCES];
static prse_label labels[SENTENCES];

static size_t read_texts(void)
{
    size_t count = 0;
    while (count < SENTENCES && fgets(line, sizeof line, stdin) &&
           line[0] != '\n')
        texts[count++] = prse_str_of(strndup(line, strcspn(line, "\n")));
    return count;
}

static double seconds(clockid_t clock)
{
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static int time_rounds(const prse_classifier *classifier, size_t count,
                       prse_error *err)
{
    while (fgets(line, sizeof line, stdin)) {
        double wall = seconds(CLOCK_MONOTONIC);
        double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (prse_classifier_classify(classifier, texts, count, labels, NULL,
                                     err))
            return 0;
        printf("%f %f\n", seconds(CLOCK_MONOTONIC) - wall,
               seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
        fflush(stdout);
    }
    return 1;
}

static int tell_labels(const prse_classifier *classifier, size_t count,
                       prse_error *err)
{
    if (prse_classifier_classify(classifier, texts, count, labels, NULL, err))
        return 0;
    for (size_t i = 0; i < count; i++)
        printf("%u %.8f\n", labels[i].label, labels[i].confidence);
    return 1;
}

typedef int what(const prse_classifier *classifier, size_t count,
                 prse_error *err);

static int classify(const char *folder, uint32_t small, uint32_t threads,
                    what *and_then)
{
    const prse_camembert_options opts = {.size = sizeof opts, .small = small,
                                         .threads = threads};
    prse_classifier classifier;
    prse_error err = {0};
    size_t count = read_texts();
    if (prse_classifier_camembert(&classifier, prse_str_of(folder), &opts,
                                  &err))
        return fail(&err);
    int ok = and_then(&classifier, count, &err);
    prse_classifier_drop(&classifier);
    for (size_t i = 0; i < count; i++)
        free((void *)(uintptr_t)texts[i].ptr);
    return ok ? 0 : fail(&err);
}

static uint32_t number(const char *word)
{
    return (uint32_t)strtoul(word, NULL, 10);
}

int main(int count, char **words)
{
    if (count == 5 && strcmp(words[1], "logits") == 0)
        return logits(words[2], (int)number(words[3]), number(words[4]));
    if (count == 5 && strcmp(words[1], "labels") == 0)
        return classify(words[2], number(words[3]), number(words[4]),
                        tell_labels);
    if (count == 5 && strcmp(words[1], "speed") == 0)
        return classify(words[2], number(words[3]), number(words[4]),
                        time_rounds);
    if (count == 3 && strcmp(words[1], "kit") == 0)
        return kit(words[2]);
    if (count == 3 && strcmp(words[1], "tokens") == 0)
        return tokens(words[2]);
    fprintf(stderr, "usage: probe logits FOLDER SMALL THREADS\n"
                    "       probe kit FOLDER\n"
                    "       probe tokens FOLDER\n"
                    "       probe labels FOLDER SMALL THREADS\n"
                    "       probe speed FOLDER SMALL THREADS\n");
    return 2;
}
