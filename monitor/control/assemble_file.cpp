#include "monitor/control/assemble_file.hpp"

#include <filesystem>
#include <utility>

#include "isa/machine/files.hpp"

namespace anel::control {
namespace {

Result<assembler::NamedFile> file_beside(std::string_view name, std::string_view from) {
    const std::string path = (std::filesystem::path(from).parent_path() / name).lexically_normal().string();
    Result<std::string> content = machine::read_file(path);
    if (!content) return content.error();
    return assembler::NamedFile{path, std::move(*content)};
}

}  // namespace

Result<assembler::Assembled> assemble_file(const std::string& path) {
    const Result<std::string> text = machine::read_file(path);
    if (!text) return text.error();
    return assembler::assemble(*text, path == "-" ? "standard input" : path, file_beside);
}

}  // namespace anel::control
