// The two forms of the reference, and that the notes hold the current one.
#include "isa/asm/reference.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::assembler {

TEST_CASE("the notes' reference page is what the tables give") {
    const std::string in_notes = tests::read_file(tests::source_file("course-notes/en/isa-reference.md"));
    INFO("the tables have changed; write the page anew with: build/release/bin/anel spec > course-notes/en/isa-reference.md");
    const bool same = in_notes == spec_reference_markdown();
    CHECK(same);
}

TEST_CASE("the reference names every instruction and every CSR") {
    const std::string page = spec_reference_markdown();
    for (const spec::Insn& insn : spec::kInsns) CHECK(page.find("| `" + std::string(insn.mnemonic)) != std::string::npos);
    for (const spec::Csr& csr : spec::kCsrs) CHECK(page.find("| `" + std::string(csr.name) + "` |") != std::string::npos);
}

TEST_CASE("the JSON form is well formed and holds every row") {
    const nlohmann::json json = nlohmann::json::parse(spec_json_text());
    CHECK(json.at("instructions").size() == spec::kInsnCount);
    CHECK(json.at("csrs").size() == spec::kCsrCount);
    CHECK(json.at("constants").at("AR_PORT_POWER") == 0xf0);
    for (const auto& insn : json.at("instructions"))
        if (insn.at("mnemonic") == "ei") {
            CHECK(insn.at("match") == 0x0020000b);
            CHECK(insn.at("outside").at("strict") == "trap");
            CHECK(insn.at("outside").at("popf") == "ignore");
        }
    for (const auto& csr : json.at("csrs"))
        if (csr.at("name") == "status1") {
            CHECK(csr.at("bank") == 1);
            CHECK(csr.at("read_outside").at("legacy") == "allow");
        }
}

}  // namespace anel::assembler
