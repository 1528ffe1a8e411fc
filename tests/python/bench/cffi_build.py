# SPDX-License-Identifier: Apache-2.0
"""Writes the C source of a cffi module (API mode) for the hot calls.

usage: cffi_build.py OUTPUT"""
import sys

from cffi import FFI

ffi = FFI()
ffi.cdef("""
typedef struct prse_engine prse_engine;
typedef struct prse_pack prse_pack;
typedef struct prse_facts prse_facts;
typedef struct prse_report prse_report;
typedef struct { const char *ptr; size_t len; } prse_str;
typedef struct { char message[...]; ...; } prse_error;
typedef struct {
    uint32_t size; int32_t years; prse_str id; prse_str label; ...;
} prse_fact_info;
typedef struct { uint32_t size; prse_str id; ...; } prse_obligation_info;

int prse_engine_new(prse_engine **, const void *, prse_error *);
int prse_pack_load(prse_pack **, prse_engine *, const char *, const void *,
                   prse_error *);
size_t prse_pack_fact_count(const prse_pack *);
int prse_pack_fact(const prse_pack *, size_t, int, prse_fact_info *,
                   prse_error *);
size_t prse_pack_obligation_count(const prse_pack *);
int prse_pack_obligation(const prse_pack *, size_t, int,
                         prse_obligation_info *, prse_error *);
int prse_facts_new(prse_facts **, prse_pack *, prse_error *);
void prse_facts_clear(prse_facts *);
void prse_facts_free(prse_facts *);
int prse_facts_set(prse_facts *, prse_str, int32_t, prse_str, prse_error *);
int prse_facts_set_int(prse_facts *, size_t, int32_t, int64_t, prse_error *);
int prse_report_new(prse_report **, prse_pack *, prse_error *);
int prse_report_evaluate(prse_report *, prse_facts *, prse_str, prse_error *);
int prse_report_answer(const prse_report *, size_t);
int prse_report_sentence(prse_str *, prse_report *, size_t, int, int,
                         prse_error *);
""")
ffi.set_source("_cffi_peer", '#include "portailrse/obligation.h"')
ffi.emit_c_code(sys.argv[1])
