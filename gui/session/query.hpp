// What a window wants to see of the machine beside what every frame holds. A view is shown anew in each frame while it is registered; a query is
// answered once, and may take as long as making a part of the run again takes.
// Not here: how they are answered (views.hpp, queries.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "isa/cpu/event.hpp"
#include "isa/cpu/state.hpp"
#include "isa/paging/page_walk.hpp"
#include "isa/machine/pyramid.hpp"
#include "monitor/control/story.hpp"

namespace anel::session {

using ViewId = std::uint32_t;
using QueryId = std::uint64_t;

/// By which tables an address is understood.
enum class AddressSpace : std::uint8_t {
    kNow,       ///< those in force for what the CPU executes now; where these have nothing, the guest's own
    kPhysical,  ///< none: real memory
    kGuest,     ///< the guest's own, as its monitor knows them; without a monitor those in force
    kMachine,   ///< those that the hardware walks for the guest: shadows, or the guest's own
    kNested,    ///< guest-physical addresses, by the nested tables; nothing where there are none
};

// Views.

struct MemoryView {
    AddressSpace space = AddressSpace::kNow;
    std::uint32_t address = 0;
    std::uint32_t bytes = 256;  ///< at most kMostBytes
    static constexpr std::uint32_t kMostBytes = 64U << 10;
};
struct MemoryShown {
    std::uint32_t address = 0;
    std::vector<std::int16_t> bytes;  ///< -1: nothing is mapped there
};

struct CodeView {
    std::optional<std::uint32_t> address;  ///< nothing: the pc
    std::uint32_t before = 16;             ///< instructions in front of it
    std::uint32_t after = 48;              ///< from it on; both together at most kMostLines
    static constexpr std::uint32_t kMostLines = 2000;
};
/// What an instruction is to somebody who virtualizes, where it stands now: read from the tables, by policy.
enum class Sensitivity : std::uint8_t {
    kInnocuous,
    kPrivileged,  ///< traps outside its ring
    kHole,        ///< sensitive, and does not trap there under this policy
    kNone,        ///< no instruction
};
/// What a word of a translation cache stands for.
struct Translated {
    std::uint32_t address = 0;  ///< of the guest's instruction, as the guest sees it
    bool begins = false;        ///< before this word the guest is between two of its instructions
    std::string text;           ///< that instruction, disassembled; empty where it cannot be read
};
struct CodeLine {
    std::uint32_t address = 0;
    std::optional<std::uint32_t> word;  ///< nothing: nothing is mapped here
    std::string text;                   ///< disassembled
    std::string label;                  ///< "kernel:anelix::main", where a symbol is right here
    std::string source;                 ///< "guest-os/kernel/main.cpp:40"
    std::string source_text;            ///< that line
    Sensitivity sensitivity = Sensitivity::kNone;  ///< of a translated word: what the guest's instruction is
    std::optional<Translated> translated;
};
struct CodeShown {
    std::vector<CodeLine> lines;
};

struct TablesView {
    AddressSpace space = AddressSpace::kNow;
    std::vector<std::uint32_t> open;  ///< level-1 indices whose level-0 tables are wanted
};
struct TableEntry {
    unsigned level = 1;
    std::uint32_t virtual_address = 0;  ///< the first one that it translates
    std::uint32_t at = 0;               ///< where it lies, as paging::WalkStep says
    std::uint32_t value = 0;
    paging::Verdict verdict = paging::Verdict::kNotValid;
};
struct TablesShown {
    paging::Tables tables;
    std::vector<TableEntry> entries;  ///< those that are valid, by address; entries of an open table behind the one that leads there
};

struct WalkView {
    AddressSpace space = AddressSpace::kNow;
    std::uint32_t address = 0;
};
struct WalkShown {
    paging::PageWalk walk;
    std::string text;  ///< debug::walk_text, for the current ring
};

using View = std::variant<MemoryView, CodeView, TablesView, WalkView>;
using Shown = std::variant<std::monostate, MemoryShown, CodeShown, TablesShown, WalkShown>;

// Queries.

/// Events with cycles in (from, to], the first `most` of them.
struct EventsIn {
    Cycles from = 0;
    Cycles to = 0;
    std::size_t most = 10'000;
};
/// Counts over the run up to its furthest moment, in at most `bins` bins.
struct CountsIn {
    Cycles from = 0;
    Cycles to = 0;
    std::size_t bins = 1000;
};
/// Of the trap, exit or injection that ends at that cycle, or else the last one before it.
struct StoryAt {
    Cycles cycle = 0;
    Cycles patience = 2'000'000;  ///< a story that goes on for longer is told as far as that
};
/// A source file by the name that code lines give it, without the number.
struct SourceText {
    std::string file;
};
/// A number, register, symbol or sum of these, as the debugger takes it.
struct Evaluate {
    std::string text;
};
using Query = std::variant<EventsIn, CountsIn, StoryAt, SourceText, Evaluate>;

/// A message for a person, where something could not be answered.
struct NoAnswer {
    std::string message;
};
struct SourceShown {
    std::string file;
    std::string text;
};
struct Value {
    std::uint32_t value = 0;
};
/// A story, with those that were told within it, and what it changed.
struct StoryTold {
    control::Story story;
    std::vector<control::Story> inside;  ///< in the order in which they ended; `StoryStep::story` names them
    std::string symbol, source;          ///< of the instruction: "kernel:anelix::main+0x10", "guest-os/kernel/main.cpp:40"
    cpu::CpuState before;                ///< right in front of the trap
    cpu::CpuState after;                 ///< where what is told ends
    std::string goes_on;                 ///< the symbol there
};
using Answer = std::variant<NoAnswer, std::vector<cpu::Event>, machine::Pyramid::Window, StoryTold, SourceShown, Value>;

}  // namespace anel::session
