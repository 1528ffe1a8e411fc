/* SPDX-License-Identifier: Apache-2.0 */
/* The model as C source. */
#ifndef ESRS_LITE_WRITE_H
#define ESRS_LITE_WRITE_H

#include "lexicon.h"

/* Ends the program when the file can't be written. */
void write_model(const char *path, const prse__lite_model *model,
                 const lexicon *terms, const table *labels);

#endif
