/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of a synchronisation, once the lots have arrived. */
#ifndef PRSE_ANALYTICS_MERGE_H
#define PRSE_ANALYTICS_MERGE_H

#include "portailrse/analytics.h"
#include "postgres/connection.h"

/* Makes the temporary tables: a lot for each of prse__lots, "lot_change" (id)
 * for companies, "lot_oubli" (id) for persons that are gone, and "lot_chaine"
 * (chaine, fin) for the ends of companies' chains. */
prse_status prse__figures_open(prse__pg *pg, prse_error *err);
/* The chains of lot_chaine whose end is not the one that was seen last. */
prse_status prse__figures_changed(prse__pg *pg, prse__pg_result **out,
                                  prse_error *err);
/* The persons whose last change is not before a moment, by id: id, moment. */
prse_status prse__figures_persons(prse__pg *pg, int64_t from_ms,
                                  prse__pg_result **out, prse_error *err);
/* Brings every table up to date: what belongs to a company of lot_change and is
 * in no lot goes, and so do the persons of lot_oubli. full: both lists are
 * filled first, with everybody. Counts are added. */
prse_status prse__figures_run(prse__pg *pg, int full,
                              prse_analytics_done *done, prse_error *err);
/* The statistics of a day, from the tables as they are now. */
prse_status prse__figures_statistics(prse__pg *pg, prse_str day,
                                     prse_error *err);

#endif
