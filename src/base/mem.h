/* SPDX-License-Identifier: Apache-2.0 */
/* The only place that calls malloc. Results are zeroed. */
#ifndef PRSE_BASE_MEM_H
#define PRSE_BASE_MEM_H

#include <stddef.h>

void *prse__alloc(size_t count, size_t size); /* NULL: none left, overflow */
void *prse__resize(void *old, size_t old_count, size_t count, size_t size);
void prse__free(void *block); /* NULL is legal */

/* Arena: many small allocations freed at once. `limit` in bytes, 0 = none;
 * past it prse__arena_alloc() answers NULL and prse__arena_full() is 1. */
typedef struct prse__arena prse__arena;

prse__arena *prse__arena_new(size_t limit);
void prse__arena_free(prse__arena *arena);
void prse__arena_reset(prse__arena *arena); /* keeps its blocks for reuse */
void *prse__arena_alloc(prse__arena *arena, size_t count, size_t size);
int prse__arena_full(const prse__arena *arena);
size_t prse__arena_used(const prse__arena *arena);

#endif
