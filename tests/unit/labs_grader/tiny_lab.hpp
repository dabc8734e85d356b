// The tiny lab of these tests, copied to where a test may spoil it.
// Not here: tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "labs/grader/lab.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

inline constexpr const char* kTinyLab = "tests/unit/labs_grader/99-tiny";

/// A copy in a folder of labs, under the name that it says it has.
class TinyLab {
public:
    TinyLab() { std::filesystem::copy(source_file(kTinyLab), folder(), std::filesystem::copy_options::recursive); }
    std::filesystem::path labs() const { return scratch_.path(); }
    std::filesystem::path folder() const { return scratch_.path() / "99-tiny"; }
    void write(const std::string& file, const std::string& text) const { std::ofstream(folder() / file, std::ios::binary) << text; }
    void replace(const std::string& file, const std::string& old, const std::string& now) const {
        std::string text = read_file(folder() / file);
        const std::size_t at = text.find(old);
        REQUIRE(at != std::string::npos);
        write(file, text.replace(at, old.size(), now));
    }
    labs::Lab load() const {
        auto lab = labs::load_lab(folder());
        if (!lab) FAIL(lab.error().message);
        return *lab;
    }
    std::string error() const {
        const auto lab = labs::load_lab(folder());
        REQUIRE_FALSE(lab);
        return lab.error().message;
    }

private:
    TemporaryFolder scratch_;
};

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace anel::tests
