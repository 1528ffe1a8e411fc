// SPDX-License-Identifier: Apache-2.0
// Writing, and what the module shows of itself.
#include "files/files.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include <arrow/c/bridge.h>
#include <arrow/io/interfaces.h>
#include <arrow/ipc/writer.h>
#include <arrow/record_batch.h>
#include <arrow/util/compression.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include "files/parts.h"

using arrow::Result;
using arrow::Status;

namespace prse::files {

// Reasons are English; other letters came out of a file.
static void copy_reason(char *why, const std::string &text)
{
    size_t length = std::min<size_t>(text.find('\n'), text.size());
    length = std::min<size_t>(length, PRSE_FILES_WHY - 1);
    for (size_t i = 0; i < length; i++)
        why[i] = text[i] < ' ' || text[i] > '~' ? '?' : text[i];
    why[length] = '\0';
}

int told(char *why, const std::function<Status()> &work)
{
    try {
        Status status = work();
        if (status.ok())
            return 0;
        copy_reason(why, status.message());
    } catch (const std::exception &e) {
        copy_reason(why, e.what());
    }
    return -1;
}

} // namespace prse::files

using prse::files::told;

namespace {

// Bytes go out through the program, which knows where to and what failed.
class Sink : public arrow::io::OutputStream {
public:
    explicit Sink(prse__files_sink sink) : sink_(sink) {}

    Status Write(const void *bytes, int64_t count) override
    {
        int failed = sink_.write(sink_.user, bytes,
                                 static_cast<size_t>(count));
        if (failed)
            return Status::IOError(std::strerror(failed));
        at_ += count;
        return Status::OK();
    }

    Result<int64_t> Tell() const override { return at_; }
    Status Close() override
    {
        closed_ = true;
        return Status::OK();
    }
    bool closed() const override { return closed_; }

private:
    prse__files_sink sink_;
    int64_t at_ = 0;
    bool closed_ = false;
};

// Rows that wait in memory until their group is whole.
constexpr int64_t GROUP_ROWS = 1 << 17;

} // namespace

struct prse__files_writer {
    std::shared_ptr<arrow::Schema> schema;
    std::unique_ptr<parquet::arrow::FileWriter> parquet; // or
    std::shared_ptr<arrow::ipc::RecordBatchWriter> ipc;
};

namespace {

Status open_parquet(prse__files_writer *w, std::shared_ptr<Sink> sink)
{
    parquet::WriterProperties::Builder how;
    how.max_row_group_length(GROUP_ROWS);
    if (arrow::util::Codec::IsAvailable(arrow::Compression::ZSTD))
        how.compression(arrow::Compression::ZSTD)->compression_level(1);
    parquet::ArrowWriterProperties::Builder taste;
    taste.store_schema(); // dictionaries come back as they were
    return parquet::arrow::FileWriter::Open(
               *w->schema, arrow::default_memory_pool(), std::move(sink),
               how.build(), taste.build())
        .Value(&w->parquet);
}

Status open_ipc(prse__files_writer *w, std::shared_ptr<Sink> sink)
{
    auto how = arrow::ipc::IpcWriteOptions::Defaults();
    how.use_threads = false;
    return arrow::ipc::MakeFileWriter(std::move(sink), w->schema, how)
        .Value(&w->ipc);
}

int open(prse__files_writer **out, struct ArrowSchema *schema,
         prse__files_format format, prse__files_sink sink, char *why)
{
    return told(why, [&]() -> Status {
        auto w = std::make_unique<prse__files_writer>();
        ARROW_ASSIGN_OR_RAISE(w->schema, arrow::ImportSchema(schema));
        auto bytes = std::make_shared<Sink>(sink);
        ARROW_RETURN_NOT_OK(format == PRSE_FILES_PARQUET
                                ? open_parquet(w.get(), bytes)
                                : open_ipc(w.get(), bytes));
        *out = w.release();
        return Status::OK();
    });
}

int write(prse__files_writer *w, struct ArrowArray *table, char *why)
{
    return told(why, [&]() -> Status {
        ARROW_ASSIGN_OR_RAISE(auto batch,
                              arrow::ImportRecordBatch(table, w->schema));
        return w->parquet ? w->parquet->WriteRecordBatch(*batch)
                          : w->ipc->WriteRecordBatch(*batch);
    });
}

int close(prse__files_writer *w, int whole, char *why)
{
    int code = 0;
    if (whole)
        code = told(why, [&] {
            return w->parquet ? w->parquet->Close() : w->ipc->Close();
        });
    delete w;
    return code;
}

} // namespace

extern "C" __attribute__((visibility("default")))
const prse__files portailrse_files = {PRSE_FILES_VERSION, prse::files::read,
                                      open, write, close};
