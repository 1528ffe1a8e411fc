/* SPDX-License-Identifier: Apache-2.0 */
/* Single values, and several at once. */
#include "crossing.h"

static jobject boxed(JNIEnv *env, prse_java_type *type, jvalue value)
{
    if (!prse_java_find(env, type, "valueOf"))
        return NULL;
    return (*env)->CallStaticObjectMethodA(env, type->class, type->make,
                                           &value);
}

jobject prse_java_boolean(JNIEnv *env, int value)
{
    static prse_java_type type = {"java/lang/Boolean",
                                  "(Z)Ljava/lang/Boolean;", NULL, 0, NULL,
                                  NULL};
    return boxed(env, &type, (jvalue){.z = value != 0});
}

jobject prse_java_long(JNIEnv *env, int64_t value)
{
    static prse_java_type type = {"java/lang/Long", "(J)Ljava/lang/Long;",
                                  NULL, 0, NULL, NULL};
    return boxed(env, &type, (jvalue){.j = value});
}

static jobject bytes_of(JNIEnv *env, prse_str bytes)
{
    jbyteArray made = bytes.len <= INT32_MAX
        ? (*env)->NewByteArray(env, (jsize)bytes.len) : NULL;
    if (made)
        (*env)->SetByteArrayRegion(env, made, 0, (jsize)bytes.len,
                                   (const jbyte *)bytes.ptr);
    return made;
}

jobject prse_java_value(JNIEnv *env, const prse_value *value)
{
    if (prse_java_thrown(env) || value->type == PRSE_TYPE_NULL)
        return NULL;
    switch (value->type) {
    case PRSE_TYPE_BOOL:
        return prse_java_boolean(env, value->number != 0);
    case PRSE_TYPE_INT:
    case PRSE_TYPE_DATE:
    case PRSE_TYPE_TIME:
        return prse_java_long(env, value->number);
    case PRSE_TYPE_BYTES:
        return bytes_of(env, value->text);
    default:
        return prse_java_string(env, value->text);
    }
}

jobjectArray prse_java_uses(JNIEnv *env, prse_java_struct *of,
                            prse_java_uses_of *ask, const prse_report *report,
                            size_t obligation, size_t count)
{
    prse_fact_use *uses = prse_java_room(env, count + 1, sizeof *uses);
    if (!uses || !prse_java_find(env, &of->type, NULL))
        return NULL;
    ask(report, obligation, uses, count);
    jobjectArray made = (*env)->NewObjectArray(env, (jsize)count,
                                               of->type.class, NULL);
    for (size_t i = 0; made && i < count; i++) {
        jobject use = prse_java_record(env, of, &uses[i]);
        if (!use)
            return NULL;
        (*env)->SetObjectArrayElement(env, made, (jsize)i, use);
        (*env)->DeleteLocalRef(env, use);
    }
    return made;
}

const prse_pack_file *prse_java_files(JNIEnv *env, jobjectArray pairs,
                                      size_t *count)
{
    if (prse_java_thrown(env))
        return NULL;
    *count = (size_t)(*env)->GetArrayLength(env, pairs) / 2;
    prse_pack_file *files = prse_java_room(env, *count + 1, sizeof *files);
    for (size_t i = 0; files && i < *count; i++) {
        jobject name = (*env)->GetObjectArrayElement(env, pairs,
                                                     (jsize)(2 * i));
        jobject text = (*env)->GetObjectArrayElement(env, pairs,
                                                     (jsize)(2 * i + 1));
        files[i] = (prse_pack_file){prse_java_chars(env, name),
                                    prse_java_str(env, text)};
        if (prse_java_thrown(env))
            return NULL;
        (*env)->DeleteLocalRef(env, name);
        (*env)->DeleteLocalRef(env, text);
    }
    return files;
}
