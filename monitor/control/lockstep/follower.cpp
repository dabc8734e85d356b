#include "monitor/control/lockstep/follower.hpp"

#include <algorithm>
#include <cstring>

#include "isa/paging/page_walk.hpp"
#include "monitor/control/lockstep/opcodes.hpp"

namespace anel::control::lockstep {

namespace {

cpu::TimingParams without_time(cpu::TimingParams timing) {
    timing.timed = false;
    return timing;
}

}  // namespace

Follower::Follower(const machine::MachineConfig& config, const machine::Machine& booted)
    : ram_(booted.memory().begin(), booted.memory().end()), bus_(ram_, booted.devices().disk().content()),
      // No guest finds hardware assist; so neither does this one.
      cpu_(without_time(config.timing), config.behaviours, ram_, bus_, 0, {}) {
    cpu_.set_state(booted.cpu().state());
}

std::uint32_t Follower::next_word() {
    const auto at = physical(cpu().pc);
    std::uint32_t word = 0;
    if (at && *at <= ram_.size() - sizeof word) std::memcpy(&word, &ram_[*at], sizeof word);
    return word;
}

std::optional<std::uint32_t> Follower::physical(std::uint32_t address) {
    const cpu::CpuState& state = cpu();
    if (!state.paging()) return address < ram_.size() ? std::optional(address) : std::nullopt;
    if (state.root != known_root_) {
        forget();
        known_root_ = state.root;
    }
    const std::uint32_t page = address & ~(kPageBytes - 1);
    Known& known = known_[(address >> 12 ^ address >> 18) % kKnown];
    if (known.page != page) {
        const auto found = paging::physical_of(ram_, paging::tables_of_root(state.root), page, kPageBytes);
        if (!found) return std::nullopt;
        known = {page, *found};
    }
    return known.frame | (address & (kPageBytes - 1));
}

bool Follower::read(std::uint32_t address, std::span<std::uint8_t> to) const {
    return paging::read_virtual(ram_, paging::tables_of_root(cpu().root), address, to);
}

void Follower::step(std::uint32_t lines) {
    const Executed about{cpu().pc, next_word(), cpu().ring};
    recent_[steps_++ % kRecent] = about;
    bus_.set_lines(lines);
    const std::uint64_t before = instructions();
    stop_ = cpu_.step();
    bus_.set_lines(0);
    completed_ = instructions() != before;
    // System instructions and traps are all that lead into other tables, or make the machine look at its own anew.
    const std::uint32_t opcode = about.word & kOpcode;
    if (opcode == kSystem || opcode == kCustom0 || !completed_) forget();
}

bool Follower::interrupt(unsigned line, std::uint32_t lines) {
    bus_.set_lines(lines);
    const std::uint64_t before = instructions();
    cpu_.step();
    bus_.set_lines(0);
    forget();
    return instructions() == before && cpu().ring != Ring::k3 && cpu().bank[index(cpu().ring)].cause == (spec::kInterruptBit | line);
}

void Follower::force(unsigned reg, std::uint32_t value) {
    if (reg == 0 || cpu().x[reg] == value) return;
    cpu::CpuState state = cpu();
    state.x[reg] = value;
    cpu_.set_state(state);
}

std::vector<Executed> Follower::recent() const {
    std::vector<Executed> list;
    for (std::uint64_t i = steps_ > kRecent ? steps_ - kRecent : 0; i < steps_; ++i) list.push_back(recent_[i % kRecent]);
    return list;
}

}  // namespace anel::control::lockstep
