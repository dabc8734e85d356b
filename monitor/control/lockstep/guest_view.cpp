// The layouts are those of isa/spec (control block, mailbox, translator), and three offsets that the monitor holds itself to by assertions.
#include "monitor/control/lockstep/guest_view.hpp"

#include <cstring>

#include "isa/base/invariant.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/platform.hpp"
#include "isa/spec/translator.hpp"
#include "monitor/control/debug_setup.hpp"

namespace anel::control::lockstep {

namespace block = spec::block;
namespace words = spec::translator;

namespace {

/// Behind the control block (monitor/target/vcpu.hpp).
constexpr std::uint32_t kTimerLine = spec::kBlockBytes + 4, kDiskLine = spec::kBlockBytes + 8;
/// From the slots that the monitor exports (monitor/target/translate/shared_page.hpp).
constexpr std::uint32_t kEnabled = 12, kStatusRest = 20, kEpc = 28, kScratch = 40;
constexpr std::uint32_t kBankBytes = block::kBank1 - block::kBank0;
static_assert(sizeof(cpu::Bank) == 9 * sizeof(std::uint32_t), "a bank lies in the block as it does in the CPU's state");

}  // namespace

GuestView::GuestView(const machine::Machine& machine, Mode mode, std::uint32_t monitor_state)
    : machine_(machine), mode_(mode), monitor_state_(monitor_state) {
    invariant(mode != Mode::kPara, "a paravirtual guest has no state that the bare machine has, too");
    invariant(mode == Mode::kNative || monitor_state + kDiskLine + 4 <= machine.memory().size(), "a monitor's state lies in the machine's memory");
}

std::uint32_t GuestView::word(std::uint32_t physical) const {
    std::uint32_t value = 0;
    const auto memory = machine_.memory();
    if (physical > memory.size() - sizeof value) return 0;
    std::memcpy(&value, &memory[physical], sizeof value);
    return value;
}

bool GuestView::is_guest() const {
    const cpu::CpuState& cpu = machine_.cpu().state();
    if (mode_ == Mode::kNative) return true;
    // A monitor that tries what its machine does goes to ring 3 before it has a VM.
    return cpu.ring > *monitor_ring(mode_) && cpu.vmid != 0 && (!needs_assist(mode_) || cpu.in_guest());
}

const GuestView::Translator* GuestView::translator() const {
    if (translator_) return &*translator_;
    const auto page = machine_.devices().state().mailbox_page;
    if (mode_ != Mode::kFullTranslate || !page || word(*page + words::kAt + words::kMagic) != spec::kTranslatorMagic) return nullptr;
    const auto told = [&](std::uint32_t offset) { return word(*page + words::kAt + offset); };
    translator_ = Translator{*page + words::kAt, told(words::kCacheBegin), told(words::kPcMap), told(words::kKernelPage), 0};
    translator_->slots = translator_->kernel_page + told(words::kSlotT0);
    return &*translator_;
}

std::optional<std::uint32_t> GuestView::cache_word() const {
    const Translator* const translator = this->translator();
    if (translator == nullptr) return std::nullopt;
    const std::uint32_t offset = machine_.cpu().state().pc - translator->cache_begin;
    if (offset >= word(translator->page + words::kBytesUsed)) return std::nullopt;
    return offset / 4;
}

std::optional<std::uint32_t> GuestView::boundary() const {
    const std::optional<std::uint32_t> at = cache_word();
    if (!at) return machine_.cpu().state().pc;
    const std::uint32_t entry = word(translator_->pc_map + 4 * *at);
    if ((entry & spec::kGuestBoundary) == 0) return std::nullopt;
    return entry & ~spec::kGuestBoundary;
}

/// While the guest's ring 0 runs translated, three registers of its bank change there, without the monitor.
void GuestView::read_shared_page(cpu::Bank& bank) const {
    const auto on_page = [this](std::uint32_t offset) { return word(translator_->slots + offset); };
    bank.status = (on_page(kStatusRest) & spec::kStatusBits & ~spec::kStatusIe) | (on_page(kEnabled) != 0 ? spec::kStatusIe : 0);
    bank.epc = on_page(kEpc) & spec::kAligned;
    bank.scratch = on_page(kScratch);
}

GuestState GuestView::state() const {
    const cpu::CpuState& cpu = machine_.cpu().state();
    GuestState state = state_of(cpu);
    if (mode_ == Mode::kNative || mode_ == Mode::kAssistNested) return state;
    if (mode_ == Mode::kAssistShadow) {
        state.root = vcpu(kGuestRootOffset);
        return state;
    }
    const std::optional<std::uint32_t> at = boundary();
    invariant(at.has_value(), "a guest's state is asked for between two of its instructions");
    state.pc = *at;
    state.ring = ring_from(vcpu(block::kRing));
    state.root = vcpu(block::kRoot);
    state.grant = vcpu(block::kGrant);
    for (unsigned ring = 0; ring < state.bank.size(); ++ring)
        std::memcpy(&state.bank[ring], &machine_.memory()[monitor_state_ + block::kBank0 + ring * kBankBytes], sizeof(cpu::Bank));
    if (translator() != nullptr && state.ring == Ring::k0) read_shared_page(state.bank[0]);
    return state;
}

std::uint32_t GuestView::lines() const {
    const std::uint32_t real = machine_.devices().lines();
    if (mode_ == Mode::kNative) return real;
    return (real & (1U << spec::kLineConsole)) | vcpu(kTimerLine) | vcpu(kDiskLine);
}

}  // namespace anel::control::lockstep
