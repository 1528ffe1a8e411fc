/* SPDX-License-Identifier: Apache-2.0 */
#include "support/fault.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "support/test.h"

enum { ROUNDS = 200000 };

static struct {
    unsigned nth;   /* request that fails, from 1; 0: disarmed */
    int lasting;
    unsigned asked; /* requests since it was armed */
    int met;
    unsigned round; /* of PRSE_EACH_FAULT, from 1 */
} fault;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static int refused(void)
{
    if (fault.nth == 0)
        return 0;
    fault.asked++;
    int refuse = fault.lasting ? fault.asked >= fault.nth
                               : fault.asked == fault.nth;
    fault.met |= refuse;
    return refuse;
}

void *__wrap_malloc(size_t size)
{
    return refused() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return refused() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refused() ? NULL : __real_realloc(old, size);
}

void prse_fault_arm(unsigned nth, int lasting)
{
    /* Debian has no static cJSON, but cJSON asks whom one tells it to. */
    cJSON_InitHooks(&(cJSON_Hooks){__wrap_malloc, free});
    fault.nth = nth;
    fault.lasting = lasting;
    fault.asked = 0;
    fault.met = 0;
}

void prse_fault_start(void)
{
    prse_fault_arm(0, 0);
    fault.round = 0;
}

int prse_fault_pause(void)
{
    fault.nth = 0;
    return fault.met;
}

int prse_fault_next(void)
{
    int met = prse_fault_pause();
    int lasting = fault.lasting;
    if (fault.round > 0 && !met) {
        cr_assert_gt(fault.round, 1, "no memory was asked for");
        if (lasting)
            return 0;
        lasting = 1;
        fault.round = 0;
    }
    fault.round++;
    cr_assert_lt(fault.round, ROUNDS, "the faults never end");
    prse_fault_arm(fault.round, lasting);
    return 1;
}
