// The only door to SQLite. One transaction without a journal: the file is new and is thrown away whole when it fails.

#include "report/results_database.hpp"

#include <cerrno>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "report/output_file.hpp"

namespace stepdown {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

class Database {
public:
    enum class Open : std::uint8_t { to_read, to_make };

    Database(const std::filesystem::path& path, Open open) : path_(path) {
        const int flags = open == Open::to_read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        sqlite3* opened = nullptr;
        // No locks ("unix-none"): nobody else writes the file, and some network disks cannot lock.
        const int status = sqlite3_open_v2(path.c_str(), &opened, flags, "unix-none");
        database_.reset(opened);
        if (status != SQLITE_OK) fail();
        if (open == Open::to_read) return;
        run("PRAGMA page_size = 4096");
        run("PRAGMA journal_mode = OFF");
        run("PRAGMA synchronous = OFF");
    }

    void run(const std::string& command) {
        if (sqlite3_exec(database_.get(), command.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }

    Statement prepare(const std::string& command) {
        sqlite3_stmt* statement = nullptr;
        const int status = sqlite3_prepare_v2(database_.get(), command.c_str(), -1, &statement, nullptr);
        Statement prepared(statement);
        if (status != SQLITE_OK) fail();
        return prepared;
    }

    void each_row(sqlite3_stmt* statement, const RowConsumer& consume) {
        std::vector<TableValue> row(static_cast<std::size_t>(sqlite3_column_count(statement)));
        int status = SQLITE_ROW;
        while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
            for (std::size_t column = 0; column < row.size(); ++column) row[column] = value(statement, static_cast<int>(column));
            consume(row);
        }
        if (status != SQLITE_DONE) fail();
    }

    void insert(sqlite3_stmt* statement, std::span<const TableValue> row) {
        int position = 0;
        for (const TableValue& value : row) bind(statement, ++position, value);
        if (sqlite3_step(statement) != SQLITE_DONE) fail();
        sqlite3_reset(statement);
    }

private:
    static TableValue value(sqlite3_stmt* statement, int column) {
        switch (sqlite3_column_type(statement, column)) {
            case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
            case SQLITE_FLOAT: return sqlite3_column_double(statement, column);
            case SQLITE_TEXT: {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
                return std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
            }
            default: return std::monostate{};
        }
    }

    static void bind(sqlite3_stmt* statement, int position, const TableValue& value) {
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            sqlite3_bind_text(statement, position, text->data(), static_cast<int>(text->size()), SQLITE_TRANSIENT);
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, position, *whole);
        } else if (const auto* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement, position, *real);
        } else {
            sqlite3_bind_null(statement, position);
        }
    }

    [[noreturn]] void fail() const {
        if (!database_) throw std::system_error(ENOMEM, std::generic_category(), path_.string());
        const int cause = sqlite3_errcode(database_.get()) == SQLITE_FULL ? ENOSPC : sqlite3_system_errno(database_.get());
        throw std::system_error(cause == 0 ? EIO : cause, std::generic_category(),
                                path_.string() + ": " + sqlite3_errmsg(database_.get()));
    }

    std::filesystem::path path_;
    std::unique_ptr<sqlite3, CloseDatabase> database_;
};

std::string_view type_name(TableColumn::Type type) {
    switch (type) {
        case TableColumn::Type::whole: return "INTEGER";
        case TableColumn::Type::real: return "REAL";
        case TableColumn::Type::text: return "TEXT";
    }
    return "ANY";
}

void write_table(Database& database, const ResultTable& table) {
    std::string columns;
    std::string values;
    for (const TableColumn& column : table.columns) {
        columns += fmt::format("{}\"{}\" {}", columns.empty() ? "" : ", ", column.name, type_name(column.type));
        values += values.empty() ? "?" : ", ?";
    }
    database.run(fmt::format("CREATE TABLE \"{}\" ({}) STRICT", table.name, columns));
    const Statement insertion = database.prepare(fmt::format("INSERT INTO \"{}\" VALUES ({})", table.name, values));
    table.write_rows([&](std::span<const TableValue> row) { database.insert(insertion.get(), row); });
}

}  // namespace

void write_results_database(const std::filesystem::path& path, std::span<const ResultTable> tables) {
    {
        Database database(path, Database::Open::to_make);
        database.run("BEGIN");
        for (const ResultTable& table : tables) write_table(database, table);
        database.run("COMMIT");
    }
    flush_to_disk(path);
}

void read_results(const std::filesystem::path& path, const std::string& query, const RowConsumer& consume) {
    Database database(path, Database::Open::to_read);
    const Statement statement = database.prepare(query);
    database.each_row(statement.get(), consume);
}

}  // namespace stepdown
