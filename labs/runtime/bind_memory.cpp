// m.memory: real memory by physical address, and what page tables make of virtual ones.
#include <fmt/format.h>

#include <cstring>

#include "isa/paging/page_walk.hpp"
#include "isa/explain/explain.hpp"
#include "isa/explain/table_walk.hpp"
#include "isa/spec/causes.hpp"
#include "labs/runtime/binding_rows.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

Error outside(const Call&, std::uint32_t at, std::size_t size) {
    return {fmt::format("there is no memory at physical 0x{:08x}; memory has {} bytes (0 to 0x{:x}). A virtual address becomes physical by memory:virtual(va)", at, size, size - 1)};
}

template <class T>
Answer get(Call& call) {
    const std::uint32_t at = call.word(1, "the address");
    if (call.wrong()) return {};
    const auto memory = machine_of(call).memory();
    if (at > memory.size() - sizeof(T)) return outside(call, at, memory.size());
    T value = 0;
    std::memcpy(&value, &memory[at], sizeof value);
    return Value(std::int64_t{value});
}

template <class T>
Answer set(Call& call) {
    const std::uint32_t at = call.word(1, "the address");
    constexpr std::int64_t kLeast = -(std::int64_t{1} << (sizeof(T) * 8 - 1));
    constexpr std::int64_t kMost = (std::int64_t{1} << (sizeof(T) * 8)) - 1;
    const auto value = static_cast<T>(call.integer(2, "the value", kLeast, kMost));
    if (call.wrong()) return {};
    std::array<std::uint8_t, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    if (!machine_of(call).write_memory(at, bytes)) return outside(call, at, machine_of(call).bytes());
    return {};
}

Answer get_bytes(Call& call) {
    const std::uint32_t at = call.word(1, "the address");
    const auto memory = machine_of(call).memory();
    const auto count = static_cast<std::size_t>(call.integer(2, "the number of bytes", 0, static_cast<std::int64_t>(memory.size())));
    if (call.wrong()) return {};
    if (at > memory.size() || count > memory.size() - at) return outside(call, at, memory.size());
    return Value(std::string(memory.begin() + at, memory.begin() + at + static_cast<std::ptrdiff_t>(count)));
}

Answer set_bytes(Call& call) {
    const std::uint32_t at = call.word(1, "the address");
    const std::string text = call.text(2, "the bytes");
    if (call.wrong()) return {};
    if (!machine_of(call).write_memory(at, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()})) return outside(call, at, machine_of(call).bytes());
    return {};
}

Answer get_size(Call& call) { return Value(static_cast<std::int64_t>(machine_of(call).bytes())); }

struct AccessRow {
    std::string_view name;
    explain::Access access;
    spec::TrapCause page_fault, access_fault;
};
constexpr AccessRow kAccesses[] = {
    {"load", explain::Access::kLoad, spec::TrapCause::kLoadPage, spec::TrapCause::kLoadAccess},
    {"store", explain::Access::kStore, spec::TrapCause::kStorePage, spec::TrapCause::kStoreAccess},
    {"fetch", explain::Access::kFetch, spec::TrapCause::kFetchPage, spec::TrapCause::kFetchAccess},
};

/// Where an access comes to by the tables alone, or nothing.
std::optional<std::uint32_t> translate(const LabMachine& machine, const paging::Tables& tables, std::uint32_t address, explain::Access access, Ring ring, bool& in_tables) {
    const explain::TableWalk own = explain::walk(machine.memory(), tables, address, access, ring);
    in_tables = own.obstacle != explain::Obstacle::kNone;
    if (in_tables) return std::nullopt;
    if (!tables.nested) return own.address;
    const explain::TableWalk nested = explain::walk_nested(machine.memory(), tables, own.address, access);
    if (nested.obstacle != explain::Obstacle::kNone) return std::nullopt;
    return nested.address;
}

Answer translate_virtual(Call& call) {
    LabMachine& machine = machine_of(call);
    const cpu::CpuState& state = machine.state();
    const std::uint32_t address = call.word(1, "the address");
    const std::string name = call.text_or(2, "the access", "load");
    const auto ring = static_cast<Ring>(call.integer_or(3, "the ring", -1, 3, number(state.ring)));
    const auto row = std::ranges::find(kAccesses, name, &AccessRow::name);
    if (row == std::end(kAccesses)) call.refuse(2, "the access", "\"load\", \"store\" or \"fetch\"");
    if (call.wrong()) return {};
    const bool guest = state.assist.guest && ring != Ring::kMinus1;
    bool in_tables = false;
    const auto physical = translate(machine, explain::space_of(state, ring, guest).tables, address, row->access, ring, in_tables);
    if (physical && *physical < machine.bytes()) return Value(std::int64_t{*physical});
    if (!physical && !in_tables) return std::vector<lua::Item>{Value(nullptr), Value("the nested page tables do not allow it")};
    // The sentence that the trap would be explained with.
    explain::TrapFacts facts;
    facts.event.cause = static_cast<std::uint32_t>(physical ? row->access_fault : row->page_fault);
    facts.event.value = address;
    facts.event.pc = row->access == explain::Access::kFetch ? address : state.pc;
    facts.event.from = ring;
    facts.state = state;
    facts.memory = machine.memory();
    facts.behaviours = machine.config().behaviours;
    facts.policy = machine.config().policy;
    facts.has_assist = machine.config().assist.present;
    return std::vector<lua::Item>{Value(nullptr), Value(explain::in(surroundings_of(call).language, explain::explain(facts).why))};
}

Answer walk(Call& call) {
    LabMachine& machine = machine_of(call);
    const std::uint32_t address = call.word(1, "the address");
    const paging::Tables tables = call.has(2) ? paging::tables_of_root(call.word(2, "the root register")) : paging::tables_now(machine.state());
    if (call.wrong()) return {};
    const paging::PageWalk walked = paging::walk_tables(machine.memory(), tables, address);
    lua::Record record{Value::array(), Value::object()};
    for (const paging::WalkStep& step : walked.steps)
        record.list.push_back({{"level", static_cast<int>(step.level)}, {"at", std::int64_t{step.at}}, {"value", std::int64_t{step.value}}, {"nested", step.nested}});
    if (walked.physical) record.named["physical"] = std::int64_t{*walked.physical};
    return record;
}

constexpr lua::FunctionRow kMemoryFunctions[] = {
    {"u8", "at", "value", "The byte at a physical address.", kStudents, get<std::uint8_t>},
    {"u16", "at", "value", "Two bytes, the low one first.", kStudents, get<std::uint16_t>},
    {"u32", "at", "value", "A word.", kStudents, get<std::uint32_t>},
    {"set_u8", "at, value", "", "Writes it.", kStudents, set<std::uint8_t>},
    {"set_u16", "at, value", "", "Writes it.", kStudents, set<std::uint16_t>},
    {"set_u32", "at, value", "", "Writes it.", kStudents, set<std::uint32_t>},
    {"bytes", "at, n", "text", "n bytes, as text.", kStudents, get_bytes},
    {"set_bytes", "at, text", "", "Writes them.", kStudents, set_bytes},
    {"virtual", "va [, access [, ring]]", "pa", "Where a virtual address lies by the tables in force, for an access (`\"load\"`, `\"store\"`, `\"fetch\"`) from a ring (the current one). `nil, why` where they do not allow it. "
     "The tables are read as they are: no TLB is asked, no A or D set.", kStudents, translate_virtual},
    {"walk", "va [, root]", "entries", "The entries on the way, `{level=, at=, value=, nested=}` each, and `physical=` where it ends: by the tables in force, or by those of a root register's value. No rights are judged.",
     kStudents, walk},
    {"size", "", "bytes", "How much there is.", kStudents, get_size},
};

}  // namespace

const lua::TypeRow kMemoryType{"memory", "`m.memory`: real memory. Addresses are physical, but where it says otherwise. What lies outside is an error.", kMemoryFunctions, {}};

}  // namespace anel::labs
