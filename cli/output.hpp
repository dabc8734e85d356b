// Where results go: standard output for `-`, else a file that appears only when it is complete.
// Not here: messages (exit_code.hpp).
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "isa/base/result.hpp"

namespace anel::cli {

/// A file being written. Until commit() it has another name, and it is removed if that never comes: nothing half-written is left.
class OutputFile {
public:
    OutputFile() = default;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// `-`: standard output. What is not a regular file (a pipe, a device, a link) is written directly.
    Status open(const std::string& path);
    bool is_open() const { return stream_ != nullptr; }
    void write(std::string_view text);
    Status commit();

private:
    std::FILE* stream_ = nullptr;
    std::string path_;
    std::string temporary_;  ///< empty: written directly
    int error_ = 0;
};

Status write_output(const std::string& path, std::string_view text);

/// Writes to standard output at once; a broken pipe ends the program as it does other tools.
void print(std::string_view text);

/// Terminal, NO_COLOR not set, TERM not `dumb`.
bool wants_colour(std::FILE* stream);

}  // namespace anel::cli
