// `asm`, `dis` and `spec` as a person uses them.
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

TEST_CASE("assembled text runs, and its exit code comes back") {
    const TemporaryFolder folder;
    const std::string source = (folder.path() / "k.s").string(), image = (folder.path() / "k.elf").string();
    std::ofstream(source) << "_start:\n    li a0, 7\n    out a0, 0xf0(x0)\n";
    REQUIRE(run_anel("asm " + source + " -o " + image).exit_code == 0);
    REQUIRE(run_anel("run --guest-exit --kernel " + image).exit_code == 7);
    REQUIRE(run_anel("asm - -o - ", "cat " + quoted(source) + " | ").out == read_file(image));
    const Outcome listing = run_anel("dis " + image);
    REQUIRE(listing.exit_code == 0);
    REQUIRE(listing.out.find("_start") != std::string::npos);
    REQUIRE(listing.out.find("out") != std::string::npos);
}

TEST_CASE("wrong assembly is refused with file, line, column and the text, and leaves no file") {
    const TemporaryFolder folder;
    const std::string source = (folder.path() / "k.s").string(), image = (folder.path() / "k.elf").string();
    for (const auto& [line, where] : {std::pair{"    j nowhere\n", "k.s:2:"}, std::pair{"    addi a0, a1\n", "k.s:2:"}}) {
        std::ofstream(source) << "_start:\n" << line;
        const Outcome outcome = run_anel("asm " + source + " -o " + image);
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 3);
        REQUIRE(outcome.err.find(where) != std::string::npos);
        REQUIRE_FALSE(std::filesystem::exists(image));
    }
    REQUIRE(run_anel("asm " + source).exit_code == 2);
    REQUIRE(run_anel("dis " + source).exit_code == 3);
    REQUIRE(run_anel("dis " + source).err.find("is not an ELF file") != std::string::npos);
    REQUIRE(run_anel("asm " + (folder.path() / "none.s").string() + " -o " + image).exit_code == 3);
}

TEST_CASE("the reference names every part of the machine, as text and as JSON") {
    const Outcome text = run_anel("spec");
    REQUIRE(text.exit_code == 0);
    for (const char* word : {"tlbflush", "vector0", "fetch-access", "privileged"}) REQUIRE(text.out.find(word) != std::string::npos);
    const Outcome as_json = run_anel("spec --json");
    REQUIRE(as_json.exit_code == 0);
    REQUIRE(json::parse(as_json.out).is_object());
    REQUIRE(misfit(json::parse(as_json.out), "spec.json") == "");
}
