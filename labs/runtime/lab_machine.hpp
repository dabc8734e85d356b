// A machine with its history and its trap hooks: what scripts, graded tasks and windows drive. Some of its traps go to functions outside the machine, which do what
// software in ring 0 could have done and say how long it took; such a run is *declared*. All of it counts as outside input of the history, so one can go back over it.
// What a function remembers by itself does not go back.
// Not here: Lua (bind_*.cpp), what a hook is told and answers (hooks.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "isa/base/result.hpp"
#include "isa/explain/language.hpp"
#include "isa/machine/history.hpp"
#include "isa/machine/machine.hpp"
#include "labs/runtime/event_log.hpp"
#include "labs/runtime/hooks.hpp"

namespace anel::labs {

/// Why a run came back.
enum class Ending : std::uint8_t { kCycle, kTrap, kAddress, kWhen, kOff, kTripleFault, kIdle, kLimit, kStop, kHookFailed };
inline constexpr std::array<std::string_view, 10> kEndingNames{"cycle", "trap", "address", "when", "off", "triple-fault", "idle", "limit", "stop", "hook-failed"};
inline std::string_view name_of(Ending ending) { return kEndingNames[static_cast<std::size_t>(ending)]; }

/// The first that comes ends the run. Without any: the machine's own end.
struct RunUntil {
    std::optional<Cycles> cycle;                            ///< of the machine's clock
    std::function<bool(const cpu::Event&)> trap;            ///< behind such a trap, exit or injection (and behind its hook)
    std::optional<std::uint32_t> address;                   ///< in front of an instruction there, but for the one that the run begins with
    std::function<std::optional<bool>(LabMachine&)> when;   ///< asked at every moment behind the first; nothing: it failed, and the run ends
    std::optional<Cycles> limit;                            ///< so many cycles at most
};

struct LabLimits {
    std::size_t events = std::size_t{1} << 20;
    /// From outside (a hook's use is two, and one for each write to memory) that can be gone back over, at a kilobyte each. When there come to be more, the past is
    /// forgotten, and one can go back no further than to there.
    std::size_t inputs = 100'000;
    std::size_t hook_records = 0;  ///< with registers, from the first on; of the others nothing but the count is kept
};

/// What a machine is switched on with.
struct PowerOn {
    std::vector<std::uint8_t> memory;  ///< from address 0 on; not more than the machine has
    cpu::CpuState state;
};

/// A state to come back to.
struct LabSnapshot {
    machine::MachineSnapshot machine;
    std::vector<cpu::Event> events;
    std::uint64_t events_lost = 0;
    std::vector<HookRecord> hooks;
    std::uint64_t hook_count = 0;
    std::uint64_t emulated = 0;
    std::string console, log;
    std::array<std::string, explain::kLanguageCount> explained;  ///< the last trap before it
};

/// Booting the bundled system, as `anel run` does.
struct LabBoot {
    std::string mode = "native";
    std::string append;
    std::string kernel;  ///< a path; empty: the bundled one
    std::string disk;    ///< a path; empty: none
};

class LabMachine {
public:
    /// `found`: else memory is zero, and the CPU at reset.
    explicit LabMachine(const machine::MachineConfig& config, const LabLimits& limits = {}, const PowerOn* found = nullptr);
    LabMachine(const LabMachine&) = delete;
    LabMachine& operator=(const LabMachine&) = delete;

    const machine::MachineConfig& config() const { return config_; }
    const machine::Machine& machine() const { return *machine_; }
    machine::History& history() { return *history_; }
    std::size_t bytes() const { return machine_->memory().size(); }

    // Beginning.
    /// At reset, in ring 0 with paging off, there. Where nothing has run yet, what was loaded is what one can go back to.
    void start(std::uint32_t pc);
    /// Everything that was on the machine is gone.
    Status boot(const LabBoot& boot);

    // State. In a hook, as software behind the trap sees it.
    const cpu::CpuState& state() const { return in_hook_ ? changed_ : machine_->cpu().state(); }
    void set_state(const cpu::CpuState& state);
    /// False, with nothing changed, where the bytes do not lie in memory.
    [[nodiscard]] bool write_memory(std::uint32_t at, std::span<const std::uint8_t> bytes);
    /// What is in page tables is known to the hardware once the TLB has forgotten what it knew of them.
    void flush_tlb(const cpu::TlbFlush& what);
    std::span<const std::uint8_t> memory() const { return machine_->memory(); }
    void type(std::string_view bytes);
    void end_input();

    // Moving. Not from within a hook.
    Ending run(const RunUntil& until);
    /// One instruction, trap or interrupt, with its hook; nothing where there was an instruction.
    std::optional<Ending> step();
    bool back() { return history_->step_back(); }
    void seek(Cycles cycle) { history_->seek(cycle); }
    LabSnapshot snapshot();
    /// Of this machine. One cannot go back to before it then.
    void restore(const LabSnapshot& snapshot);

    // Hooks. Of several that want a trap the first one has it.
    void add_hook(Hook hook) { hooks_.push_back(std::move(hook)); }
    bool in_hook() const { return in_hook_; }
    /// Some hook has answered, by now or later: the run's numbers are declared, not measured.
    bool declared() const { return hook_count() != 0; }
    /// Of an ending kStop: what the function said. Of kHookFailed: what was wrong with its answer; empty: it failed by itself.
    const std::string& hook_message() const { return hook_message_; }
    /// What is wrong with an answer to this trap: a sentence; empty: nothing.
    std::string wrong_with(const HookAnswer& answer, const TrapInfo& trap, explain::Language language = explain::Language::kEnglish) const;

    // What has happened up to now.
    Cycles cycle() const { return history_->now().cycle; }
    std::uint64_t instructions() const { return machine_->cpu().counters().instructions; }
    /// Those outside ring 0, and those that hooks have emulated.
    std::uint64_t guest_instructions() const;
    std::string console() const { return console_before_ + std::string(history_->console()); }
    std::string log() const { return log_before_ + std::string(history_->log()); }
    std::span<const cpu::Event> events() const { return events_.until(history_->now()); }
    std::uint64_t events_lost() const { return events_.lost(); }
    std::span<const HookRecord> hook_records() const { return records_.until(history_->now()); }
    std::uint64_t hook_count() const { return uses_before_ + uses_.until(history_->now()).size(); }
    /// Why the last trap was raised, and where it went; empty: there was none, or it was lost, and one has gone back to where it was not the last. Not from within a hook, unless it is that hook's own trap and nothing is changed yet.
    std::string explain(explain::Language language);

private:
    struct Use {
        std::uint64_t emulated = 0;  ///< instructions, up to here
    };
    void begin_history();
    void bound_history();
    void new_future();
    std::uint64_t emulated() const;
    /// Takes what the machine has recorded; gives the trap that a hook wants, if the last thing that happened is one.
    struct Seen {
        std::optional<cpu::Event> crossing;  ///< the last one, if it has just happened
        bool is_new = false;                 ///< and had not happened before
    };
    Seen take_events(const machine::Moment& end_before);
    /// Nothing: on.
    std::optional<Ending> serve(const cpu::Event& event);
    void apply(const HookAnswer& answer, const cpu::Event& event, const cpu::CpuState& trapped);
    std::optional<Ending> one_piece(const RunUntil& until, Cycles end);
    std::optional<Ending> ended(cpu::Stop stop) const;

    machine::MachineConfig config_;
    LabLimits limits_;
    std::unique_ptr<machine::Machine> machine_;
    std::optional<machine::History> history_;
    std::vector<Hook> hooks_;
    MomentLog<cpu::Event> events_;
    struct LostTrap {
        machine::Moment at;
        cpu::Event event;
    };
    std::optional<LostTrap> lost_trap_;  ///< the last of those that `events_` had no room for
    MomentLog<HookRecord> records_;
    MomentLog<Use> uses_;
    std::uint64_t uses_before_ = 0;      ///< a restored snapshot
    std::uint64_t emulated_before_ = 0;
    std::string console_before_, log_before_;
    machine::Moment beginning_;          ///< of the history
    std::array<std::string, explain::kLanguageCount> explained_before_;  ///< the last trap before that
    bool in_hook_ = false;
    cpu::CpuState changed_;     ///< in a hook: the state as the function leaves it
    bool memory_changed_ = false;  ///< or the TLB
    const TrapInfo* served_ = nullptr;  ///< in a hook
    std::string hook_message_;
};

}  // namespace anel::labs
