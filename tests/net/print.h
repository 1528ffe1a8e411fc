/* SPDX-License-Identifier: Apache-2.0 */
/* JSON on standard output, one object a line. */
#ifndef NET_PRINT_H
#define NET_PRINT_H

#include <portailrse/dashboard.h>

void net_print_str(const char *name, prse_str text);
void net_print_int(const char *name, int64_t value);
/* JSON as it is, on one line. */
void net_print_raw(const char *name, prse_str json);
void net_print_unit(const prse_unit *unit);
void net_print_trace(const prse_trace *trace);
/* Facts that somebody gave, and how far each obligation is. */
void net_print_dashboard(prse_dashboard *dashboard, const prse_pack *pack);

#endif
