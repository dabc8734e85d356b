// A recording is read as it was written; whatever else is handed in is refused with a sentence, and nothing of it is believed.
#include "isa/machine/recording_file.hpp"

#include <fmt/format.h>

#include <random>

#include "isa/machine/byte_stream.hpp"
#include "isa/machine/history.hpp"
#include "isa/machine/yaml_text.hpp"
#include "tests/unit/machine/busy_guest.hpp"
#include "tests/unit/support.hpp"

using namespace anel;
using namespace anel::machine;

namespace {

MachineConfig small_config() {
    MachineConfig config;
    config.ram_bytes = 2U << 20;
    config.disk = {300, 10, 20};
    return config;
}

/// Of a guest that is typed at; with the way it was made.
Recording recorded() {
    const MachineConfig config = small_config();
    const auto machine = tests::busy_machine(config);
    Recording recording = recording_of(*machine, config);
    History history(*machine);
    history.type("first");
    history.run(5000);
    history.type("a");
    history.type("bc");
    history.run(9000);
    history.end_input();
    while (history.run(history.now().cycle + 10000) == cpu::Stop::kCycleReached) {}
    REQUIRE(history.console() == "firstabc");
    recording.recorded_by = "a test";
    recording.inputs = history.inputs();
    recording.end = {history.now(), "powered-off", digest_of(*machine)};
    recording.notes = {{"mode", "native"}, {"words", std::string("\0\xff", 2)}, {"none", ""}};
    return recording;
}
const Recording& sample() {
    static const Recording recording = recorded();
    return recording;
}
const std::string& sample_file() {
    static const std::string file = *to_file(sample());
    return file;
}

std::string refusal(std::string_view file) {
    const auto result = parse_recording(file, "f");
    REQUIRE_FALSE(result);
    REQUIRE(result.error().message.starts_with("f: "));
    REQUIRE(result.error().message.find('\n') == std::string::npos);
    return result.error().message;
}
/// Of content with a right checksum.
std::string content_refusal(const std::string& content) { return refusal(wrap_content(content)); }

std::string section(std::string_view name, std::string_view bytes) {
    ByteWriter out;
    out.text(name);
    out.text(bytes);
    return out.take();
}
/// The sample's content with one section as given.
std::string with(std::string_view changed, std::string_view bytes) {
    const std::string content = to_content(sample());
    ByteReader in(content);
    std::string result;
    while (!in.at_end()) {
        const std::string_view name = in.text(), old = in.text();
        result += section(name, name == changed ? bytes : old);
    }
    return result;
}

}  // namespace

TEST_CASE("a recording is read as it was written") {
    const auto again = parse_recording(sample_file(), "f");
    REQUIRE(again);
    REQUIRE((*again == sample()));
    REQUIRE(sample_file().size() < 4096);
}

TEST_CASE("what was recorded runs again, from nothing but the file, to the same end") {
    const Recording recording = *parse_recording(sample_file(), "f");
    for (const Cycles piece : {Cycles{37}, Cycles{1000}, Cycles{100000}}) {
        const auto machine = machine_of(recording);
        History history(*machine, {.spacing = 1500, .bytes = 1U << 20, .snapshots = 4});
        history.expect(recording.inputs);
        while (history.run(history.now().cycle + piece) == cpu::Stop::kCycleReached) {}
        REQUIRE(history.now() == recording.end.at);
        REQUIRE((digest_of(*machine) == recording.end.state));
        REQUIRE(history.console() == "firstabc");
    }
}

TEST_CASE("the digest of a state says which part of it differs") {
    const auto machine = machine_of(sample());
    const StateDigest before = digest_of(*machine);
    const auto differing = [&] {
        std::string parts;
        const StateDigest now = digest_of(*machine);
        for (std::size_t i = 0; i < now.size(); ++i)
            if (now[i] != before[i]) parts += now[i].part + ";";
        return parts;
    };
    REQUIRE(differing().empty());
    const std::uint8_t byte = machine->memory()[0x1ff000] ^ 1;
    REQUIRE(machine->write_memory({0x1ff000}, {&byte, 1}));
    REQUIRE(differing() == "memory;");
    machine->devices().type("x");
    REQUIRE(differing() == "devices;memory;");
    cpu::CpuState state = machine->cpu().state();
    state.bank[2].scratch = 7;
    machine->cpu().set_state(state);
    REQUIRE(differing() == "registers;devices;memory;");
    machine->devices().insert_disk(std::vector<std::uint8_t>(1024, 0x5b));
    REQUIRE(differing() == "registers;devices;memory;disk;");
    machine->cpu().step();
    REQUIRE(differing() == "registers;caches, TLB and predictor;counters and ledger;devices;memory;disk;");
}

TEST_CASE("every byte that is changed, and every end that is cut off, is noticed") {
    const std::string& file = sample_file();
    for (std::size_t length = 0; length < file.size(); ++length) {
        INFO("length " << length);
        const std::string message = refusal(std::string_view(file).substr(0, length));
        if (length == 0) REQUIRE(message == "f: empty, and not a recording; record one with anel run --record FILE");
        else REQUIRE(message.starts_with("f: truncated: "));
    }
    for (std::size_t at = 0; at < file.size(); ++at)
        for (const int mask : {0x01, 0x80, 0xff}) {
            INFO("byte " << at << ", mask " << mask);
            std::string changed = file;
            changed[at] = static_cast<char>(changed[at] ^ mask);
            refusal(changed);
        }
    REQUIRE(refusal(file + "x") == "f: 1 bytes stand behind its end; copy it again, or record it again");
}

TEST_CASE("how much of a file that was cut off is there, is said; so is the format of one that another Anel wrote") {
    const std::string& file = sample_file();
    REQUIRE(refusal(std::string_view(file).substr(0, 1000)) ==
            fmt::format("f: truncated: 1,000 of {},{:03} bytes are there; copy it again, or record it again", file.size() / 1000, file.size() % 1000));
    std::string newer = file;
    newer[8] = 2;
    REQUIRE(refusal(newer) == "f: recorded by format 2, and this Anel reads format 1; play it with the Anel that recorded it, or record it again");
    std::string damaged = file;
    damaged[file.size() - 1] = static_cast<char>(damaged[file.size() - 1] ^ 1);
    REQUIRE(refusal(damaged) == "f: damaged: its checksum is not that of its content; copy it again, or record it again");
}

TEST_CASE("what is no recording is not taken for one") {
    REQUIRE(refusal("name: default\n") == "f: not a recording of Anel; record one with anel run --record FILE");
    REQUIRE(refusal(tests::read_file("/bin/sh")).find("not a recording of Anel") != std::string::npos);
    // Line ends changed on the way.
    std::string text_mode = sample_file();
    text_mode.erase(5, 1);
    REQUIRE(refusal(text_mode).find("not a recording of Anel") != std::string::npos);
    REQUIRE(load_recording("/nowhere/r").error().message.starts_with("/nowhere/r: cannot be read"));
    REQUIRE(load_recording("/tmp").error().message.starts_with("/tmp: cannot be read"));
}

TEST_CASE("lengths that a file only claims cost no memory and no time") {
    // Sizes of a content that is not there.
    for (const std::uint64_t claimed : {std::uint64_t{1} << 27, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        std::string file = wrap_content("x");
        ByteWriter size;
        size.number(claimed);
        file.replace(12, 8, size.bytes());
        Sha256 sha;
        sha.add(std::string_view(file).substr(0, 28));
        sha.add(std::string_view(file).substr(60));
        const Sha256Digest digest = sha.digest();
        file.replace(28, 32, std::string(digest.begin(), digest.end()));
        INFO(refusal(file));
        REQUIRE((refusal(file).find("cannot be decompressed") != std::string::npos || refusal(file).find("more than the 268,435,456") != std::string::npos));
    }
    // Sections and texts longer than what is there.
    ByteWriter endless;
    endless.text("machine");
    endless.number(~std::uint64_t{0});
    REQUIRE(content_refusal(endless.bytes()).find("it ends within one of its parts") != std::string::npos);
    ByteWriter typed;
    for (int i = 0; i < 3; ++i) typed.number(std::uint64_t{5});
    typed.number(std::uint8_t{0});
    typed.number(std::uint64_t{1} << 60);
    REQUIRE(content_refusal(with("inputs", typed.bytes())).find("its input 1 is cut off") != std::string::npos);
}

TEST_CASE("content that nobody would write is refused, whatever its checksum says") {
    const std::string content = to_content(sample());
    REQUIRE(parse_content(content, "f"));
    REQUIRE(content_refusal("") == "f: not a recording that can be played: its part 'recorded-by' is missing; record it again");
    REQUIRE(content_refusal(content + section("start", "")).find("its part 'start' is there twice") != std::string::npos);
    REQUIRE(content_refusal(content + section("mode", "")).find("its part 'mode' is there twice") != std::string::npos);
    REQUIRE(content_refusal(content + section("Mode", "")).find("no proper name") != std::string::npos);
    std::string many = content;
    for (char a = 'a'; a <= 'z'; ++a)
        for (char b = 'a'; b <= 'c'; ++b) many += section(std::string{a, b}, "");
    REQUIRE(content_refusal(many).find("more than 64 parts") != std::string::npos);
    const auto refused = [](std::string_view name, std::string_view bytes, const char* why) {
        const std::string message = content_refusal(with(name, bytes));
        INFO(message);
        REQUIRE(message.find(why) != std::string::npos);
    };
    refused("recorded-by", "two\nlines", "not one line of text");
    refused("machine", "", "not written as Anel writes one");
    refused("machine", "name: \"x\"\nmemory: &a [*a]\n", "not written as Anel writes one");
    refused("machine", "name: \"x\"\n- - - - 1\n", "not written as Anel writes one");
    refused("machine", "name: \"x\"\nmemroy: 3\n", "its machine:2:1: unknown key 'memroy'");
    refused("start", "1234567", "its part 'start' has the wrong length");
    refused("start", std::string("\1\0\0\0\0\0\0\0", 8), "not a multiple of 4");
    refused("memory", std::string(8, '\xff'), "is not its machine's");
    const std::string memory("\0\0\x20\0\0\0\0\0", 8);
    const auto page = [](std::uint32_t number, std::size_t bytes) {
        ByteWriter out;
        out.number(number);
        out.text(std::string(bytes, 'x'));
        return out.take();
    };
    refused("memory", memory + page(512, 4096), "a page 512 where there can be none");
    refused("memory", memory + page(3, 4097), "4097 bytes in page 3");
    refused("memory", (memory + page(3, 100)).substr(0, 80), "ends within a page");
    refused("memory", memory + page(3, 1) + page(3, 1), "a page 3 where there can be none");
    refused("disk", std::string(511, 'x'), "its disk of 511 bytes is none");
    refused("end", "x", "cut off");
    ByteWriter backwards;
    for (const std::uint64_t number : {5, 5, 5}) backwards.number(number);
    backwards.number(std::uint8_t{1});
    for (const std::uint64_t number : {5, 5, 4}) backwards.number(number);
    backwards.number(std::uint8_t{1});
    refused("inputs", backwards.bytes(), "its input 2 comes before the one in front of it");
    refused("inputs", std::string(24, '\0') + "\3", "its input 1 is of an unknown kind");
}

TEST_CASE("content with a few bytes changed is refused, or is another recording that is written as it was read") {
    const std::string content = to_content(sample());
    std::mt19937 random(1);
    unsigned taken = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string changed = content;
        for (auto count = 1 + random() % 3; count > 0; --count) {
            // Most of it is one page of memory: look at the rest as often.
            const std::size_t at = random() % 2 == 0 ? random() % changed.size() : random() % 900;
            changed[at] = static_cast<char>(random());
        }
        if (const auto result = parse_content(changed, "f")) {
            ++taken;
            const auto again = parse_content(to_content(*result), "f");
            REQUIRE(again);
            REQUIRE((*again == *result));
        }
    }
    REQUIRE(taken > 100);
}

TEST_CASE("inputs at moments that a run never comes to are given at the next, the same in runs and in steps") {
    std::mt19937 random(3);
    for (int i = 0; i < 20; ++i) {
        std::vector<Input> inputs;
        for (int count = 0; count < 30; ++count)
            inputs.push_back({{random() % 20000, random() % 20000, random() % 300}, Input::Kind::kTyped, std::string(1, static_cast<char>('a' + count % 26)), 0});
        std::ranges::sort(inputs, {}, &Input::at);
        const auto ran = tests::busy_machine(small_config()), stepped = tests::busy_machine(small_config());
        History run(*ran, {.spacing = 700, .bytes = 1U << 20, .snapshots = 4}), steps(*stepped);
        run.expect(inputs);
        steps.expect(inputs);
        run.run(20000);
        // The run may have ended within a wait, of which a step knows no middle.
        while (steps.now() != run.now()) (steps.now() < run.now() ? steps : run).step();
        REQUIRE(steps.now() == run.now());
        REQUIRE((ran->save() == stepped->save()));
        REQUIRE(run.console() == steps.console());
    }
}

TEST_CASE("a machine that YAML cannot describe is not recorded") {
    Recording recording = sample();
    recording.config.timing.tlb_entries = 1;
    const auto file = to_file(recording);
    REQUIRE_FALSE(file);
    REQUIRE(file.error().message == "the machine 'default' is none that YAML can describe, and cannot be recorded");
}
