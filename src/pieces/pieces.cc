/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces/pieces.h"

#include "pieces/failed.h"
#include "pieces/path.h"

#include <sentencepiece_processor.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <vector>

namespace {
constexpr double UNKNOWN_PENALTY = 10; // of both, below the lowest score
}

struct prse__pieces {
    sentencepiece::SentencePieceProcessor processor;
    std::vector<prse__piece> sorted; // their texts are the processor's
    prse__path_pieces path;
};

static void sort_pieces(prse__pieces *pieces, double lowest)
{
    const auto &processor = pieces->processor;
    for (int i = 0; i < processor.GetPieceSize(); i++) {
        const std::string &text = processor.IdToPiece(i);
        if (processor.IsUnknown(i) || processor.IsControl(i))
            continue;
        const double score = processor.GetScore(i);
        lowest = std::min(lowest, score);
        pieces->sorted.push_back({{text.data(), text.size()}, score, i});
    }
    std::qsort(pieces->sorted.data(), pieces->sorted.size(),
               sizeof(prse__piece), prse__path_order);
    pieces->path = {pieces->sorted.data(), pieces->sorted.size(),
                    lowest - UNKNOWN_PENALTY};
}

static prse_status open_model(prse__pieces **out, prse_str model,
                              double lowest, const char *path,
                              prse_error *err)
{
    prse__pieces *made = new prse__pieces;
    const auto status = made->processor.LoadFromSerializedProto(
        absl::string_view(model.ptr, model.len));
    if (status.ok()) {
        sort_pieces(made, lowest);
        *out = made;
        return PRSE_OK;
    }
    delete made;
    return prse__pieces_failed(0, path, status.ToString().c_str(), err);
}

extern "C" prse_status prse__pieces_open(prse__pieces **out, prse_str model,
                                         double lowest, const char *path,
                                         prse_error *err)
{
    try {
        return open_model(out, model, lowest, path, err);
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

// SentencePiece puts blanks where they belong; its own cut is joined again.
static prse_status split(const prse__pieces *pieces, prse_str text,
                         int32_t *to, size_t room, size_t *count,
                         prse_error *err)
{
    std::vector<std::string> cut;
    std::string whole;
    const auto status = pieces->processor.Encode(
        absl::string_view(text.ptr ? text.ptr : "", text.len), &cut);
    if (!status.ok())
        return prse__pieces_failed(0, "", status.ToString().c_str(), err);
    for (const auto &piece : cut)
        whole += piece;
    return prse__path_best(&pieces->path, {whole.data(), whole.size()}, to,
                           room, count, err);
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
