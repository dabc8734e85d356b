// The two forms of the reference, and that the notes hold the current one.
#include "isa/asm/reference.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "isa/spec/control_block.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/hypercalls.hpp"
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

TEST_CASE("the reference names every word of the control block, every intercept, exit reason, refusal and hypercall") {
    const std::string page = spec_reference_markdown();
    const auto names = [&page](const std::string& symbol) {
        INFO(symbol);
        CHECK(page.find("| `" + symbol + "` |") != std::string::npos);
    };
    for (const spec::BlockField& field : spec::kBlockFields) names("AR_BLOCK_" + std::string(field.symbol));
    for (const spec::InterceptRow& row : spec::kIntercepts) names("AR_INTERCEPT_" + std::string(row.symbol));
    for (const spec::ExitReasonRow& row : spec::kExitReasons) names("AR_EXIT_" + std::string(row.symbol));
    for (const spec::RefusalRow& row : spec::kRefusals) names("AR_REFUSED_" + std::string(row.symbol));
    for (const spec::HypercallRow& row : spec::kHypercalls) names("AR_HYPERCALL_" + std::string(row.symbol));
    // A row as it stands on the page, so that columns cannot change places.
    CHECK(page.find("| 0x084 | 1 | `AR_BLOCK_RING` | guest | ") != std::string::npos);
    CHECK(page.find("| 3 | `AR_INTERCEPT_TRET` | tret |") != std::string::npos);
    CHECK(page.find("| 21 | `AR_EXIT_PREEMPTED` | ") != std::string::npos);
    CHECK(page.find("| -2 | `AR_HYPERCALL_REFUSED` | ") != std::string::npos);
    CHECK(page.find("| 0x40 | request | ") != std::string::npos);
}

TEST_CASE("the JSON form is well formed and holds every row") {
    const nlohmann::json json = nlohmann::json::parse(spec_json_text());
    CHECK(json.at("instructions").size() == spec::kInsnCount);
    CHECK(json.at("csrs").size() == spec::kCsrCount);
    CHECK(json.at("constants").at("AR_PORT_POWER") == 0xf0);
    CHECK(json.at("control_block").size() == std::size(spec::kBlockFields));
    CHECK(json.at("exit_reasons").size() == std::size(spec::kExitReasons));
    CHECK(json.at("hypercall_errors").at(0).at("number") == -1);
    CHECK(json.at("disk_request").at(4).at("offset") == 16);
    for (const auto& field : json.at("control_block"))
        if (field.at("symbol") == "BANK1") {
            CHECK(field.at("offset") == 0x100);
            CHECK(field.at("words") == 9);
            CHECK(field.at("part") == "guest");
        }
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
