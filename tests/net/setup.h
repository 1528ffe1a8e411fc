/* SPDX-License-Identifier: Apache-2.0 */
/* Services for the network tests, made of words "name=value". Names of the
 * library's own settings, and a few that start with "net.":
 *   net.ca_file net.proxy     of the libcurl backend
 *   net.per_mille net.seed net.kinds net.latency_ms
 *                             wrap it so that calls fail or are late */
#ifndef NET_SETUP_H
#define NET_SETUP_H

#include <portailrse/dashboard.h>

enum { NET_WORDS = 96, NET_WORD = 512 };

typedef struct net_words {
    char name[NET_WORDS][64];
    char value[NET_WORDS][NET_WORD];
    size_t count;
} net_words;

/* Sets or replaces; 0 when there is no room. */
int net_words_set(net_words *words, const char *name, const char *value);
/* The same from "name=value". */
int net_words_read(net_words *words, const char *word);
/* The value of a name, else `fallback`. */
const char *net_words_get(const net_words *words, const char *name,
                          const char *fallback);
int64_t net_words_int(const net_words *words, const char *name,
                      int64_t fallback);

prse_status net_services(prse_services **out, const net_words *words,
                         prse_error *err);
/* A pack from a folder. */
prse_status net_pack(prse_pack **out, const char *folder, prse_error *err);
int64_t net_now_us(void); /* monotonic */

#endif
