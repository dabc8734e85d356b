#include "labs/runtime/bindings.hpp"

#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/lua_reference.hpp"

namespace anel::labs {

namespace {

/// In the order of the page.
constexpr const lua::ModuleRow* kModules[] = {&kMachineModule, &kFunctionsModule, &kExpectModule, &kWorldModule, &kRandomModule};
constexpr const lua::TypeRow* kTypes[] = {&kMachineType, &kCpuType, &kMemoryType, &kTraceType, &kSnapshotType, &kWorldType, &kRandomType};

}  // namespace

void bind(lua::State& state, Surroundings& surroundings) {
    state.context = &surroundings;
    for (const lua::TypeRow* type : kTypes) lua::add_type(state, *type);
    for (const lua::ModuleRow* module : kModules) lua::add_module(state, *module);
}

std::string lua_reference() { return lua::reference_markdown(kModules, kTypes); }

}  // namespace anel::labs
