// The typed loads and stores of the CPU, for execute.cpp. Not an interface: a part of the CPU's inside.
#pragma once

#include <cstring>

#include "isa/cpu/engine/cpu.hpp"

namespace anel::cpu {

template <class T>
void Cpu::load(const DecodedOp& op) {
    std::uint32_t physical = 0;
    if (!data_address(state_.x[op.rs1] + op.imm, sizeof(T), Access::kRead, physical)) return;
    T value{};
    std::memcpy(&value, &ram_[physical], sizeof value);
    write(op.rd, static_cast<std::uint32_t>(value));
    loaded_ = 1U << op.rd;
}

template <class T>
void Cpu::store(const DecodedOp& op) {
    std::uint32_t physical = 0;
    if (!data_address(state_.x[op.rs1] + op.imm, sizeof(T), Access::kWrite, physical)) return;
    const T value = static_cast<T>(state_.x[op.rs2]);
    std::memcpy(&ram_[physical], &value, sizeof value);
    code_.written(physical, sizeof value);
}

}  // namespace anel::cpu
