#include "gui/models/words.hpp"

#include <QLocale>
#include <algorithm>

#include "isa/spec/causes.hpp"
#include "isa/spec/control_block.hpp"
#include "isa/spec/instructions.hpp"

namespace anel::gui {

using session::Phase;
using session::Resident;
using session::StopReason;

QString Words::number(std::uint64_t value) { return QLocale().toString(static_cast<qulonglong>(value)); }
QString Words::hex(std::uint32_t value) { return QStringLiteral("0x%1").arg(value, 8, 16, QLatin1Char('0')); }

QString Words::sentence(const std::string& words) {
    QString text = QString::fromStdString(words);
    const std::string_view first = std::string_view(words).substr(0, words.find(' '));
    const bool instruction = std::ranges::any_of(spec::kInsns, [first](const spec::Insn& insn) { return insn.mnemonic == first; });
    if (!text.isEmpty() && !instruction) text[0] = text[0].toUpper();
    return text + u'.';
}

QString Words::refusal(const session::Refusal& refusal) {
    switch (refusal.of) {
        case session::Refusal::Of::kMachine:
            return tr("This machine could not be made, and nothing has changed. Mend what is named here, or choose “The bundled machine” in the menu “File”. %1", "why").arg(detail(refusal.why));
        case session::Refusal::Of::kTyping: return tr("The console's input has ended: nothing can be typed behind that. Step back to before its end, or reset.");
    }
    return {};
}

QString Words::detail(const std::string& english) { return tr("Why: %1", "a message in English").arg(QString::fromStdString(english)); }

QString Words::phase(Phase phase) {
    switch (phase) {
        case Phase::kNoMachine: return tr("no machine");
        case Phase::kPaused: return tr("paused");
        case Phase::kRunning: return tr("running");
        case Phase::kWaiting: return tr("waits for you to type");
        case Phase::kEnded: return tr("ended");
    }
    return {};
}

QString Words::stop(const session::Frame& frame) {
    switch (frame.stop) {
        case StopReason::kReset: return tr("at reset");
        case StopReason::kAsked: return tr("by hand");
        case StopReason::kStepped: return tr("stepped");
        case StopReason::kBreakpoint: return tr("breakpoint");
        case StopReason::kCrossing: return tr("behind a ring crossing");
        case StopReason::kCycle: return tr("cycle reached");
        case StopReason::kBeginning: return tr("this is the beginning");
        case StopReason::kNotFound: return tr("there is none before this moment");
        case StopReason::kPoweredOff: return tr("powered off with exit code %1").arg(frame.exit_code.value_or(0));
        case StopReason::kGivenUp: return tr("who ran on it gave up; the log says why");
        case StopReason::kTripleFault: return tr("triple fault");
        case StopReason::kStuck: return tr("stuck: it waits for an interrupt, and none can come");
    }
    return {};
}

QString Words::state(const session::Frame& frame) {
    if (frame.journey) {
        const int percent = static_cast<int>(100 * frame.journey->share());
        return frame.journey->counts ? tr("counts what happened up to there: %1 %").arg(percent) : tr("on the way through the run: %1 %").arg(percent);
    }
    if (frame.phase != Phase::kPaused && frame.phase != Phase::kEnded) return phase(frame.phase);
    return tr("%1: %2", "state: reason").arg(phase(frame.phase), stop(frame));
}

QString Words::ring(Ring ring) { return tr("ring %1").arg(ring == Ring::kMinus1 ? QStringLiteral("\u22121") : QString::number(anel::number(ring))); }

QString Words::resident(Resident resident) {
    switch (resident) {
        case Resident::kNobody: return tr("nobody");
        case Resident::kMonitor: return tr("the monitor");
        case Resident::kGuestKernel: return tr("the guest's kernel");
        case Resident::kGuestPrograms: return tr("the guest's programs");
        case Resident::kKernel: return tr("the kernel");
        case Resident::kPrograms: return tr("programs");
        case Resident::kIntruder: return tr("who executed vmon");
    }
    return {};
}

QString Words::cause(cpu::EventKind kind, std::uint32_t cause) {
    if ((cause & spec::kInterruptBit) != 0) {
        switch (cause & ~spec::kInterruptBit) {
            case spec::kLineTimer: return tr("interrupt: timer");
            case spec::kLineConsole: return tr("interrupt: console");
            case spec::kLineDisk: return tr("interrupt: disk");
            case spec::kLineMailbox: return tr("interrupt: mailbox");
            default: return tr("interrupt: line %1").arg(cause & ~spec::kInterruptBit);
        }
    }
    if (kind == cpu::EventKind::kExit && cause >= spec::kCauseCount) {
        switch (static_cast<spec::ExitReason>(cause)) {
            case spec::ExitReason::kNestedFault: return tr("nested page fault");
            case spec::ExitReason::kCsr: return tr("intercepted system register");
            case spec::ExitReason::kPort: return tr("intercepted port");
            case spec::ExitReason::kInstruction: return tr("intercepted instruction");
            case spec::ExitReason::kExtension: return tr("instruction of the extension");
            case spec::ExitReason::kPreempted: return tr("preemption timer");
            case spec::ExitReason::kTripleFault: return tr("triple fault of the guest");
        }
    }
    switch (static_cast<spec::TrapCause>(cause)) {
        case spec::TrapCause::kFetchMisaligned: return tr("misaligned jump");
        case spec::TrapCause::kFetchAccess: return tr("fetch from nowhere");
        case spec::TrapCause::kIllegal: return tr("illegal instruction");
        case spec::TrapCause::kBreakpoint: return tr("ebreak");
        case spec::TrapCause::kLoadMisaligned: return tr("misaligned load");
        case spec::TrapCause::kLoadAccess: return tr("load from nowhere");
        case spec::TrapCause::kStoreMisaligned: return tr("misaligned store");
        case spec::TrapCause::kStoreAccess: return tr("store to nowhere");
        case spec::TrapCause::kEcall: return tr("system call");
        case spec::TrapCause::kHcall: return tr("hypercall");
        case spec::TrapCause::kPrivileged: return tr("privileged instruction");
        case spec::TrapCause::kFetchPage: return tr("page fault on a fetch");
        case spec::TrapCause::kLoadPage: return tr("page fault on a load");
        case spec::TrapCause::kStorePage: return tr("page fault on a store");
    }
    return tr("cause %1").arg(cause);
}

QString Words::cause(cpu::EventKind kind, std::uint32_t cause, Ring from) {
    return cause == static_cast<std::uint32_t>(spec::TrapCause::kEcall) && from != Ring::k3 ? QStringLiteral("ecall") : Words::cause(kind, cause);
}

QString Words::crossing(cpu::EventKind kind) {
    switch (kind) {
        case cpu::EventKind::kTrap: return tr("trap");
        case cpu::EventKind::kReturn: return tr("return");
        case cpu::EventKind::kExit: return tr("exit");
        case cpu::EventKind::kEntry: return tr("entry");
        case cpu::EventKind::kInject: return tr("injected trap");
        case cpu::EventKind::kVmon: return tr("vmon");
        case cpu::EventKind::kVmoff: return tr("vmoff");
        case cpu::EventKind::kMark: return tr("mark");
        case cpu::EventKind::kVm: return tr("VM switch");
    }
    return {};
}

QString Words::activity(spec::Activity activity) {
    using enum spec::Activity;
    switch (activity) {
        case kOther: return tr("other");
        case kUser: return tr("programs", "activity");
        case kKernel: return tr("kernel", "activity");
        case kIdle: return tr("idle");
        case kCrossing: return tr("crossing rings");
        case kDeclared: return tr("declared", "activity");
        case kBoot: return tr("monitor's start");
        case kSwitch: return tr("saving registers");
        case kDecode: return tr("decoding");
        case kEmulate: return tr("emulating");
        case kShadowFill: return tr("filling shadows");
        case kShadowSync: return tr("syncing shadows");
        case kInject: return tr("injecting");
        case kDevice: return tr("devices");
        case kDispatch: return tr("dispatching");
        case kHypercall: return tr("hypercalls");
        case kValidate: return tr("checking page tables");
        case kNestedFill: return tr("nested tables");
        case kState: return tr("saving VMs");
        case kTranslate: return tr("translating");
    }
    return {};
}

QString Words::mode(control::Mode mode) {
    const std::string_view name = control::name_of(mode);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString Words::mode_meaning(control::Mode mode) {
    switch (mode) {
        case control::Mode::kNative: return tr("no monitor: the kernel runs in ring 0 of the bare machine");
        case control::Mode::kFullTrap: return tr("the kernel runs in ring 1; what is privileged traps to the monitor in ring 0, which emulates it");
        case control::Mode::kFullTranslate: return tr("the kernel runs in ring 1, translated; it calls the monitor in ring 0 where it must");
        case control::Mode::kPara: return tr("the kernel runs in ring 1, knows it, and calls the monitor in ring 0 instead of trapping");
        case control::Mode::kAssistShadow: return tr("the kernel runs in its own ring 0 above the monitor in ring −1, which shadows its page tables");
        case control::Mode::kAssistNested: return tr("the kernel runs in its own ring 0 above the monitor in ring −1; the hardware walks both page tables");
    }
    return {};
}

QString Words::policy(std::optional<spec::Policy> policy) {
    if (!policy) return tr("the machine's own", "policy");
    const std::string_view name = spec::name_of(*policy);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString Words::policy_meaning(spec::Policy policy) {
    switch (policy) {
        case spec::Policy::kStrict: return tr("every sensitive instruction traps outside its ring");
        case spec::Policy::kPopf: return tr("ei and di outside their ring are silently ignored");
        case spec::Policy::kLegacy: return tr("besides, much of the machine's state can be read from every ring, and tells the truth");
    }
    return {};
}

QString Words::workload(const session::Configuration& configuration) {
    if (!configuration.workload.empty()) return QString::fromStdString(configuration.workload);
    const bool typed = configuration.kernel_file.empty() && configuration.command_line.find("run=") == std::string::npos;
    return typed ? tr("your own typing") : tr("another one", "a workload without a name");
}

QString Words::workload_meaning(const QString& name) {
    if (name.isEmpty()) return tr("Anelix's shell, for you to type at");
    if (name == QLatin1String("mix")) return tr("a little of everything");
    if (name == QLatin1String("boot")) return tr("boot, start the shell, power off");
    if (name == QLatin1String("compute")) return tr("arithmetic in ring 3, without asking the kernel for anything");
    if (name == QLatin1String("primes")) return tr("a sieve: memory traffic in ring 3");
    if (name == QLatin1String("syscall")) return tr("a system call that does nothing, again and again");
    if (name == QLatin1String("irqflag")) return tr("the kernel turns interrupts on and off again");
    if (name == QLatin1String("callret")) return tr("a call and its return within the kernel");
    if (name == QLatin1String("exception")) return tr("a misaligned load in ring 3, which the kernel does in its place");
    if (name == QLatin1String("pagefault")) return tr("a page of heap touched for the first time");
    if (name == QLatin1String("pagetable")) return tr("map sixteen pages, touch them, unmap them");
    if (name == QLatin1String("ptwrite")) return tr("one page-table entry changed, and its page flushed");
    if (name == QLatin1String("ptbatch")) return tr("the same, where sixteen of them may go together");
    if (name == QLatin1String("switch")) return tr("from one address space into another");
    if (name == QLatin1String("chase")) return tr("a chain of loads through 256 pages: the TLB misses");
    if (name == QLatin1String("fork")) return tr("make a child, wait for it");
    if (name == QLatin1String("pipe")) return tr("two processes pass one number through two pipes");
    if (name == QLatin1String("pio")) return tr("sectors read from the disk, each by a command of its own");
    if (name == QLatin1String("batchio")) return tr("sectors read from the disk through the ring, many with one kick");
    if (name == QLatin1String("files")) return tr("make files, write and read them, remove them");
    if (name == QLatin1String("fault")) return tr("a program that loads from nowhere, between two that behave");
    if (name == QLatin1String("shell")) return tr("lines typed into the shell, then the end of input");
    return {};
}

}  // namespace anel::gui
