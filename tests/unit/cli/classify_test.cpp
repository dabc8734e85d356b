// `anel classify` as a person uses it: policies, a machine of one's own, JSON, one witness, and what is refused.
#include <fstream>

#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

TEST_CASE("classify's JSON fits its schema, and its verdict follows the machine's YAML, override by override") {
    const TemporaryFolder folder;
    const std::string machine = (folder.path() / "m.yaml").string();
    std::ofstream(machine) << "name: mine\npolicy:\n  base: strict\n  overrides:\n    di: ignore\n";
    const Outcome outcome = run_anel("classify --json - --machine " + machine);
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "classify.json") == "");
    CHECK(value["machine"] == "mine");
    CHECK(value["overrides"] == true);
    CHECK(value["theorem1"] == false);
    CHECK(value["theorem3"] == true);
    for (const json& row : value["instructions"]) {
        INFO(row.dump());
        CHECK((row["class"] == "sensitive") == (row["name"] == "di"));
        if (row["name"] == "di") CHECK(row["witness"].get<std::string>().find("`di` in ring 3 does not trap") != std::string::npos);
    }
}

TEST_CASE("classify tells the verdict and the holes, and exits with 0 whatever they are") {
    const Outcome outcome = run_anel("classify --policy popf");
    REQUIRE(outcome.exit_code == 0);
    CHECK(outcome.out.find("Theorem 1 fails") != std::string::npos);
    CHECK(outcome.out.find("Theorem 3 holds") != std::string::npos);
    CHECK(outcome.out.find("\nei                 sensitive\n") != std::string::npos);
    CHECK(outcome.out.find("\nadd ") == std::string::npos);
}

TEST_CASE("classify refuses a witness that there is not, and options that do not go together") {
    refuses("classify --witness popf", kUsage, "--witness popf: there is no such instruction");
    refuses("classify --witness ei --all", kUsage, "--all excludes --witness");
    refuses("classify --policy strickt", kUsage, "strickt");
}
