// What scripts can reach, all of it: who binds it to a state, and the rows by their places. A student's state gets what is marked so.
// Not here: how binding works (lua_api.hpp), what a sandbox adds and takes away (sandbox/).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "isa/explain/language.hpp"
#include "labs/runtime/lab_machine.hpp"
#include "labs/runtime/lua_api.hpp"

namespace anel::labs {

/// What scripts of one state have around them. It outlives the state; State::context points to it.
struct Surroundings {
    std::function<void(std::string_view)> log;  ///< a line of `log(…)`, without its end; empty: dropped
    /// Told, before it is done, of work that is worth so many of Lua's instructions; it may end the process. Empty: nobody counts.
    std::function<void(std::uint64_t)> work;
    explain::Language language = explain::Language::kEnglish;
    std::string plots;                          ///< folder of the pictures that are named without one; empty: the working folder
};

/// A machine as scripts hold it: `m`, and with it m.cpu, m.memory and m.trace.
struct BoundMachine {
    explicit BoundMachine(const machine::MachineConfig& config, const LabLimits& limits = {}, const PowerOn* found = nullptr) : machine(config, limits, found) {}
    LabMachine machine;
    lua::Call* running = nullptr;          ///< the call under way that may come to a hook
    std::optional<lua::Failure> failure;   ///< of a function that it has called
};
extern const lua::TypeRow kMachineType, kCpuType, kMemoryType, kTraceType, kSnapshotType, kWorldType, kRandomType;

/// A machine for a script: its handle.
inline lua::Handle handle_of(const std::shared_ptr<BoundMachine>& machine) { return {&kMachineType, machine}; }

/// What `machine.new` takes: a table with the YAML's keys, or the path of a file, or (null) the bundled one.
Result<machine::MachineConfig> machine_config(const Value& chosen);

/// All types and modules that the state's grade has. `surroundings` outlives the state.
void bind(lua::State& state, Surroundings& surroundings);

/// The page on all of it.
std::string lua_reference();

}  // namespace anel::labs
