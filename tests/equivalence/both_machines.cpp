#include "tests/equivalence/both_machines.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <sstream>
#include <vector>

#include "isa/spec/platform.hpp"
#include "isa/spec/translator.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/support.hpp"

namespace anel::tests {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t kModuleOffset = 4U << 20;  ///< from the monitor's base

Bytes bytes_of(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

template <class T>
void put(machine::Machine& machine, std::uint32_t at, const T& value) {
    REQUIRE(machine.write_memory({at}, {reinterpret_cast<const std::uint8_t*>(&value), sizeof value}));
}

std::uint32_t word(const std::string& file, std::size_t at) {
    std::uint32_t value = 0;
    REQUIRE(at + sizeof value <= file.size());
    std::memcpy(&value, &file[at], sizeof value);
    return value;
}

/// Puts an image's segments at their physical addresses plus `base`; returns its entry, moved likewise.
std::uint32_t load(machine::Machine& machine, const std::string& elf, std::uint32_t base) {
    const std::uint32_t headers = word(elf, 28);
    const std::uint32_t count = word(elf, 44) & 0xffffU;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = headers + i * 32U;
        if (word(elf, at) != 1) continue;
        REQUIRE(machine.write_memory({base + word(elf, at + 12)}, bytes_of(elf).subspan(word(elf, at + 4), word(elf, at + 16))));
    }
    return base + word(elf, 24);
}

/// Whether the image's code is in memory as it was loaded.
bool code_is_intact(const machine::Machine& machine, const std::string& elf, std::uint32_t base) {
    constexpr std::uint32_t kExecutable = 1;
    const std::uint32_t headers = word(elf, 28);
    const std::uint32_t count = word(elf, 44) & 0xffffU;
    bool found = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = headers + i * 32U;
        if (word(elf, at) != 1 || (word(elf, at + 24) & kExecutable) == 0) continue;
        found = true;
        if (!std::ranges::equal(bytes_of(elf).subspan(word(elf, at + 4), word(elf, at + 16)),
                                machine.memory().subspan(base + word(elf, at + 12), word(elf, at + 16))))
            return false;
    }
    return found;
}

void put_boot_block(machine::Machine& machine, std::uint32_t at, std::uint32_t ram_bytes, const std::string& line,
                    const spec::BootModule* module) {
    spec::BootBlock block;
    block.ram_bytes = ram_bytes;
    std::uint32_t next = at + static_cast<std::uint32_t>(sizeof block);
    if (module != nullptr) {
        block.module_count = 1;
        block.modules_addr = next;
        put(machine, next, *module);
        next += static_cast<std::uint32_t>(sizeof *module);
    }
    block.cmdline_addr = next;
    block.cmdline_len = static_cast<std::uint32_t>(line.size());
    REQUIRE(machine.write_memory({next}, bytes_of(line)));
    put(machine, at, block);
}

Outcome finish(machine::Machine& machine, const GuestRun& run) {
    machine.devices().insert_disk(run.disk);
    machine.devices().type(run.input);
    Outcome out;
    if (!run.late_input.empty()) {
        out.stop = machine.run(kLate);
        machine.devices().type(run.late_input);
    }
    machine.devices().end_input();
    out.stop = machine.run(run.limit);
    out.console = machine.devices().take_console();
    out.log = machine.devices().take_log();
    if (const auto code = machine.devices().state().exit_code) out.exit_code = *code;
    out.given_up = machine.devices().state().given_up;
    out.cycles = machine.cpu().cycle();
    out.counters = machine.cpu().counters();
    if (const auto page = machine.devices().state().mailbox_page) {
        const auto words = machine.memory().subspan(*page + spec::translator::kAt, spec::translator::kBytes);
        out.translator.assign(words.begin(), words.end());
    }
    out.disk = machine.devices().take_disk();
    out.ledger = machine.cpu().ledger();
    out.events = machine.cpu().events().events();
    return out;
}

}  // namespace

std::uint32_t Outcome::translator_word(std::uint32_t offset) const {
    std::uint32_t value = 0;
    REQUIRE(offset + sizeof value <= translator.size());
    std::memcpy(&value, &translator[offset], sizeof value);
    return value;
}

std::unique_ptr<machine::Machine> boot_native(const GuestRun& run) {
    auto machine = std::make_unique<machine::Machine>(run.config, run.config.ram_bytes, run.events);
    const std::uint32_t entry = load(*machine, read_file(run.image), 0);
    put_boot_block(*machine, spec::kBootBlockAddr, run.config.ram_bytes, run.command_line, nullptr);
    machine->reset_to({entry}, {spec::kBootBlockAddr});
    return machine;
}

std::unique_ptr<machine::Machine> boot_under_monitor(const GuestRun& run) {
    const std::uint32_t guest_ram = run.config.ram_bytes;
    const std::uint32_t all = guest_ram + run.config.monitor_bytes;
    auto machine = std::make_unique<machine::Machine>(run.config, all, run.events);
    const std::uint32_t entry = load(*machine, read_file(bundled_file("monitor.elf")), guest_ram);
    const std::string guest = read_file(run.image);
    const spec::BootModule module{guest_ram + kModuleOffset, static_cast<std::uint32_t>(guest.size()), spec::kModuleGuestImage};
    REQUIRE(machine->write_memory({module.addr}, bytes_of(guest)));
    const std::uint32_t block = all - 4096;
    put_boot_block(*machine, block, all,
                   "mode=" + run.mode + " " + run.monitor_options + "guest_ram=" + std::to_string(guest_ram) + " -- " + run.command_line, &module);
    machine->reset_to({entry}, {block});
    return machine;
}

Outcome run_native(const GuestRun& run) { return finish(*boot_native(run), run); }

Outcome run_under_monitor(GuestRun run, const std::string& mode) {
    run.mode = mode;
    return run_under_monitor(run);
}

Outcome run_under_monitor(const GuestRun& run) {
    const auto machine = boot_under_monitor(run);
    // From the guest's image on, a monitor only reads.
    const auto read_only = machine->memory().subspan(run.config.ram_bytes + kModuleOffset);
    const std::vector<std::uint8_t> before(read_only.begin(), read_only.end());
    Outcome out = finish(*machine, run);
    out.monitor_intact = code_is_intact(*machine, read_file(bundled_file("monitor.elf")), run.config.ram_bytes) && std::ranges::equal(before, read_only);
    return out;
}

std::string first_difference(const std::string& native, const std::string& monitored) {
    std::istringstream ours(native);
    std::istringstream theirs(monitored);
    for (unsigned number = 1;; ++number) {
        std::string a;
        std::string b;
        const bool more_a = static_cast<bool>(std::getline(ours, a));
        const bool more_b = static_cast<bool>(std::getline(theirs, b));
        if (!more_a && !more_b) return native == monitored ? "" : "the last line's end";
        if (more_a != more_b || a != b)
            return "line " + std::to_string(number) + "\nnative:    " + (more_a ? a : "(ended)") + "\nmonitored: " + (more_b ? b : "(ended)");
    }
}

}  // namespace anel::tests
