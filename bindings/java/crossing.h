/* SPDX-License-Identifier: Apache-2.0 */
/* What crosses between Java and C: text, handles, structs, errors. Each
 * function does nothing once something has been thrown. */
#ifndef PRSE_JAVA_CROSSING_H
#define PRSE_JAVA_CROSSING_H

#include "portailrse/analysis.h"
#include "portailrse/analytics.h"
#include "portailrse/batch.h"
#include "portailrse/callback.h"
#include "portailrse/camembert.h"
#include "portailrse/dashboard.h"
#include "portailrse/document.h"
#include "portailrse/endpoint.h"
#include "portailrse/hub.h"
#include "portailrse/jwt.h"
#include "portailrse/onnx.h"
#include "portailrse/people.h"
#include "portailrse/qualification.h"
#include "portailrse/remote.h"

#include <jni.h>

/* --- One call (calls.c) --- */

/* Whether something was thrown. */
int prse_java_thrown(JNIEnv *env);
/* Throws one of java.lang's exceptions. */
void prse_java_throw(JNIEnv *env, const char *type, const char *message);
/* Memory until the end of the call. */
void *prse_java_room(JNIEnv *env, size_t count, size_t each);
/* Throws what a status and its error say; 1 when it was PRSE_OK. */
int prse_java_settle(JNIEnv *env, prse_status status, const prse_error *err);
/* One result after the other: the first alone, more as an Object[]. */
jobject prse_java_also(JNIEnv *env, jobject before, jobject more);
/* Lets go of everything that the call held. Harmless when done again. */
void prse_java_end(void);

/* --- Classes (calls.c) --- */

/* A class of org.portailrse.core; found once. */
typedef struct prse_java_type {
    const char *name;
    const char *signature; /* Of its constructor; of of() for an enum. */
    void (*drop)(void *object);
    int confined; /* One thread at a time. */
    jclass class;
    jmethodID make;
} prse_java_type;

int prse_java_find(JNIEnv *env, prse_java_type *type, const char *method);
/* What Java calls it, without its package. */
const char *prse_java_name(const prse_java_type *type);

/* --- Text (text.c) --- */

prse_str prse_java_str(JNIEnv *env, jstring text);
/* NULL for null; refuses NUL characters. */
const char *prse_java_chars(JNIEnv *env, jstring text);
jstring prse_java_string(JNIEnv *env, prse_str text);
/* null for NULL. */
jstring prse_java_string_of(JNIEnv *env, const char *text);
jstring prse_java_taken(JNIEnv *env, prse_text *text);

/* --- Handles (handles.c) --- */

typedef struct prse_java_box prse_java_box;

/* Makes the Java object that owns `object`; it keeps the handles that the
 * call's options hold. */
jobject prse_java_give(JNIEnv *env, void *object, prse_java_type *type);
/* The same for a copy of a table of functions. */
jobject prse_java_plug(JNIEnv *env, const void *plug, size_t bytes,
                       prse_java_type *type);
void prse_java_drop_plug(void *plug);
/* A part of another object, or of none, which it keeps. */
jobject prse_java_part(JNIEnv *env, const void *object, prse_java_type *type,
                       jobject whole);
/* What a handle stands for, until the end of the call. */
void *prse_java_hold(JNIEnv *env, jobject handle, const prse_java_type *type);
/* The same, to be kept by what the call makes. */
void *prse_java_hold_long(JNIEnv *env, jobject handle,
                          const prse_java_type *type);
/* C took what these plugs are. */
void prse_java_gave(JNIEnv *env, jobject plug);
/* The call's first handle, when a report, reads these facts from now on. */
void prse_java_lend(jobject facts, const prse_java_type *report);
/* For calls.c: lets go of what a call holds. */
void prse_java_let_go(void);

/* --- Structs (fields.c) --- */

typedef enum prse_java_kind {
    PRSE_JAVA_STR, PRSE_JAVA_CHARS, PRSE_JAVA_TEXT, PRSE_JAVA_TEXTS,
    PRSE_JAVA_FLAG, PRSE_JAVA_TRI, PRSE_JAVA_I32, PRSE_JAVA_U32,
    PRSE_JAVA_I64, PRSE_JAVA_U64, PRSE_JAVA_SIZE, PRSE_JAVA_FLOAT,
    PRSE_JAVA_DOUBLE, PRSE_JAVA_ENUM, PRSE_JAVA_HANDLE, PRSE_JAVA_PLUG
} prse_java_kind;

typedef struct prse_java_field {
    const char *name, *signature;
    size_t offset;
    prse_java_kind kind;
    prse_java_type *type; /* Of an enum, a handle or a plug. */
    size_t count_at;      /* Where the number of texts goes. */
    jfieldID id;
} prse_java_field;

typedef struct prse_java_struct {
    prse_java_type type;
    size_t bytes;
    int sized; /* Begins with its size. */
    int count;
    prse_java_field *fields;
} prse_java_struct;

jobject prse_java_record(JNIEnv *env, prse_java_struct *of, const void *from);
/* Empty, with its size. */
void *prse_java_fresh(const prse_java_struct *of, void *made);
/* NULL for null. */
void *prse_java_fill(JNIEnv *env, prse_java_struct *of, jobject from, void *to);
/* The plugs among its fields belong to C now. */
void prse_java_clear(JNIEnv *env, prse_java_struct *of, jobject from);
jobject prse_java_enum(JNIEnv *env, prse_java_type *type, int value);

/* --- Values (values.c) --- */

jobject prse_java_boolean(JNIEnv *env, int value);
jobject prse_java_long(JNIEnv *env, int64_t value);
jobject prse_java_value(JNIEnv *env, const prse_value *value);
typedef size_t prse_java_uses_of(const prse_report *report, size_t obligation,
                                 prse_fact_use *out, size_t room);
jobjectArray prse_java_uses(JNIEnv *env, prse_java_struct *of,
                            prse_java_uses_of *ask, const prse_report *report,
                            size_t obligation, size_t count);
/* A Map's names and texts, one after the other. */
const prse_pack_file *prse_java_files(JNIEnv *env, jobjectArray pairs,
                                      size_t *count);

#endif
