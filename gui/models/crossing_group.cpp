#include "gui/models/crossing_group.hpp"

#include <utility>

#include "gui/models/words.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"

namespace anel::gui {

using cpu::EventKind;

CrossingGroup group_of(EventKind kind, std::uint32_t cause) {
    switch (kind) {
        case EventKind::kReturn: return CrossingGroup::kReturn;
        case EventKind::kEntry: return CrossingGroup::kEntry;
        case EventKind::kVmon:
        case EventKind::kVmoff: return CrossingGroup::kExtension;
        case EventKind::kMark:
        case EventKind::kVm: return CrossingGroup::kOther;
        case EventKind::kTrap:
        case EventKind::kExit:
        case EventKind::kInject: break;
    }
    if ((cause & spec::kInterruptBit) != 0) return CrossingGroup::kInterrupt;
    if (kind == EventKind::kExit && cause >= spec::kCauseCount) {
        switch (static_cast<spec::ExitReason>(cause)) {
            case spec::ExitReason::kNestedFault: return CrossingGroup::kPageFault;
            case spec::ExitReason::kCsr:
            case spec::ExitReason::kPort:
            case spec::ExitReason::kInstruction:
            case spec::ExitReason::kExtension: return CrossingGroup::kIntercepted;
            case spec::ExitReason::kPreempted: return CrossingGroup::kInterrupt;
            case spec::ExitReason::kTripleFault: return CrossingGroup::kOther;
        }
    }
    switch (static_cast<spec::TrapCause>(cause)) {
        case spec::TrapCause::kEcall: return CrossingGroup::kSystemCall;
        case spec::TrapCause::kHcall: return CrossingGroup::kHypercall;
        case spec::TrapCause::kPrivileged: return CrossingGroup::kPrivileged;
        case spec::TrapCause::kIllegal: return CrossingGroup::kIllegal;
        case spec::TrapCause::kFetchPage:
        case spec::TrapCause::kLoadPage:
        case spec::TrapCause::kStorePage: return CrossingGroup::kPageFault;
        default: return CrossingGroup::kOther;
    }
}

std::pair<EventKind, std::uint32_t> example_of(CrossingGroup group) {
    const auto trap = [](spec::TrapCause cause) { return std::pair(EventKind::kTrap, static_cast<std::uint32_t>(cause)); };
    switch (group) {
        case CrossingGroup::kSystemCall: return trap(spec::TrapCause::kEcall);
        case CrossingGroup::kHypercall: return trap(spec::TrapCause::kHcall);
        case CrossingGroup::kPrivileged: return trap(spec::TrapCause::kPrivileged);
        case CrossingGroup::kIntercepted: return {EventKind::kExit, static_cast<std::uint32_t>(spec::ExitReason::kInstruction)};
        case CrossingGroup::kIllegal: return trap(spec::TrapCause::kIllegal);
        case CrossingGroup::kPageFault: return trap(spec::TrapCause::kLoadPage);
        case CrossingGroup::kInterrupt: return {EventKind::kTrap, spec::kInterruptBit};
        case CrossingGroup::kOther: return trap(spec::TrapCause::kLoadMisaligned);
        case CrossingGroup::kReturn: return {EventKind::kReturn, 0};
        case CrossingGroup::kEntry: return {EventKind::kEntry, 0};
        case CrossingGroup::kExtension: return {EventKind::kVmon, 0};
    }
    return {EventKind::kReturn, 0};
}

QString CrossingGroupWords::name(CrossingGroup group) {
    switch (group) {
        case CrossingGroup::kSystemCall: return tr("system call");
        case CrossingGroup::kHypercall: return tr("hypercall");
        case CrossingGroup::kPrivileged: return tr("privileged instruction");
        case CrossingGroup::kIntercepted: return tr("intercepted instruction");
        case CrossingGroup::kIllegal: return tr("illegal instruction");
        case CrossingGroup::kPageFault: return tr("page fault");
        case CrossingGroup::kInterrupt: return tr("interrupt");
        case CrossingGroup::kOther: return tr("other exception");
        case CrossingGroup::kReturn: return tr("return");
        case CrossingGroup::kEntry: return tr("entry into the guest");
        case CrossingGroup::kExtension: return tr("extension on or off");
    }
    return {};
}

QString CrossingGroupWords::name(CrossingGroup group, Ring from) {
    return group == CrossingGroup::kSystemCall ? Words::cause(EventKind::kTrap, static_cast<std::uint32_t>(spec::TrapCause::kEcall), from) : name(group);
}

QString CrossingGroupWords::meaning(CrossingGroup group, Ring from) {
    switch (group) {
        case CrossingGroup::kSystemCall:
            if (from != Ring::k3) return tr("Code that is no program calls whoever handles its traps: so a translated kernel calls its monitor.");
            return tr("A program asks its kernel for something.");
        case CrossingGroup::kHypercall: return tr("A kernel that knows of its monitor asks it for something.");
        case CrossingGroup::kPrivileged: return tr("An instruction that only an inner ring may execute was tried further out.");
        case CrossingGroup::kIntercepted: return tr("The monitor wants to see this instruction: the hardware leaves the guest for it.");
        case CrossingGroup::kIllegal: return tr("The machine has no such instruction here.");
        case CrossingGroup::kPageFault: return tr("The page tables do not allow this access.");
        case CrossingGroup::kInterrupt: return tr("A device or a clock asks for attention, whatever runs.");
        case CrossingGroup::kOther: return tr("Some other exception, such as a misaligned access.");
        case CrossingGroup::kReturn: return tr("Back to where a trap came from.");
        case CrossingGroup::kEntry: return tr("The monitor lets its guest run.");
        case CrossingGroup::kExtension: return tr("Hardware assist was switched on or off.");
    }
    return {};
}

}  // namespace anel::gui
