/* SPDX-License-Identifier: Apache-2.0 */
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numbers.h"

typedef double row[PRSE__LITE_LANES];

trial trial_run(const settings *how, size_t labels, const samples *all)
{
    trial out = {.all = all, .labels = labels,
                 .scores = take(all->count, sizeof(row))};
    for (int fold = 0; fold < FOLDS; fold++) {
        regression model = regression_train(how, labels, all, fold);
        for (size_t i = 0; i < all->count; i++)
            if (all->all[i].fold == fold)
                regression_score(out.scores[i], &model, &all->all[i]);
        regression_free(&model);
    }
    return out;
}

void trial_free(trial *it)
{
    free(it->scores);
}

static double surprise(const trial *it, double heat)
{
    double sum = 0;
    for (size_t i = 0; i < it->all->count; i++) {
        row share;
        memcpy(share, it->scores[i], sizeof share);
        regression_share(share, it->labels, heat);
        sum -= logarithm(share[it->all->all[i].label] + 1e-9);
    }
    return sum / (double)it->all->count;
}

double trial_heat(const trial *it)
{
    double best = 1, least = surprise(it, best);
    for (int i = 10; i <= 60; i++) {
        double heat = i / 20.0, found = surprise(it, heat);
        if (found < least) {
            least = found;
            best = heat;
        }
    }
    return best;
}

/* The label that is answered, with the share it must have. */
static size_t answer(const trial *it, size_t i, double heat, double floor)
{
    row share;
    size_t best = 0;
    memcpy(share, it->scores[i], sizeof share);
    regression_share(share, it->labels, heat);
    for (size_t k = 1; k < it->labels; k++)
        if (share[k] > share[best])
            best = k;
    return share[best] < floor ? it->labels - 1 : best;
}

static double accuracy(const trial *it, int mixed, double heat, double floor)
{
    size_t good = 0, of = 0;
    for (size_t i = 0; i < it->all->count; i++) {
        if (it->all->all[i].mixed != mixed)
            continue;
        of++;
        good += answer(it, i, heat, floor) == it->all->all[i].label;
    }
    return (double)good / (double)of;
}

static double f1(const trial *it, size_t label, double heat)
{
    size_t both = 0, either = 0;
    for (size_t i = 0; i < it->all->count; i++) {
        if (it->all->all[i].mixed)
            continue;
        int given = answer(it, i, heat, 0) == label;
        int right = it->all->all[i].label == label;
        both += given && right;
        either += (size_t)given + (size_t)right;
    }
    return either > 0 ? 2 * (double)both / (double)either : 0;
}

void trial_tell(const trial *it, const table *labels, double heat)
{
    double sum = 0;
    for (size_t k = 0; k < it->labels; k++) {
        double own = f1(it, k, heat);
        sum += own / (double)it->labels;
        printf("F1 %-3s %.3f\n", labels->rows[k][0].ptr, own);
    }
    printf("macro-F1 %.3f, heat %.2f, surprise %.3f\n", sum, heat,
           surprise(it, heat));
    for (int i = 0; i <= 6; i++)
        printf("abstaining below %.1f: accuracy %.3f, on mixed sentences "
               "%.3f\n", i / 10.0, accuracy(it, 0, heat, i / 10.0),
               accuracy(it, 1, heat, i / 10.0));
}
