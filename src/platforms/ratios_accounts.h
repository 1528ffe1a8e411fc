/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts out of an answer, whichever shape it has: each once, latest
 * first. */
#ifndef PRSE_PLATFORMS_RATIOS_ACCOUNTS_H
#define PRSE_PLATFORMS_RATIOS_ACCOUNTS_H

#include "platforms/reading.h"

typedef enum prse__turnover {
    PRSE__TURNOVER_ABSENT,
    PRSE__TURNOVER_HIDDEN, /* confidential accounts */
    PRSE__TURNOVER_ZERO,   /* which stands for unknown in this data set */
    PRSE__TURNOVER_KNOWN
} prse__turnover;

typedef struct prse__account {
    prse__date closed;
    prse_str type;    /* "C", "S", "K" ...; empty: not told */
    prse_str secrecy; /* the platform's words; empty: not told */
    prse__turnover state;
    prse__dec turnover; /* when KNOWN */
} prse__account;

enum { PRSE__ACCOUNTS = 1000 }; /* what follows is not read */

/* Text is borrowed from the nodes. */
typedef struct prse__accounts {
    prse__account *items; /* in the reading's arena */
    size_t count;
    int32_t announced;    /* by the platform */
    int32_t read;         /* repeated and undated ones included */
    int32_t repeated;
} prse__accounts;

/* May refuse the body, or lower the outcome to ABSENT. */
void prse__accounts_read(prse__accounts *accounts, prse__reading *reading,
                         prse_str siren);
int prse__accounts_are(const prse__node *root);

int prse__account_is_social(const prse__account *account); /* C, S */
int prse__account_is_group(const prse__account *account);  /* K */

#endif
