/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/id.h"

#include "crypto/crypto.h"

enum { MOMENT = 10, CHANCE = 16, BITS = 5 };

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

prse_status prse__job_id_make(char out[PRSE__JOB_ID], int64_t now_ms,
                              prse_error *err)
{
    unsigned char chance[CHANCE];
    uint64_t moment = now_ms > 0 ? (uint64_t)now_ms : 0;
    prse_status status = prse__random(chance, sizeof chance, err);
    if (status)
        return status;
    for (int i = MOMENT - 1; i >= 0; i--, moment >>= BITS)
        out[i] = ALPHABET[moment & 31];
    for (int i = 0; i < CHANCE; i++)
        out[MOMENT + i] = ALPHABET[chance[i] & 31];
    out[MOMENT + CHANCE] = '\0';
    return PRSE_OK;
}

void prse__job_id_number(char id[PRSE__JOB_ID], size_t number)
{
    id[MOMENT] = ALPHABET[number >> BITS & 31];
    id[MOMENT + 1] = ALPHABET[number & 31];
}
