// What the files that bind know of each other.
// Not here: what the library offers (bindings.hpp).
#pragma once

#include "labs/runtime/bindings.hpp"

namespace anel::labs {

extern const lua::ModuleRow kMachineModule, kFunctionsModule, kExpectModule, kWorldModule, kRandomModule;

inline Surroundings& surroundings_of(lua::Call& call) { return *static_cast<Surroundings*>(call.state().context); }
/// Of a method of a machine, its CPU, its memory or its trace.
inline LabMachine& machine_of(lua::Call& call) { return call.self<BoundMachine>().machine; }
inline std::shared_ptr<BoundMachine> bound_of(lua::Call& call) { return std::static_pointer_cast<BoundMachine>(call.self_pointer()); }

inline constexpr lua::Grade kStudents = lua::Grade::kStudent;
inline constexpr lua::Grade kFullOnly = lua::Grade::kFull;

// bind_hook.cpp: m:hook
lua::Answer add_hook(lua::Call& call);

}  // namespace anel::labs
