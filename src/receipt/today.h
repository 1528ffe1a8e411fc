/* SPDX-License-Identifier: Apache-2.0 */
/* What a pack, be it a later one, answers otherwise on a day. */
#ifndef PRSE_RECEIPT_TODAY_H
#define PRSE_RECEIPT_TODAY_H

#include "receipt/replay.h"

/* Appends an object with the day, the pack and the differences, whose number
 * is *count. */
prse_status prse__receipt_today(prse__json *json, int32_t *count,
                                const prse__receipt *receipt, prse_pack *pack,
                                prse_str date, prse_lang lang,
                                prse_error *err);

#endif
