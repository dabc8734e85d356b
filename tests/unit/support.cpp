// Finds files for tests. ctest sets the two variables; a test started by hand, from the top of the tree, gets along
// without them.
#include "tests/unit/support.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/unit/catch.hpp"

namespace anel::tests {
namespace {

std::filesystem::path folder_from(const char* variable, const char* otherwise) {
    const char* value = std::getenv(variable);
    return value != nullptr ? value : otherwise;
}

std::filesystem::path existing(const std::filesystem::path& path) {
    INFO(path << " does not exist; run this by ctest, or from the top of the tree");
    REQUIRE(std::filesystem::exists(path));
    return path;
}

}  // namespace

std::filesystem::path source_file(const std::string& from_root) {
    return existing(folder_from("ANEL_SOURCE_DIR", ".") / from_root);
}

std::filesystem::path bundled_file(const std::string& from_share) {
    return existing(folder_from("ANEL_BINARY_DIR", "build/release") / "share/anel" / from_share);
}

std::filesystem::path built_program(const std::string& name) {
    return existing(folder_from("ANEL_BINARY_DIR", "build/release") / "bin" / name);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    INFO("reading " << path);
    REQUIRE(file.good());
    std::ostringstream contents;
    contents << file.rdbuf();
    return contents.str();
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "anel-test-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace anel::tests
