/* SPDX-License-Identifier: Apache-2.0 */
/* A handle's box: what a Java object owns on this side. The object inside goes
 * when nobody holds it: neither Java, nor a call, nor another box that keeps
 * it. The box itself goes when Java's object is gone as well, so that using
 * a closed handle is an exception. */
#include "crossing.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 16, KEPT = 4 };

struct prse_java_box {
    void *object;
    const prse_java_type *type;
    prse_java_box *kept[KEPT]; /* The first: what it is a part of, or what it
                                  reads. */
    int holders; /* Of the object. */
    int lives;   /* Of the box: Java's object, and its own. */
    int closed, part;
    void *user;  /* The thread that is using what is confined. */
};

/* What the call of this thread holds; its address stands for the thread. */
static _Thread_local struct {
    prse_java_box *held[AT_ONCE], *locked[2 * AT_ONCE];
    int keep[AT_ONCE];
    int count, locks;
} call;

static void end_life(prse_java_box *box)
{
    if (__atomic_sub_fetch(&box->lives, 1, __ATOMIC_ACQ_REL) == 0)
        free(box);
}

static void let_go(prse_java_box *box)
{
    if (__atomic_sub_fetch(&box->holders, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    if (box->object && box->type->drop && !box->part)
        box->type->drop(box->object);
    for (int i = 0; i < KEPT; i++)
        if (box->kept[i])
            let_go(box->kept[i]);
    end_life(box);
}

static prse_java_box *one_more(prse_java_box *box)
{
    __atomic_add_fetch(&box->holders, 1, __ATOMIC_ACQ_REL);
    return box;
}

void prse_java_let_go(void)
{
    while (call.locks > 0)
        __atomic_store_n(&call.locked[--call.locks]->user, NULL,
                         __ATOMIC_RELEASE);
    while (call.count > 0)
        let_go(call.held[--call.count]);
}

/* --- Made --- */

static jobject wrap(JNIEnv *env, prse_java_box *box, prse_java_type *type)
{
    jobject made = NULL;
    if (prse_java_find(env, type, NULL))
        made = (*env)->NewObject(env, type->class, type->make,
                                 (jlong)(intptr_t)box);
    if (!made || prse_java_thrown(env)) {
        end_life(box);
        let_go(box);
        return NULL;
    }
    return made;
}

static prse_java_box *box_of(JNIEnv *env, void *object,
                             const prse_java_type *type)
{
    prse_java_box *box = calloc(1, sizeof *box);
    if (!box) {
        if (type->drop)
            type->drop(object);
        prse_java_throw(env, "java/lang/OutOfMemoryError", "native memory");
        return NULL;
    }
    box->object = object;
    box->type = type;
    box->holders = 1;
    box->lives = 2;
    return box;
}

jobject prse_java_give(JNIEnv *env, void *object, prse_java_type *type)
{
    prse_java_box *box = box_of(env, object, type);
    for (int i = 0, to = 1; box && i < call.count; i++)
        if (call.keep[i] && to < KEPT)
            box->kept[to++] = one_more(call.held[i]);
    return box ? wrap(env, box, type) : NULL;
}

static prse_java_box *inside(JNIEnv *env, jobject handle)
{
    static jfieldID id;
    jfieldID field = __atomic_load_n(&id, __ATOMIC_ACQUIRE);
    if (!field) {
        jclass class = (*env)->FindClass(env, "org/portailrse/core/Handle");
        field = class ? (*env)->GetFieldID(env, class, "box", "J") : NULL;
        if (!field)
            return NULL;
        __atomic_store_n(&id, field, __ATOMIC_RELEASE);
    }
    return (prse_java_box *)(intptr_t)(*env)->GetLongField(env, handle, field);
}

jobject prse_java_part(JNIEnv *env, const void *object, prse_java_type *type,
                       jobject whole)
{
    if (!object || prse_java_thrown(env))
        return NULL;
    prse_java_box *box = box_of(env, (void *)(intptr_t)object, type);
    if (!box)
        return NULL;
    box->part = 1;
    if (whole)
        box->kept[0] = one_more(inside(env, whole));
    return wrap(env, box, type);
}

/* --- Held --- */

static void refuse(JNIEnv *env, const prse_java_type *type, const char *why)
{
    char message[96] = "this ";
    strncat(message, prse_java_name(type), 32);
    strncat(message, why, 56);
    prse_java_throw(env, "java/lang/IllegalStateException", message);
}

/* What a part belongs to, and what a report reads, is in use with it. */
static int lock(JNIEnv *env, prse_java_box *box)
{
    void *nobody = NULL;
    for (; box; box = box->kept[0]) {
        if (!box->type->confined ||
            __atomic_load_n(&box->user, __ATOMIC_ACQUIRE) == &call)
            continue;
        if (call.locks == 2 * AT_ONCE ||
            !__atomic_compare_exchange_n(&box->user, &nobody, &call, 0,
                                         __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            refuse(env, box->type, " is in use: give each thread its own");
            return 0;
        }
        call.locked[call.locks++] = box;
    }
    return 1;
}

static int hold(JNIEnv *env, prse_java_box *box)
{
    int holders = __atomic_load_n(&box->holders, __ATOMIC_ACQUIRE);
    do {
        if (holders == 0 || call.count == AT_ONCE ||
            __atomic_load_n(&box->closed, __ATOMIC_ACQUIRE)) {
            refuse(env, box->type, " is closed");
            return 0;
        }
    } while (!__atomic_compare_exchange_n(&box->holders, &holders, holders + 1,
                                          0, __ATOMIC_ACQ_REL,
                                          __ATOMIC_ACQUIRE));
    call.keep[call.count] = 0;
    call.held[call.count++] = box;
    return 1;
}

void *prse_java_hold(JNIEnv *env, jobject handle, const prse_java_type *type)
{
    if (!handle || prse_java_thrown(env))
        return NULL;
    prse_java_box *box = inside(env, handle);
    if (!box || !hold(env, box) || !lock(env, box))
        return NULL;
    if (!box->object)
        refuse(env, type, " was given away");
    return box->object;
}

void *prse_java_hold_long(JNIEnv *env, jobject handle,
                          const prse_java_type *type)
{
    void *object = prse_java_hold(env, handle, type);
    if (object)
        call.keep[call.count - 1] = 1;
    return object;
}

void prse_java_lend(jobject facts, const prse_java_type *report)
{
    prse_java_box *reader = call.count > 0 ? call.held[0] : NULL;
    if (!reader || !facts || reader->type != report || reader->part)
        return;
    prse_java_box *before = reader->kept[0];
    reader->kept[0] = one_more(call.held[1]);
    if (before)
        let_go(before);
}

/* --- Plugs: tables of functions, copied; given away once --- */

/* What the plugs have in common. */
typedef struct plug {
    uint32_t size, reserved;
    void *self;
    void (*free)(void *self);
} plug;

void prse_java_drop_plug(void *held)
{
    plug *each = held;
    if (each->free)
        each->free(each->self);
    free(each);
}

jobject prse_java_plug(JNIEnv *env, const void *made, size_t bytes,
                       prse_java_type *type)
{
    plug *copy = malloc(bytes);
    if (!copy) {
        if (((const plug *)made)->free)
            ((const plug *)made)->free(((const plug *)made)->self);
        prse_java_throw(env, "java/lang/OutOfMemoryError", "native memory");
        return NULL;
    }
    memcpy(copy, made, bytes);
    return prse_java_give(env, copy, type);
}

void prse_java_gave(JNIEnv *env, jobject handle)
{
    prse_java_box *box = handle ? inside(env, handle) : NULL;
    if (!box)
        return;
    free(box->object);
    box->object = NULL;
}

/* --- Java's side: Handle.shut() and Handle.forget() --- */

JNIEXPORT void JNICALL Java_org_portailrse_core_Handle_shut(JNIEnv *env,
                                                            jclass class,
                                                            jlong at)
{
    prse_java_box *box = (prse_java_box *)(intptr_t)at;
    (void)env, (void)class;
    if (!__atomic_exchange_n(&box->closed, 1, __ATOMIC_ACQ_REL))
        let_go(box);
}

JNIEXPORT void JNICALL Java_org_portailrse_core_Handle_forget(JNIEnv *env,
                                                              jclass class,
                                                              jlong at)
{
    Java_org_portailrse_core_Handle_shut(env, class, at);
    end_life((prse_java_box *)(intptr_t)at);
}
