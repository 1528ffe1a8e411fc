/* SPDX-License-Identifier: Apache-2.0 */
/* Names that an expression binds around a part of it. */
#ifndef PRSE_RULES_LOCALS_H
#define PRSE_RULES_LOCALS_H

#include "feel/ast.h"

typedef struct prse__locals {
    const struct prse__locals *outer;
    const prse__feel *binder;
} prse__locals;

/* Nodes that bind names for their children. */
int prse__is_binder(const prse__feel *node);
int prse__binds(const prse__feel *binder, prse_str name);
/* The innermost scope that binds the name; NULL: it is no local. */
const prse__locals *prse__local_scope(const prse__locals *scope,
                                      prse_str name);
/* 1 when a name in the expression is bound around it. */
int prse__reads_locals(const prse__feel *node, const prse__locals *scope);

#endif
