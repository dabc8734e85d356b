// Every field of U and Z by its name, so that a person sees in which two states differ.
#include <fmt/format.h>

#include <string_view>

#include "isa/asm/operands.hpp"
#include "isa/spec/platform.hpp"
#include "monitor/control/classify/world.hpp"

namespace anel::control::classify {

namespace {

std::string show(std::uint32_t value) { return fmt::format("0x{:08x}", value); }
std::string show(bool value) { return value ? "yes" : "no"; }
std::string show(Ring ring) { return fmt::format("{}", number(ring)); }
std::string show(const std::optional<Cycles>& at) { return at ? fmt::format("at cycle {}", *at) : "not armed"; }
std::string show(const std::optional<std::uint32_t>& value) { return value ? show(*value) : "none"; }
std::string show(const std::optional<std::uint8_t>& value) { return value ? fmt::format("{}", *value) : "none"; }
std::string show(spec::DiskStatus status) {
    switch (status) {
        case spec::DiskStatus::kIdle: return "idle";
        case spec::DiskStatus::kBusy: return "busy";
        case spec::DiskStatus::kDone: return "done";
        case spec::DiskStatus::kFailed: break;
    }
    return "failed";
}
std::string show(std::size_t count) { return fmt::format("{}", count); }

class List {
public:
    template <class Value>
    void compare(std::string_view name, const Value& a, const Value& b) {
        if (!(a == b)) lines_.push_back(fmt::format("{}: {}, {}", name, show(a), show(b)));
    }
    void note(std::string line) { lines_.push_back(std::move(line)); }
    std::vector<std::string> take() { return std::move(lines_); }

private:
    std::vector<std::string> lines_;
};

void compare_devices(List& list, const devices::DevicesSnapshot& a, const devices::DevicesSnapshot& b) {
    list.compare("console: bytes to be read", a.state.input.size(), b.state.input.size());
    if (a.state.input.size() == b.state.input.size() && a.state.input != b.state.input) list.note("console: other bytes to be read");
    list.compare("console: input has ended", a.state.input_ended, b.state.input_ended);
    list.compare("console: interrupt enabled", a.state.console_irq, b.state.console_irq);
    list.compare("timer", a.state.timer_due, b.state.timer_due);
    list.compare("timer: line high", a.timer_high, b.timer_high);
    list.compare("power: off, with exit code", a.state.exit_code, b.state.exit_code);
    list.compare("power: given up", a.state.given_up, b.state.given_up);
    list.compare("mailbox: page", a.state.mailbox_page, b.state.mailbox_page);
    list.compare("mailbox: request", a.state.mailbox_request, b.state.mailbox_request);
    list.compare("mailbox: answer", a.state.mailbox_answer, b.state.mailbox_answer);
    list.compare("disk: status", a.disk.status, b.disk.status);
    if (a.disk.status == b.disk.status && !(a.disk == b.disk)) list.note("disk: other registers");
}

}  // namespace

std::vector<std::string> differences(const Resources& a, const Resources& b) {
    List list;
    list.compare("ring", a.cpu.ring, b.cpu.ring);
    for (const spec::Csr& csr : spec::kCsrs) {
        if (csr.bank == spec::kNoBank) continue;
        const auto which = kBankRegisters[static_cast<std::size_t>(csr.kind)];
        list.compare(csr.name, a.cpu.bank[csr.bank].*which, b.cpu.bank[csr.bank].*which);
    }
    list.compare("root", a.cpu.root, b.cpu.root);
    list.compare("grant", a.cpu.grant, b.cpu.grant);
    list.compare("waits for an interrupt", a.cpu.waiting, b.cpu.waiting);
    list.compare("ring -1 in force", a.cpu.assist.on, b.cpu.assist.on);
    list.compare("assist locked", a.cpu.assist.locked, b.cpu.assist.locked);
    list.compare("rootm", a.cpu.assist.root, b.cpu.assist.root);
    list.compare("TLB: translations", a.tlb.size(), b.tlb.size());
    if (a.tlb.size() == b.tlb.size() && a.tlb != b.tlb) list.note("TLB: other translations");
    compare_devices(list, a.devices, b.devices);
    std::vector<std::string> lines = list.take();
    if (lines.empty() && !(a == b)) lines.emplace_back("ring -1: other state");
    return lines;
}

std::vector<std::string> differences(const Program& a, const Program& b) {
    List list;
    for (std::size_t reg = 0; reg < a.x.size(); ++reg) list.compare(assembler::register_name(static_cast<unsigned>(reg)), a.x[reg], b.x[reg]);
    list.compare("pc", a.pc, b.pc);
    if (a.memory != b.memory) list.note("memory: other bytes");
    return list.take();
}

}  // namespace anel::control::classify
