/* SPDX-License-Identifier: Apache-2.0 */
/* How built-in functions are declared and read their arguments. */
#ifndef PRSE_FEEL_BUILTIN_H
#define PRSE_FEEL_BUILTIN_H

#include "feel/walk.h"

typedef struct prse__args {
    prse__eval *ev;
    const prse__value *const *values;
    size_t count;
} prse__args;

typedef struct prse__builtin {
    const char *name;
    const prse__value *(*apply)(const prse__args *args);
    size_t least, most;
    /* Names of the parameters, for calls by name: "a,b"; other ways to call
     * the same function follow after "|". */
    const char *params;
} prse__builtin;

typedef struct prse__builtin_group {
    const prse__builtin *first;
    size_t count;
} prse__builtin_group;

#define PRSE__ANY_NUMBER SIZE_MAX

extern const prse__builtin_group prse__builtins_number, prse__builtins_string,
    prse__builtins_list, prse__builtins_aggregate, prse__builtins_date,
    prse__builtins_context, prse__builtins_range;

const prse__builtin *prse__builtin_find(prse_str name);
const prse__value *prse__builtin_call(prse__eval *ev,
                                      const prse__builtin *builtin,
                                      const prse__value *const *args,
                                      size_t count);
enum { PRSE__MOST_PARAMS = 4 };
/* Puts named arguments in order: 0 when they fit no way to call it. */
int prse__builtin_order(const prse__builtin *builtin,
                        const prse__value *values[PRSE__MOST_PARAMS],
                        size_t *used, const prse_str *names,
                        const prse__value *const *given, size_t count);

/* Arguments, from 0. An absent one is null; a list of one value stands for
 * the value where a scalar is expected, and a scalar for a list of it. Each
 * answers 0 when the argument is not of that kind. */
const prse__value *prse__arg(const prse__args *args, size_t i);
const prse__value *prse__arg_scalar(const prse__args *args, size_t i);
int prse__arg_number(const prse__args *args, size_t i, prse__dec *out);
int prse__arg_int(const prse__args *args, size_t i, int64_t *out);
int prse__arg_string(const prse__args *args, size_t i, prse_str *out);
int prse__arg_list(const prse__args *args, size_t i, const prse__value **out);
/* All arguments as one list, or the list that is the only argument. */
int prse__arg_all(const prse__args *args, const prse__value **out);

#endif
