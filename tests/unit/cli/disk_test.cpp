// `--disk`: what is refused, what is written back and when, and that a file is whole or as it was.
#include <unistd.h>

#include <fstream>

#include "isa/machine/sha256.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/cli/command.hpp"
#include "tests/unit/elf_maker.hpp"
#include "tests/unit/support.hpp"

using namespace anel::tests;
using nlohmann::json;

namespace {

/// A folder with a disk of eight sectors and a kernel that inverts the first word of its first sector.
class Bench {
public:
    Bench() {
        write("k.elf", make_elf(kernels::kInvertSector0));
        write("idle.elf", make_elf(kernels::kExit7));
        write("d.disk", fresh());
    }
    static std::string fresh() {
        std::string content(8 * 512, 'd');
        for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>('a' + i % 23);
        return content;
    }
    static std::string inverted() {
        std::string content = fresh();
        for (std::size_t i = 0; i < 4; ++i) content[i] = static_cast<char>(~content[i]);
        return content;
    }
    std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
    std::string write(const std::string& name, const std::string& content) const {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name).string();
    }
    std::string run(const std::string& more, const std::string& kernel = "k.elf") const { return "run --kernel " + path(kernel).string() + " " + more; }
    std::string disk() const { return read_file(path("d.disk")); }
    std::size_t files() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_.path())) ++count;
        return count;
    }

private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("what the guest writes to its disk is in the file afterwards, in every mode, and the run says so") {
    for (const std::string mode : {"native", "full-trap", "full-translate", "para", "assist-shadow", "assist-nested"}) {
        const Bench bench;
        const std::string file = bench.path("d.disk").string();
        const Outcome outcome = run_anel(bench.run("--mode " + mode + " --disk " + file + " --json -"));
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 0);
        REQUIRE(bench.disk() == Bench::inverted());
        REQUIRE(outcome.err.find("disk: 1 sector changed, written to " + file + "\n") != std::string::npos);
        const json result = json::parse(outcome.out);
        REQUIRE(misfit(result, "run.json") == "");
        REQUIRE(result["disk_sha256"] == anel::machine::sha256_hex(bench.disk()));
        REQUIRE(run_anel(bench.run("--quiet --disk " + file)).err.empty());
        REQUIRE(bench.disk() == Bench::fresh());
        REQUIRE(bench.files() == 3);
    }
}

TEST_CASE("a file whose disk nobody wrote to is left alone") {
    const Bench bench;
    const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(100);
    std::filesystem::last_write_time(bench.path("d.disk"), long_ago);
    const auto before = std::filesystem::last_write_time(bench.path("d.disk"));
    const Outcome outcome = run_anel(bench.run("--disk " + bench.path("d.disk").string(), "idle.elf"));
    REQUIRE(outcome.exit_code == 0);
    REQUIRE(outcome.err.find("disk:") == std::string::npos);
    REQUIRE(std::filesystem::last_write_time(bench.path("d.disk")) == before);
}

TEST_CASE("a comparison changes no file, and its modes leave the same disk") {
    const Bench bench;
    const Outcome outcome = run_anel("compare boot --require-equivalent --kernel " + bench.path("k.elf").string() + " --disk " + bench.path("d.disk").string() + " --json -");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    REQUIRE(bench.disk() == Bench::fresh());
    const json value = json::parse(outcome.out);
    REQUIRE(misfit(value, "compare.json") == "");
    for (const json& mode : value["modes"]) REQUIRE(mode["disk_sha256"] == anel::machine::sha256_hex(Bench::inverted()));
    const Outcome table = run_anel("compare boot --kernel " + bench.path("k.elf").string() + " --disk " + bench.path("d.disk").string());
    REQUIRE(table.out.find("All modes printed the same bytes, ended with the same exit code and left the same disk.") != std::string::npos);
}

TEST_CASE("without a disk the result says so") {
    const Bench bench;
    const Outcome outcome = run_anel(bench.run("--disk none --json -"));
    REQUIRE(outcome.exit_code == 0);
    const json result = json::parse(outcome.out);
    REQUIRE(misfit(result, "run.json") == "");
    REQUIRE(result["disk_sha256"].is_null());
}

TEST_CASE("a link to a disk stays a link, and the disk that it leads to is written") {
    const Bench bench;
    std::filesystem::create_symlink(bench.path("d.disk"), bench.path("link"));
    REQUIRE(run_anel(bench.run("--disk " + bench.path("link").string())).exit_code == 0);
    REQUIRE(std::filesystem::is_symlink(bench.path("link")));
    REQUIRE(bench.disk() == Bench::inverted());
}

TEST_CASE("the bundled disk is there unless another is named, and keeps nothing") {
    const Bench bench;
    std::filesystem::create_directories(bench.path("bin"));
    std::filesystem::create_directories(bench.path("share/anel/profiles"));
    std::filesystem::copy(built_program("anel"), bench.path("bin/anel"));
    std::filesystem::copy(bundled_file("profiles/default.yaml"), bench.path("share/anel/profiles/default.yaml"));
    // The shell gets the built program as its first word and runs the copy in its place.
    const std::string copy = "sh -c 'shift; exec " + bench.path("bin/anel").string() + " \"$@\"' sh ";
    const Outcome without = run_anel(bench.run("--json -"), copy);
    INFO(without.err);
    REQUIRE(without.exit_code == 0);
    REQUIRE(json::parse(without.out)["disk_sha256"].is_null());
    bench.write("share/anel/anelix.disk", Bench::fresh());
    const Outcome with = run_anel(bench.run("--json -"), copy);
    REQUIRE(with.exit_code == 0);
    REQUIRE(json::parse(with.out)["disk_sha256"] == anel::machine::sha256_hex(Bench::inverted()));
    REQUIRE(with.err.find("disk: 1 sector changed and thrown away; --disk FILE keeps what is written\n") != std::string::npos);
    REQUIRE(read_file(bench.path("share/anel/anelix.disk")) == Bench::fresh());
}

TEST_CASE("a file that is no disk is refused before anything runs") {
    const Bench bench;
    const std::string odd = bench.write("odd", std::string(513, 'x'));
    for (const std::string& command : {bench.run(""), std::string("compare boot ")}) {
        refuses(command + "--disk " + odd, 3, "odd: has 513 bytes; a disk has a multiple of 512, and not 0");
        refuses(command + "--disk " + bench.write("empty", ""), 3, "empty: has 0 bytes");
        refuses(command + "--disk " + bench.path("none.disk").string(), 3, "none.disk: cannot be read: No such file or directory");
        refuses(command + "--disk /dev/null", 3, "/dev/null: is not a regular file, as a disk must be");
        refuses(command + "--disk -", 2, "--disk: a disk cannot come from standard input; name a file, or none");
    }
    const std::string disk = bench.path("d.disk").string();
    refuses(bench.run("--disk " + disk + " --json " + disk), 2, "--json and --disk name the same file");
    refuses(bench.run("--disk " + disk + " --events " + disk), 2, "--events and --disk name the same file");
    REQUIRE(bench.disk() == Bench::fresh());
}

TEST_CASE("a disk that finds no room is not written by half: the file is as it was, and the message says so") {
    const Bench bench;
    std::filesystem::create_symlink(bench.path("d.disk"), bench.path("link"));
    for (const char* name : {"d.disk", "link"}) {
        // A limit on the size of files, in units of at most 1,024 bytes; without the trap it would be a signal.
        const Outcome outcome = run_anel(bench.run("--disk " + bench.path(name).string()), "trap '' XFSZ; ulimit -f 2; ");
        INFO(outcome.err);
        REQUIRE(outcome.exit_code == 3);
        REQUIRE(outcome.err.find("d.disk: cannot be written: File too large; disk: 1 sector changed in the machine, and the file is as it was before\n") !=
                std::string::npos);
        REQUIRE(bench.disk() == Bench::fresh());
        REQUIRE(bench.files() == 4);
    }
}

TEST_CASE("a disk file that may not be written can be run from, and a change to it is refused with its name") {
    const Bench bench;
    std::filesystem::permissions(bench.path("d.disk"), std::filesystem::perms::owner_read);
    if (::access(bench.path("d.disk").c_str(), W_OK) == 0) {
        WARN("whoever runs this may write every file, so nothing is seen here");
        return;
    }
    const std::string file = bench.path("d.disk").string();
    REQUIRE(run_anel(bench.run("--disk " + file, "idle.elf")).exit_code == 0);
    const Outcome outcome = run_anel(bench.run("--disk " + file));
    REQUIRE(outcome.exit_code == 3);
    REQUIRE(outcome.err.find("d.disk: cannot be written: Permission denied; disk: 1 sector changed") != std::string::npos);
    REQUIRE(bench.disk() == Bench::fresh());
}
