/* SPDX-License-Identifier: Apache-2.0 */
#include "cell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static prse_status give(void *user, uint64_t offset, void *to, size_t room,
                        prse_error *err)
{
    cell *it = user;
    (void)err;
    for (size_t i = 0; i < room; i++)
        ((char *)to)[i] = (char)('a' + (offset + i) % 26);
    it->asked += room;
    return PRSE_OK;
}

static prse_status take(void *user, prse_str bytes, prse_error *err)
{
    cell *it = user;
    (void)err;
    if (it->length < CELL_OUTPUT) {
        size_t room = CELL_OUTPUT - it->length;
        memcpy(it->output + it->length, bytes.ptr,
               bytes.len < room ? bytes.len : room);
    }
    it->length += bytes.len;
    return PRSE_OK;
}

void cell_make(cell *it, const char *attempt)
{
    memset(it, 0, sizeof *it);
    prse_error err;
    cr_assert_eq(prse__jail_helper(it->seal, sizeof it->seal,
                                   prse_str_of(getenv("PRSE_HELPERS")),
                                   "portailrse-seal.so", &err), PRSE_OK,
                 "%s", err.message);
    it->argv[0] = getenv("PRSE_ATTACK");
    it->argv[1] = attempt;
    it->jail = (prse__jail){.argv = it->argv, .seal = it->seal,
                            .wall_ms = 60000, .cpu_s = 30,
                            .memory_bytes = (uint64_t)256 << 20,
                            .output_bytes = 1 << 20,
                            .give = give, .give_user = it,
                            .take = take, .take_user = it};
}

prse_status cell_run(cell *it)
{
    prse_status status = prse__jail_run(&it->jail, &it->end, &it->err);
    cr_assert_eq(it->err.code, (int32_t)status);
    cr_assert_eq(it->err.message[0] != '\0', status != PRSE_OK);
    return status;
}

int64_t cell_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
