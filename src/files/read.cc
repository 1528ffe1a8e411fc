// SPDX-License-Identifier: Apache-2.0
// Files as streams of blocks, checked: what a file says of itself is not
// believed.
#include <algorithm>
#include <memory>
#include <utility>

#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/record_batch.h>
#include <arrow/util/utf8.h>
#include <parquet/arrow/reader.h>
#include <parquet/properties.h>

#include "files/parts.h"

namespace prse::files {
namespace {

using arrow::RecordBatch;
using arrow::RecordBatchReader;
using arrow::Result;
using arrow::Status;

// A table at a time of an IPC file, which offers them by their place.
class IpcTables : public RecordBatchReader {
public:
    explicit IpcTables(
        std::shared_ptr<arrow::ipc::RecordBatchFileReader> file)
        : file_(std::move(file))
    {
    }

    std::shared_ptr<arrow::Schema> schema() const override
    {
        return file_->schema();
    }

    Status ReadNext(std::shared_ptr<RecordBatch> *out) override
    {
        out->reset();
        if (next_ == file_->num_record_batches())
            return Status::OK();
        return file_->ReadRecordBatch(next_++).Value(out);
    }

private:
    std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
    int next_ = 0;
};

// Cuts tables into blocks once they are proved sound.
class Blocks : public RecordBatchReader {
public:
    explicit Blocks(std::unique_ptr<RecordBatchReader> tables,
                    std::unique_ptr<parquet::arrow::FileReader> file)
        : file_(std::move(file)), tables_(std::move(tables))
    {
    }

    std::shared_ptr<arrow::Schema> schema() const override
    {
        return tables_->schema();
    }

    Status ReadNext(std::shared_ptr<RecordBatch> *out) override
    {
        out->reset();
        char why[PRSE_FILES_WHY];
        if (told(why, [&] { return next(out); }) == 0)
            return Status::OK();
        return Status::IOError(why);
    }

private:
    Status next(std::shared_ptr<RecordBatch> *out)
    {
        while (!table_ || at_ == table_->num_rows()) {
            table_.reset();
            at_ = 0;
            ARROW_RETURN_NOT_OK(tables_->ReadNext(&table_));
            if (!table_)
                return Status::OK();
            ARROW_RETURN_NOT_OK(table_->ValidateFull());
        }
        int64_t rows = std::min<int64_t>(PRSE_FILES_ROWS,
                                         table_->num_rows() - at_);
        *out = table_->Slice(at_, rows);
        at_ += rows;
        return Status::OK();
    }

    std::unique_ptr<parquet::arrow::FileReader> file_; // outlives tables_
    std::unique_ptr<RecordBatchReader> tables_;
    std::shared_ptr<RecordBatch> table_;
    int64_t at_ = 0;
};

// Pages as they are needed, so that a file of one row group takes no more
// memory than another.
Result<std::shared_ptr<RecordBatchReader>> open_parquet(
    std::shared_ptr<arrow::io::RandomAccessFile> bytes)
{
    auto how = parquet::default_reader_properties();
    how.enable_buffered_stream();
    parquet::ArrowReaderProperties taste(/*use_threads=*/false);
    taste.set_batch_size(PRSE_FILES_ROWS);
    taste.set_pre_buffer(false);
    parquet::arrow::FileReaderBuilder builder;
    ARROW_RETURN_NOT_OK(builder.Open(std::move(bytes), how));
    std::unique_ptr<parquet::arrow::FileReader> file;
    ARROW_RETURN_NOT_OK(builder.properties(taste)->Build(&file));
    ARROW_ASSIGN_OR_RAISE(auto tables, file->GetRecordBatchReader());
    return std::make_shared<Blocks>(std::move(tables), std::move(file));
}

Result<std::shared_ptr<RecordBatchReader>> open_ipc(
    std::shared_ptr<arrow::io::RandomAccessFile> bytes)
{
    auto how = arrow::ipc::IpcReadOptions::Defaults();
    how.use_threads = false;
    ARROW_ASSIGN_OR_RAISE(
        auto file, arrow::ipc::RecordBatchFileReader::Open(bytes, how));
    return std::make_shared<Blocks>(
        std::make_unique<IpcTables>(std::move(file)), nullptr);
}

Status check_names(const arrow::Schema &schema)
{
    arrow::util::InitializeUTF8();
    for (const auto &field : schema.fields())
        if (!arrow::util::ValidateUTF8(field->name()))
            return Status::Invalid("the name of a column is not UTF-8");
    return Status::OK();
}

Status open_stream(struct ArrowArrayStream *out, const char *path,
                   prse__files_format format)
{
    ARROW_ASSIGN_OR_RAISE(auto bytes, arrow::io::ReadableFile::Open(path));
    ARROW_ASSIGN_OR_RAISE(auto blocks, format == PRSE_FILES_PARQUET
                                           ? open_parquet(bytes)
                                           : open_ipc(bytes));
    ARROW_RETURN_NOT_OK(check_names(*blocks->schema()));
    return arrow::ExportRecordBatchReader(std::move(blocks), out);
}

} // namespace

int read(struct ArrowArrayStream *out, const char *path,
         prse__files_format format, char *why)
{
    return told(why, [&] { return open_stream(out, path, format); });
}

} // namespace prse::files
