/* SPDX-License-Identifier: Apache-2.0 */
/* For backends: the caller's wishes on a call that is under way. */
#ifndef PRSE_CLASSIFY_WATCH_H
#define PRSE_CLASSIFY_WATCH_H

#include "portailrse/sys/classifier.h"

typedef struct prse__classify_watch {
    const prse_classify_options *opts;
    int64_t until_ms; /* by the system's steady clock */
} prse__classify_watch;

prse__classify_watch prse__classify_watch_start(
    const prse_classify_options *opts);
/* PRSE_OK, PRSE_ECANCELED, PRSE_ETIMEOUT. */
prse_status prse__classify_watch_ask(const prse__classify_watch *watch,
                                     prse_error *err);
void prse__classify_watch_tell(const prse__classify_watch *watch,
                               uint64_t done, uint64_t total);
/* Waits for `ms`, asking meanwhile: as prse__classify_watch_ask(). */
prse_status prse__classify_watch_wait(const prse__classify_watch *watch,
                                      int64_t ms, prse_error *err);

#endif
