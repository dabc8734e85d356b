// A machine's state and what happened on it as plain data: what scripts read and what evidence is made of. One form for both.
// Not here: who asks (bind_*.cpp, sandbox/).
#pragma once

#include <span>

#include "isa/cpu/ledger.hpp"
#include "isa/explain/language.hpp"
#include "labs/runtime/hooks.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

/// {{cycle, kind, cause, from, to, pc, value, vm}…}
Value events_value(std::span<const cpu::Event> events);
/// {activity = cycles}, those that there are.
Value ledger_value(const cpu::Ledger& ledger);
/// {x = {x0 to x31}, pc, ring, waiting, csrs = {name = value}}
Value cpu_value(const cpu::CpuState& state, Cycles now, bool has_assist);
/// {{cause, pc, from, word, value, action, declared, instructions, after = {pc, ring, x}}…}
Value hook_records_value(std::span<const HookRecord> records);
/// What a hook's function is told: {cause, number, interrupt, line, value, pc, from, word, cycle}.
Value trap_value(const TrapInfo& trap);
/// What a hook's function has returned. The error goes on where the function's name ends: "returned nothing; …".
Result<HookAnswer> answer_of(const std::vector<Value>& returned, explain::Language language);
/// What is wrong with an answer to that trap (LabMachine::wrong_with), likewise; empty where nothing is.
std::string wrong_answer(const std::string& wrong, explain::Language language);

/// A whole number of 32 bits, negative ones as their two's complement.
std::optional<std::uint32_t> word_of(const Value& value);

}  // namespace anel::labs
