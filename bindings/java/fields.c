/* SPDX-License-Identifier: Apache-2.0 */
/* Structs: a record in Java for each, filled and read by their tables. */
#include "crossing.h"

#include <string.h>

jobject prse_java_enum(JNIEnv *env, prse_java_type *type, int value)
{
    if (!prse_java_find(env, type, "of"))
        return NULL;
    return (*env)->CallStaticObjectMethod(env, type->class, type->make,
                                          (jint)value);
}

/* --- To Java --- */

static jvalue text_of(JNIEnv *env, const prse_java_field *field,
                      const char *at)
{
    if (field->kind == PRSE_JAVA_STR)
        return (jvalue){.l = prse_java_string(env, *(const prse_str *)at)};
    if (field->kind == PRSE_JAVA_CHARS)
        return (jvalue){.l = prse_java_string_of(env, at)};
    return (jvalue){.l = prse_java_string_of(env, *(const char *const *)at)};
}

static jvalue get(JNIEnv *env, const prse_java_field *field, const char *at)
{
    switch (field->kind) {
    case PRSE_JAVA_STR:
    case PRSE_JAVA_CHARS:
    case PRSE_JAVA_TEXT:
        return text_of(env, field, at);
    case PRSE_JAVA_FLAG:
        return (jvalue){.z = *(const int32_t *)at == 1};
    case PRSE_JAVA_TRI:
        if (*(const int32_t *)at < 0)
            return (jvalue){.l = NULL};
        return (jvalue){.l = prse_java_boolean(env, *(const int32_t *)at)};
    case PRSE_JAVA_ENUM:
        return (jvalue){.l = prse_java_enum(env, field->type,
                                            *(const int32_t *)at)};
    case PRSE_JAVA_I32:
        return (jvalue){.i = *(const int32_t *)at};
    case PRSE_JAVA_U32:
        return (jvalue){.j = *(const uint32_t *)at};
    case PRSE_JAVA_I64:
    case PRSE_JAVA_U64:
    case PRSE_JAVA_SIZE:
        return (jvalue){.j = *(const int64_t *)at};
    case PRSE_JAVA_FLOAT:
        return (jvalue){.d = (double)*(const float *)(const void *)at};
    case PRSE_JAVA_DOUBLE:
        return (jvalue){.d = *(const double *)(const void *)at};
    default: /* What only ever goes to C. */
        return (jvalue){.l = NULL};
    }
}

jobject prse_java_record(JNIEnv *env, prse_java_struct *of, const void *from)
{
    jvalue values[64];
    if (!prse_java_find(env, &of->type, NULL))
        return NULL;
    for (int i = 0; i < of->count && i < 64; i++)
        values[i] = get(env, &of->fields[i],
                        (const char *)from + of->fields[i].offset);
    if (prse_java_thrown(env))
        return NULL;
    return (*env)->NewObjectA(env, of->type.class, of->type.make, values);
}

/* --- From Java --- */

/* A List<String>. */
static const char **texts(JNIEnv *env, jobject list, uint32_t *count)
{
    jclass class = (*env)->FindClass(env, "java/util/List");
    jmethodID as_array = class ? (*env)->GetMethodID(
        env, class, "toArray", "()[Ljava/lang/Object;") : NULL;
    jclass string = as_array ? (*env)->FindClass(env, "java/lang/String")
                             : NULL;
    if (!string)
        return NULL;
    jobjectArray items = (*env)->CallObjectMethod(env, list, as_array);
    if (prse_java_thrown(env))
        return NULL;
    jsize length = (*env)->GetArrayLength(env, items);
    const char **made = prse_java_room(env, (size_t)length + 1, sizeof *made);
    for (jsize i = 0; made && i < length && !prse_java_thrown(env); i++) {
        jobject item = (*env)->GetObjectArrayElement(env, items, i);
        if (!item || !(*env)->IsInstanceOf(env, item, string))
            prse_java_throw(env, item ? "java/lang/ClassCastException"
                                      : "java/lang/NullPointerException",
                            "a list holds what is no text");
        if (!prse_java_thrown(env))
            made[i] = prse_java_chars(env, item);
        if (!prse_java_thrown(env))
            (*env)->DeleteLocalRef(env, item);
    }
    *count = (uint32_t)length;
    return made;
}

/* The number of an enum's constant, or whether a Boolean is true. */
static int ask(JNIEnv *env, jobject object, const char *method,
               const char *signature)
{
    jclass class = (*env)->GetObjectClass(env, object);
    jmethodID id = (*env)->GetMethodID(env, class, method, signature);
    if (!id)
        return 0;
    int answer = signature[2] == 'Z'
                     ? (*env)->CallBooleanMethod(env, object, id)
                     : (*env)->CallIntMethod(env, object, id);
    return prse_java_thrown(env) ? 0 : answer;
}

static void set_object(JNIEnv *env, const prse_java_field *field,
                       jobject object, char *base)
{
    void *at = base + field->offset;
    if (field->kind == PRSE_JAVA_TRI)
        *(int32_t *)at = object ? ask(env, object, "booleanValue", "()Z") : -1;
    else if (!object)
        return;
    else if (field->kind == PRSE_JAVA_STR)
        *(prse_str *)at = prse_java_str(env, object);
    else if (field->kind == PRSE_JAVA_TEXT)
        *(const char **)at = prse_java_chars(env, object);
    else if (field->kind == PRSE_JAVA_ENUM)
        *(int32_t *)at = ask(env, object, "value", "()I");
    else if (field->kind == PRSE_JAVA_TEXTS)
        *(const char ***)at = texts(env, object,
                                    (uint32_t *)(base + field->count_at));
    else
        *(void **)at = prse_java_hold_long(env, object, field->type);
}

static void set(JNIEnv *env, const prse_java_field *field, jobject from,
                char *base)
{
    void *at = base + field->offset;
    jlong number;
    switch (field->kind) {
    case PRSE_JAVA_FLAG:
        *(int32_t *)at = (*env)->GetBooleanField(env, from, field->id);
        break;
    case PRSE_JAVA_I32:
        *(int32_t *)at = (*env)->GetIntField(env, from, field->id);
        break;
    case PRSE_JAVA_U32:
        number = (*env)->GetLongField(env, from, field->id);
        *(uint32_t *)at = (uint32_t)number;
        if (number != (jlong)(uint32_t)number)
            prse_java_throw(env, "java/lang/IllegalArgumentException",
                            field->name);
        break;
    case PRSE_JAVA_I64:
    case PRSE_JAVA_U64:
    case PRSE_JAVA_SIZE:
        *(int64_t *)at = (*env)->GetLongField(env, from, field->id);
        break;
    case PRSE_JAVA_FLOAT:
        *(float *)at = (float)(*env)->GetDoubleField(env, from, field->id);
        break;
    case PRSE_JAVA_DOUBLE:
        *(double *)at = (*env)->GetDoubleField(env, from, field->id);
        break;
    default:
        set_object(env, field, (*env)->GetObjectField(env, from, field->id),
                   base);
    }
}

static int find_fields(JNIEnv *env, prse_java_struct *of)
{
    if (!prse_java_find(env, &of->type, NULL))
        return 0;
    for (int i = 0; i < of->count; i++) {
        prse_java_field *field = &of->fields[i];
        if (__atomic_load_n(&field->id, __ATOMIC_RELAXED))
            continue;
        jfieldID id = (*env)->GetFieldID(env, of->type.class, field->name,
                                         field->signature);
        if (!id)
            return 0;
        __atomic_store_n(&field->id, id, __ATOMIC_RELAXED);
    }
    return 1;
}

void *prse_java_fresh(const prse_java_struct *of, void *made)
{
    memset(made, 0, of->bytes);
    if (of->sized)
        *(uint32_t *)made = (uint32_t)of->bytes;
    return made;
}

void *prse_java_fill(JNIEnv *env, prse_java_struct *of, jobject from, void *to)
{
    prse_java_fresh(of, to);
    if (!from || !find_fields(env, of))
        return NULL;
    for (int i = 0; i < of->count && !prse_java_thrown(env); i++)
        set(env, &of->fields[i], from, to);
    return to;
}

void prse_java_clear(JNIEnv *env, prse_java_struct *of, jobject from)
{
    for (int i = 0; from && i < of->count && !prse_java_thrown(env); i++)
        if (of->fields[i].kind == PRSE_JAVA_PLUG)
            prse_java_gave(env, (*env)->GetObjectField(env, from,
                                                       of->fields[i].id));
}
