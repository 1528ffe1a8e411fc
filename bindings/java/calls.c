/* SPDX-License-Identifier: Apache-2.0 */
/* One call from Java: its memory, its results, what it throws. */
#include "crossing.h"

#include <stdlib.h>
#include <string.h>

typedef struct room {
    struct room *next;
    max_align_t data[];
} room;

static _Thread_local room *rooms;
static _Thread_local int results;

int prse_java_thrown(JNIEnv *env)
{
    return (*env)->ExceptionCheck(env);
}

void prse_java_throw(JNIEnv *env, const char *type, const char *message)
{
    if (prse_java_thrown(env))
        return;
    jclass class = (*env)->FindClass(env, type);
    if (class)
        (*env)->ThrowNew(env, class, message);
}

void *prse_java_room(JNIEnv *env, size_t count, size_t each)
{
    room *made = count < SIZE_MAX / 2 / each
                     ? calloc(1, sizeof *made + count * each) : NULL;
    if (!made) {
        prse_java_throw(env, "java/lang/OutOfMemoryError", "native memory");
        return NULL;
    }
    made->next = rooms;
    rooms = made;
    return made->data;
}

void prse_java_end(void)
{
    prse_java_let_go();
    while (rooms) {
        room *first = rooms;
        rooms = first->next;
        free(first);
    }
    results = 0;
}

int prse_java_find(JNIEnv *env, prse_java_type *type, const char *method)
{
    if (prse_java_thrown(env))
        return 0;
    if (__atomic_load_n(&type->class, __ATOMIC_ACQUIRE))
        return 1;
    jclass found = (*env)->FindClass(env, type->name);
    if (!found)
        return 0;
    jmethodID make = method
        ? (*env)->GetStaticMethodID(env, found, method, type->signature)
        : (*env)->GetMethodID(env, found, "<init>", type->signature);
    jclass kept = make ? (*env)->NewGlobalRef(env, found) : NULL;
    (*env)->DeleteLocalRef(env, found);
    if (!kept)
        return 0;
    __atomic_store_n(&type->make, make, __ATOMIC_RELAXED);
    __atomic_store_n(&type->class, kept, __ATOMIC_RELEASE);
    return 1;
}

const char *prse_java_name(const prse_java_type *type)
{
    return strrchr(type->name, '/') + 1;
}

int prse_java_settle(JNIEnv *env, prse_status status, const prse_error *err)
{
    static prse_java_type thrown = {
        "org/portailrse/PortailRseException",
        "(ILjava/lang/String;Ljava/lang/String;IILjava/lang/String;)"
        "Lorg/portailrse/PortailRseException;", NULL, 0, NULL, NULL};
    if (status == PRSE_OK || !prse_java_find(env, &thrown, "of"))
        return status == PRSE_OK;
    jstring message = prse_java_string_of(env, err->message);
    jstring file = prse_java_string_of(env, err->file);
    jstring subject = prse_java_string_of(env, err->subject);
    if (prse_java_thrown(env))
        return 0;
    jobject made = (*env)->CallStaticObjectMethod(
        env, thrown.class, thrown.make, (jint)status, message, file,
        (jint)err->line, (jint)err->column, subject);
    if (!prse_java_thrown(env) && made)
        (*env)->Throw(env, made);
    return 0;
}

jobject prse_java_also(JNIEnv *env, jobject before, jobject more)
{
    if (prse_java_thrown(env) || results++ == 0)
        return more;
    jclass object = (*env)->FindClass(env, "java/lang/Object");
    jobjectArray all = object ? (*env)->NewObjectArray(env, results, object,
                                                       NULL) : NULL;
    for (int i = 0; all && i < results; i++) {
        jobject each = i == results - 1 ? more
                       : results == 2   ? before
                       : (*env)->GetObjectArrayElement(env, before, i);
        if (!prse_java_thrown(env))
            (*env)->SetObjectArrayElement(env, all, i, each);
        if (prse_java_thrown(env))
            return NULL;
    }
    return all;
}
