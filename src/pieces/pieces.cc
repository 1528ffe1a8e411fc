/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/pieces.h"

#include "pieces/failed.h"

#include <sentencepiece_processor.h>

#include <exception>
#include <new>
#include <vector>

struct prse__pieces {
    sentencepiece::SentencePieceProcessor processor;
};

static prse_status open_model(prse__pieces **out, prse_str model,
                              const char *path, prse_error *err)
{
    prse__pieces *made = new prse__pieces;
    const auto status = made->processor.LoadFromSerializedProto(
        absl::string_view(model.ptr, model.len));
    if (status.ok()) {
        *out = made;
        return PRSE_OK;
    }
    delete made;
    return prse__pieces_failed(0, path, status.ToString().c_str(), err);
}

extern "C" prse_status prse__pieces_open(prse__pieces **out, prse_str model,
                                         const char *path, prse_error *err)
{
    try {
        return open_model(out, model, path, err);
    } catch (const std::bad_alloc &) {
        return prse__pieces_failed(1, path, "", err);
    } catch (const std::exception &is) {
        return prse__pieces_failed(0, path, is.what(), err);
    }
}

extern "C" void prse__pieces_close(prse__pieces *pieces)
{
    delete pieces;
}

extern "C" uint32_t prse__pieces_count(const prse__pieces *pieces)
{
    return static_cast<uint32_t>(pieces->processor.GetPieceSize());
}

static prse_status split(const prse__pieces *pieces, prse_str text,
                         int32_t *to, size_t room, size_t *count,
                         prse_error *err)
{
    std::vector<int> ids;
    const auto status = pieces->processor.Encode(
        absl::string_view(text.ptr ? text.ptr : "", text.len), &ids);
    if (!status.ok())
        return prse__pieces_failed(0, "", status.ToString().c_str(), err);
    *count = ids.size();
    for (size_t i = 0; i < ids.size() && i < room; i++)
        to[i] = ids[i];
    return PRSE_OK;
}

extern "C" prse_status prse__pieces_split(const prse__pieces *pieces,
                                          prse_str text, int32_t *to,
                                          size_t room, size_t *count,
                                          prse_error *err)
{
    try {
        return split(pieces, text, to, room, count, err);
    } catch (const std::bad_alloc &) {
        return prse__pieces_failed(1, "", "", err);
    } catch (const std::exception &is) {
        return prse__pieces_failed(0, "", is.what(), err);
    }
}
