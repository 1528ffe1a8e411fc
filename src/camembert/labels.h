/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRSE_CAMEMBERT_LABELS_H
#define PRSE_CAMEMBERT_LABELS_H

#include "camembert/config.h"
#include "portailrse/sys/classifier.h"

/* In the arena; their texts are the configuration's. *none is -1 where no
 * label means "of none of them". */
prse_status prse__labels_name(prse_label_info **out, int32_t *none,
                              prse__arena *arena, const prse__config *config,
                              prse_error *err);

#endif
