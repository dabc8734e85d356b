#include "gui/session/views.hpp"

#include <algorithm>

#include "isa/asm/disassemble.hpp"
#include "isa/asm/operands.hpp"
#include "isa/debug/walk_text.hpp"
#include "isa/spec/instructions.hpp"
#include "monitor/control/translator.hpp"

namespace anel::session {

namespace {

constexpr std::uint32_t kEntriesInTable = 1024;

/// From a space's tables; by kNow those of the guest behind those in force.
bool read(const Computer& computer, AddressSpace space, std::uint32_t address, std::span<std::uint8_t> to) {
    if (space == AddressSpace::kNow) return computer.debug().reader()(address, to);
    const auto tables = tables_of(computer, space);
    return tables && paging::read_virtual(computer.machine().memory(), *tables, address, to);
}

MemoryShown show_memory(const Computer& computer, const MemoryView& view) {
    const std::uint32_t bytes = std::min(view.bytes, MemoryView::kMostBytes);
    MemoryShown shown{view.address, std::vector<std::int16_t>(bytes, -1)};
    for (std::uint32_t done = 0; done < bytes;) {
        const std::uint32_t at = view.address + done;
        const std::uint32_t piece = std::min(bytes - done, kPageBytes - at % kPageBytes);
        std::vector<std::uint8_t> content(piece);
        if (read(computer, view.space, at, content)) std::ranges::copy(content, shown.bytes.begin() + done);
        done += piece;
    }
    return shown;
}

/// The behaviour that the machine's policy, with its overrides, gives an instruction outside its ring.
Sensitivity sensitivity_of(const Computer& computer, std::uint32_t word) {
    const spec::InsnId id = spec::identify(word);
    if (id == spec::InsnId::kIllegal) return Sensitivity::kNone;
    const cpu::Behaviours& behaviours = computer.config().behaviours;
    const spec::Insn& insn = spec::row(id);
    const auto judged = [](spec::Outside outside) { return outside == spec::Outside::kTrap ? Sensitivity::kPrivileged : Sensitivity::kHole; };
    if (insn.syntax == spec::Syntax::kRdCsrRs1 || insn.syntax == spec::Syntax::kRdCsrImm) {
        const spec::Csr* const csr = spec::find_csr(static_cast<std::uint32_t>(word >> 20));
        if (csr == nullptr) return Sensitivity::kNone;
        if (csr->owner == spec::CsrOwner::kAny || csr->owner == spec::CsrOwner::kTime) return Sensitivity::kInnocuous;
        const auto at = static_cast<std::size_t>(csr - spec::kCsrs);
        const bool plain = id == spec::InsnId::kCsrrw || id == spec::InsnId::kCsrrwi;
        const bool writes = plain || ((word >> 15) & 31U) != 0;
        return judged(writes ? behaviours.csr_write[at] : behaviours.csr_read[at]);
    }
    if (insn.home == spec::Home::kAny) return Sensitivity::kInnocuous;
    return judged(behaviours.insn[static_cast<std::size_t>(id)]);
}

std::optional<std::uint32_t> word_at(const debug::ReadMemory& memory, std::uint32_t address) {
    std::uint8_t bytes[4];
    if (!memory(address, bytes)) return std::nullopt;
    return static_cast<std::uint32_t>(bytes[0] | bytes[1] << 8 | bytes[2] << 16) | static_cast<std::uint32_t>(bytes[3]) << 24;
}

/// What the sources say about the code at an address: as the guest sees it, where it is translated.
void add_source(debug::Session& debug, std::uint32_t address, bool paging, const debug::ReadMemory& memory, CodeLine& line) {
    const auto place = debug.symbols.at(address, paging, memory);
    if (!place) return;
    const bool begins = !line.translated || line.translated->begins;
    if (place->symbol != nullptr && place->offset == 0 && begins) line.label = place->program->name + ":" + place->symbol->name;
    const auto source = place->program->lines.at(place->link_address);
    if (!source) return;
    line.source = source->file->shown + ":" + std::to_string(source->line);
    if (const std::string* const text = debug.sources.line(*source->file, source->line)) line.source_text = *text;
}

CodeShown show_code(Computer& computer, const CodeView& view) {
    debug::Session& debug = computer.debug();
    const std::uint32_t middle = view.address.value_or(debug.state().pc) & ~3U;
    const std::uint32_t before = std::min({view.before, CodeView::kMostLines, middle / 4});
    const std::uint32_t count = std::min(before + view.after, CodeView::kMostLines);
    const debug::ReadMemory memory = debug.reader();
    const bool paging = debug.tables().paged;
    const std::uint32_t first = middle - before * 4;
    const auto guest = control::guest_places(computer.machine(), first, count);
    CodeShown shown;
    for (std::uint32_t i = 0; i < count; ++i) {
        CodeLine line;
        line.address = first + i * 4;
        line.word = word_at(memory, line.address);
        if (line.word) {
            line.text = assembler::disassemble(*line.word, line.address);
            std::optional<std::uint32_t> meant = line.word;
            if (guest[i]) {
                line.translated = Translated{guest[i]->pc, guest[i]->begins, {}};
                meant = word_at(memory, guest[i]->pc);
                if (meant) line.translated->text = assembler::disassemble(*meant, guest[i]->pc);
            }
            if (meant) line.sensitivity = sensitivity_of(computer, *meant);
            add_source(debug, guest[i] ? guest[i]->pc : line.address, paging, memory, line);
        }
        shown.lines.push_back(std::move(line));
        if (shown.lines.back().address > 0xfffffff8) break;
    }
    return shown;
}

/// The entries of one table that are valid. Each is looked at as a walk comes by it, so nested tables are gone through as the hardware does.
void add_entries(const Computer& computer, const paging::Tables& tables, const TablesView& view, unsigned level, std::uint32_t first, TablesShown& shown) {
    const std::uint32_t covers = level == 1 ? kSuperpageBytes : kPageBytes;
    for (std::uint32_t i = 0; i < kEntriesInTable; ++i) {
        const std::uint32_t address = first + i * covers;
        const paging::PageWalk walk = paging::walk_tables(computer.machine().memory(), tables, address);
        const auto step = std::ranges::find_if(walk.steps, [level](const paging::WalkStep& one) { return !one.nested && one.level == level; });
        if (step == walk.steps.end() || step->verdict == paging::Verdict::kNotValid) continue;
        shown.entries.push_back({level, address, step->at, step->value, step->verdict});
        if (level == 1 && step->verdict == paging::Verdict::kTable && std::ranges::find(view.open, i) != view.open.end())
            add_entries(computer, tables, view, 0, address, shown);
    }
}

TablesShown show_tables(const Computer& computer, const TablesView& view) {
    TablesShown shown;
    const auto tables = tables_of(computer, view.space);
    if (!tables) return shown;
    shown.tables = *tables;
    if (tables->paged) add_entries(computer, *tables, view, 1, 0, shown);
    return shown;
}

WalkShown show_walk(const Computer& computer, const WalkView& view) {
    WalkShown shown;
    const auto tables = tables_of(computer, view.space);
    if (!tables) return shown;
    shown.walk = paging::walk_tables(computer.machine().memory(), *tables, view.address);
    shown.text = debug::walk_text(shown.walk, computer.cpu().state().ring);
    return shown;
}

}  // namespace

std::optional<paging::Tables> tables_of(const Computer& computer, AddressSpace space) {
    const debug::Session& debug = computer.debug();
    const std::optional<debug::Guest> guest = debug.guest();
    switch (space) {
        case AddressSpace::kNow: return debug.tables();
        case AddressSpace::kPhysical: return paging::Tables{};
        case AddressSpace::kGuest:
            return guest ? paging::tables_of_root(guest->root, guest->nested_root) : debug.tables();
        case AddressSpace::kMachine:
            if (debug.state().ring == Ring::kMinus1) return paging::tables_of_root(debug.state().root);
            return debug.tables();
        case AddressSpace::kNested:
            if (!guest || !guest->nested_root) return std::nullopt;
            return paging::tables_of_root(*guest->nested_root);
    }
    return std::nullopt;
}

Shown show(Computer& computer, const View& view) {
    return std::visit(
        [&computer](const auto& one) -> Shown {
            using Kind = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Kind, MemoryView>) return show_memory(computer, one);
            else if constexpr (std::is_same_v<Kind, CodeView>) return show_code(computer, one);
            else if constexpr (std::is_same_v<Kind, TablesView>) return show_tables(computer, one);
            else return show_walk(computer, one);
        },
        view);
}

}  // namespace anel::session
