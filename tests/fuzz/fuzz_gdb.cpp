// Bytes of libFuzzer's are what a client of the gdb stub sends to a small machine, between portions of its run. Nothing may crash, and no order may
// keep the stub from hearing a Ctrl-C for longer than a portion.
// Not here: the fuzzer, and the parts that are fuzzed (compiled by clang for it, see cmake/anel_fuzz_program.cmake).
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "isa/debug/gdb/stub.hpp"
#include "tests/unit/cpu/bench_machine.hpp"

using namespace anel;

namespace {

constexpr std::uint32_t kRamBytes = 64U << 10, kCode = 0x1000, kHandler = 0x2000, kTable = 0x4000, kData = 0x3000;

/// Turns paging on, then stores, loads and traps for ever.
const std::vector<std::uint32_t>& code() {
    using namespace tests::encode;
    using spec::InsnId;
    static const std::vector<std::uint32_t> words{
        i(InsnId::kAddi, 5, 0, 2), spec::row(InsnId::kSlli).match | 5U << 7 | 5U << 15 | 12U << 20, write_csr("vector0", 5),
        spec::row(InsnId::kLui).match | 6U << 7 | (kTable | spec::kRootOn << 12), i(InsnId::kAddi, 6, 6, 1), write_csr("root", 6),
        spec::row(InsnId::kLui).match | 7U << 7 | kData, i(InsnId::kAddi, 8, 8, 1), s(InsnId::kSw, 8, 7, 0), i(InsnId::kLw, 9, 7, 4), plain(InsnId::kEcall),
        // Back by four instructions.
        spec::row(InsnId::kJal).match | 0xff1ff000};
    return words;
}
const std::vector<std::uint32_t>& handler() {
    using namespace tests::encode;
    using spec::InsnId;
    static const std::vector<std::uint32_t> words{read_csr(10, "epc0"), i(InsnId::kAddi, 10, 10, 4), write_csr("epc0", 10), plain(InsnId::kTret)};
    return words;
}

void put(machine::Machine& machine, std::uint32_t at, const std::vector<std::uint32_t>& words) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(words.data());
    if (!machine.write_memory({at}, {bytes, words.size() * 4})) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    machine::Machine machine(machine::MachineConfig{}, kRamBytes);
    put(machine, kCode, code());
    put(machine, kHandler, handler());
    put(machine, kTable, {spec::pte::kValid | spec::pte::kRead | spec::pte::kWrite | spec::pte::kExecute});
    machine.reset_to({kCode}, {0});
    machine::History history(machine, {.spacing = 2000, .snapshots = 4});
    gdb::Stub stub(history);

    // A packet needs no right sum: the client has agreed to go without acknowledgements, and is taken at its word.
    constexpr std::string_view kNoAcks = "$QStartNoAckMode#b0";
    stub.receive({reinterpret_cast<const std::uint8_t*>(kNoAcks.data()), kNoAcks.size()});
    constexpr std::size_t kTogether = 64;
    constexpr int kPortions = 8;
    constexpr Cycles kPortion = 500;
    for (std::size_t at = 0; at < size && !stub.done(); at += kTogether) {
        stub.receive({bytes + at, std::min(kTogether, size - at)});
        for (int portion = 0; portion < kPortions && stub.moving(); ++portion) stub.pump(kPortion);
        stub.take_output();
        constexpr std::uint8_t kInterrupt[] = {3};
        if (stub.moving() && history.now().cycle > 20'000) stub.receive(kInterrupt);
    }
    return 0;
}
