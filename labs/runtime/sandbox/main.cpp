// The program that executes students' code: `anel-worker`. Started by labs/runtime/sandbox/worker.cpp, with a pipe at descriptor 3.
//
// For who writes a lab: `anel-worker --task FILE.json --submission FOLDER` does one task WITHOUT a sandbox and prints the evidence as JSON.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "labs/runtime/sandbox/serve.hpp"
#include "labs/runtime/sandbox/task_runner.hpp"

namespace {

using anel::labs::Value;

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// JSON has no bytes: those that are not ASCII are written as the characters of the same number.
Value as_text(const Value& value) {
    if (value.is_string()) {
        std::string result;
        for (const char c : value.get_ref<const std::string&>()) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x80) {
                result += c;
            } else {
                result += static_cast<char>(0xc0 | byte >> 6);
                result += static_cast<char>(0x80 | (byte & 0x3f));
            }
        }
        return result;
    }
    Value result = value;
    if (result.is_structured())
        for (Value& part : result) part = as_text(part);
    return result;
}

int by_hand(const std::string& task_path, const std::string& folder) {
    const Value task = Value::parse(content(task_path), nullptr, false);
    if (task.is_discarded()) {
        fmt::print(stderr, "{}: no JSON in it\n", task_path);
        return 3;
    }
    anel::labs::Submission files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.files.emplace(std::filesystem::relative(entry.path(), folder).generic_string(), content(entry.path()));
    const auto print = [](const Value& evidence) {
        fmt::print("{}\n", as_text(evidence).dump(2));
        std::fflush(stdout);
    };
    print(anel::labs::run_task(task, files, [&](const Value& so_far) {
        print(so_far);
        std::_Exit(0);
    }));
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count == 1) return anel::labs::serve();
    if (count == 5 && words[1] == std::string_view("--task") && words[3] == std::string_view("--submission")) return by_hand(words[2], words[4]);
    fmt::print(stderr, "usage: anel-worker --task FILE.json --submission FOLDER: does one task, WITHOUT a sandbox, and prints the evidence\n");
    return 2;
}
