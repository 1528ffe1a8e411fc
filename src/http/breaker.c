/* SPDX-License-Identifier: Apache-2.0 */
#include "http/breaker.h"

int prse__breaker_may(const prse__breaker *breaker, int64_t now,
                      int64_t *when)
{
    if (!breaker->open)
        return 1;
    *when = breaker->until;
    return now >= breaker->until && !breaker->trying;
}

void prse__breaker_leave(prse__breaker *breaker)
{
    if (breaker->open)
        breaker->trying = 1;
}

static void open_until(prse__breaker *breaker, int64_t until)
{
    breaker->open = 1;
    breaker->trying = 0;
    breaker->until = until;
    breaker->round++;
}

static void close_it(prse__breaker *breaker)
{
    breaker->failures = 0;
    if (!breaker->open)
        return;
    breaker->open = 0;
    breaker->trying = 0;
    breaker->round++;
}

void prse__breaker_end(prse__breaker *breaker, uint32_t round,
                       prse__verdict verdict, uint32_t limit, int64_t until)
{
    if (round != breaker->round)
        return;
    if (verdict == PRSE__STUMBLED && !breaker->open)
        return;
    if (verdict == PRSE__UNKNOWN) {
        breaker->trying = 0;
    } else if (verdict == PRSE__ALIVE) {
        close_it(breaker);
    } else if (limit > 0) {
        breaker->failures++;
        if (verdict == PRSE__REFUSED || breaker->open ||
            breaker->failures >= limit)
            open_until(breaker, until);
    }
}
