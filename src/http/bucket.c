/* SPDX-License-Identifier: Apache-2.0 */
#include "http/bucket.h"

#include "base/mem.h"

int prse__bucket_fit(prse__bucket *bucket, uint32_t count)
{
    if (count <= bucket->room)
        return 1;
    int64_t *ends = prse__alloc(count, sizeof *ends);
    if (!ends)
        return 0;
    for (size_t i = 0; i < bucket->count; i++)
        ends[i] = bucket->ends[(bucket->first + i) % bucket->room];
    prse__free(bucket->ends);
    bucket->ends = ends;
    bucket->room = count;
    bucket->first = 0;
    return 1;
}

void prse__bucket_free(prse__bucket *bucket)
{
    prse__free(bucket->ends);
    *bucket = (prse__bucket){0};
}

/* The place of the nth latest end, from 1. */
static int64_t *latest(const prse__bucket *bucket, size_t n)
{
    return &bucket->ends[(bucket->first + bucket->count - n) % bucket->room];
}

int64_t prse__bucket_when(const prse__bucket *bucket, uint32_t count,
                          int64_t window_ms, int64_t now)
{
    if (count == 0 || window_ms <= 0)
        return 0;
    if (bucket->under_way >= count)
        return now + PRSE__BUCKET_LOOK_MS;
    size_t free_places = count - bucket->under_way;
    if (bucket->count < free_places)
        return 0;
    /* 1 more, since both moments were rounded down to milliseconds. */
    int64_t when = *latest(bucket, free_places) + window_ms + 1;
    return when > now ? when : 0;
}

void prse__bucket_leave(prse__bucket *bucket)
{
    bucket->under_way++;
}

void prse__bucket_end(prse__bucket *bucket, int64_t at)
{
    if (bucket->under_way > 0)
        bucket->under_way--;
    if (bucket->room == 0)
        return;
    if (bucket->count == bucket->room)
        bucket->first = (bucket->first + 1) % bucket->room;
    else
        bucket->count++;
    /* Nearly always the latest. */
    size_t n = 1;
    for (; n < bucket->count && *latest(bucket, n + 1) > at; n++)
        *latest(bucket, n) = *latest(bucket, n + 1);
    *latest(bucket, n) = at;
}
