/* SPDX-License-Identifier: Apache-2.0 */
/* Two analysed documents: one in our form, one in the existing service's. */
#ifndef PRSE_TESTS_PASSAGES_SCENE_H
#define PRSE_TESTS_PASSAGES_SCENE_H

#include "portailrse/passages.h"

extern const char SCENE_OURS[];
extern const char SCENE_EXISTING[];

prse_passages *scene_passages(void);      /* both documents */
prse_passages *scene_of(const char *json); /* one */
/* prse_passages_write(); release with free(). */
char *scene_written(const prse_passages *passages,
                    prse_passages_format format);

#endif
