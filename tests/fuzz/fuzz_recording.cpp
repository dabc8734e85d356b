// Bytes of libFuzzer's as a recording: as a file, and, since no random bytes have the right checksum, as the content inside one. What is taken must be
// written as it was read, and its machine must run. Not here: the fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "isa/machine/history.hpp"
#include "isa/machine/recording_file.hpp"

using namespace anel;

namespace {

void require(bool holds, const char* sentence) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", sentence);
    std::abort();
}

/// Forward with the recorded input, and back.
void run(const machine::Recording& recording) {
    constexpr std::uint32_t kSmall = 4U << 20;
    if (recording.memory.size() > kSmall || recording.config.timing.icache.size_bytes > kSmall || recording.config.timing.dcache.size_bytes > kSmall) return;
    const auto machine = machine::machine_of(recording);
    machine::History history(*machine, {.spacing = 500, .bytes = 1U << 20, .snapshots = 3});
    history.expect(recording.inputs);
    history.run(1500);
    const machine::Moment end = history.end();
    const machine::StateDigest state = machine::digest_of(*machine);
    history.seek(end.cycle / 2);
    history.seek(end);
    require(machine::digest_of(*machine) == state, "a seek to the end comes to the end's state");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto file = machine::parse_recording(text, "file");
    require(file || !file.error().message.empty(), "a refusal says something");
    const auto content = machine::parse_content(text, "content");
    if (!content) {
        require(content.error().message.starts_with("content: "), "a refusal says of what");
        return 0;
    }
    const auto again = machine::parse_content(machine::to_content(*content), "again");
    require(again && *again == *content, "a recording is read as it is written");
    if (const auto whole = machine::to_file(*content)) {
        const auto read = machine::parse_recording(*whole, "whole");
        require(read && *read == *content, "a file holds what was put into it");
    }
    run(*content);
    return 0;
}
