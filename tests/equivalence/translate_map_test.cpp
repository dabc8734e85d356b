// The maps that a translating monitor exports: at every boundary that they name, the guest is where the bare machine is after as many instructions,
// with the same registers. Two machines go step by step, the translated one ahead.
#include <cstring>

#include "isa/spec/translator.hpp"
#include "tests/equivalence/both_machines.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

using anel::Ring;
using anel::cpu::Stop;
using namespace anel::tests;

namespace {

namespace words = anel::spec::translator;

std::uint32_t word_in(const anel::machine::Machine& machine, std::uint32_t at) {
    std::uint32_t value = 0;
    REQUIRE(at + sizeof value <= machine.memory().size());
    std::memcpy(&value, &machine.memory()[at], sizeof value);
    return value;
}

bool is_plain_jump(std::uint32_t word) { return (word & 0xfffU) == 0x06f; }

/// The translated guest between two instructions, found by nothing but what the monitor exports.
class Translated {
public:
    explicit Translated(const GuestRun& run) : machine_(boot_under_monitor(run)) { machine_->devices().end_input(); }

    /// Goes on to the next instruction of the guest's ring 0 and says where that is. Nothing: the machine is off.
    std::optional<std::uint32_t> next() {
        for (;;) {
            if (const auto pc = boundary(); pc && *pc != last_) {
                last_ = *pc;
                return pc;
            }
            if (machine_->cpu().step() == Stop::kPoweredOff) return {};
            if (const auto word = here()) inside_ += (word_in(*machine_, translator(words::kPcMap) + 4 * *word) & anel::spec::kGuestBoundary) == 0;
        }
    }
    const anel::machine::Machine& machine() const { return *machine_; }
    /// Steps that ended in the middle of an instruction.
    std::uint64_t inside() const { return inside_; }

    std::uint32_t state_of(std::uint32_t word) const { return machine_->memory()[translator(words::kStateMap) + word]; }
    std::optional<std::uint32_t> here() const {
        const auto& state = machine_->cpu().state();
        if (state.ring != Ring::k1 || state.vmid == 0) return {};
        const std::uint32_t word = (state.pc - translator(words::kCacheBegin)) / 4;
        if (word >= translator(words::kBytesUsed) / 4) return {};
        return word;
    }

private:
    std::uint32_t translator(std::uint32_t offset) const { return word_in(*machine_, *machine_->devices().state().mailbox_page + words::kAt + offset); }
    std::optional<std::uint32_t> boundary() const {
        const auto word = here();
        if (!word) return {};
        const std::uint32_t entry = word_in(*machine_, translator(words::kPcMap) + 4 * *word);
        if ((entry & anel::spec::kGuestBoundary) == 0) return {};
        CHECK((state_of(*word) & anel::spec::displaced::kAll) == 0);
        return entry & ~anel::spec::kGuestBoundary;
    }

    std::unique_ptr<anel::machine::Machine> machine_;
    std::uint32_t last_ = 1;
    std::uint64_t inside_ = 0;
};

}  // namespace

TEST_CASE("at every boundary of the exported map the guest stands where the bare machine does, instruction by instruction") {
    GuestRun run;
    run.image = bundled_file("../../tests/guests/translate_probe.elf");
    run.mode = "full-translate";
    run.command_line = GENERATE(as<std::string>{}, "l", "m", "f", "e", "b");
    INFO(run.command_line);
    Translated translated(run);
    const auto native = boot_native(run);
    native->devices().end_input();
    std::uint64_t instructions = 0;
    while (const auto pc = translated.next()) {
        const auto& bare = native->cpu().state();
        // A jump without a link takes no word of its own: the guest is said to be where it leads.
        while (bare.pc != *pc && is_plain_jump(word_in(*native, bare.pc))) native->cpu().step();
        if (bare.pc != *pc) {
            INFO("after " << instructions << " instructions");
            REQUIRE(bare.pc == *pc);
        }
        if (bare.x != translated.machine().cpu().state().x) {
            INFO("after " << instructions << " instructions, at " << *pc);
            REQUIRE(bare.x == translated.machine().cpu().state().x);
        }
        native->cpu().step();
        ++instructions;
    }
    CHECK(instructions > 400);
    CHECK(translated.inside() > 100);
    CHECK(native->devices().state().exit_code == 42);
}
