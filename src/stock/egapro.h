/* SPDX-License-Identifier: Apache-2.0 */
/* The declarations of EGAPRO's public file beside the units of a register, and
 * the records that they give (docs/services.md) without any network. */
#ifndef PRSE_STOCK_EGAPRO_H
#define PRSE_STOCK_EGAPRO_H

#include "platforms/egapro_file.h"
#include "portailrse/services.h"
#include "stock/register.h"

/* Puts the declarations of a file, .xlsx or .csv, in the place of those that
 * the register has. All or nothing. Of `opts` only should_stop and progress
 * count; it may be NULL, as `counts`. */
prse_status prse__stock_add_egapro(prse_str path, prse_str file,
                                   const prse_register_options *opts,
                                   prse__egapro_file_counts *counts,
                                   prse_error *err);

/* Each appends a record when the file has a declaration of that unit (and
 * year), READ; else nothing: ABSENT when it has none, which proves little, for
 * a later file may; NOT_ASKED when no file was added, or one that ends before
 * that year. PRSE_ENOMEM is told by json->failed. */
prse_outcome prse__stock_egapro_record(prse__buf *json, prse_register *reg,
                                       prse_str siren, int32_t year);
prse_outcome prse__stock_egapro_notes_record(prse__buf *json,
                                             prse_register *reg,
                                             prse_str siren);

#endif
