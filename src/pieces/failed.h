/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_PIECES_FAILED_H
#define PRSE_PIECES_FAILED_H

#include "portailrse/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fills err; `memory`: that is what ran out. */
prse_status prse__pieces_failed(int memory, const char *path,
                                const char *message, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
