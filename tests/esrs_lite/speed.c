/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences a second on one core, of a table whose second column holds
 * them. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/sys/classifier.h"

enum { MOST = 4000, ROUNDS = 50, LONGEST = 4096 };

static size_t read_texts(prse_str *texts, const char *path)
{
    static char line[LONGEST];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    while (file && count < MOST && fgets(line, sizeof line, file)) {
        char *text = strchr(line, '\t');
        text = strdup(text ? text + 1 : line);
        texts[count++] = (prse_str){text, strcspn(text, "\n")};
    }
    if (file)
        fclose(file);
    return count;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int argc, char **argv)
{
    static prse_str texts[MOST];
    static prse_label labels[MOST];
    size_t count = argc > 1 ? read_texts(texts, argv[1]) : 0;
    prse_classifier c;
    double best = 0;
    if (count == 0 || prse_classifier_esrs_lite(&c, NULL, NULL) != PRSE_OK)
        return 1;
    for (int i = 0; i < ROUNDS; i++) {
        double began = seconds();
        if (prse_classifier_classify(&c, texts, count, labels, NULL, NULL))
            return 1;
        double rate = (double)count / (seconds() - began);
        best = rate > best ? rate : best;
    }
    printf("%zu sentences, %.0f a second on one core (best of %d)\n", count,
           best, ROUNDS);
    for (size_t i = 0; i < count; i++)
        free((char *)texts[i].ptr);
    prse_classifier_drop(&c);
    return 0;
}
