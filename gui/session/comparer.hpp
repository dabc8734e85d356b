// The experiment of `anel compare` in a thread of its own: a window says what to compare and goes on, and is handed what has become of it so far.
// Not here: the experiment (monitor/control/compare.hpp), pictures.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/session/latest.hpp"
#include "gui/session/wish_thread.hpp"
#include "monitor/control/compare.hpp"

namespace anel::session {

struct CompareWish {
    std::string machine_file;            ///< YAML; empty: the bundled one
    std::optional<spec::Policy> policy;  ///< in the place of the machine's own
    std::string workload;
    std::vector<control::Mode> modes;    ///< native is run first, asked for or not; those that the machine cannot run are left out, and said
};

/// How far a comparison has come: a value that nobody changes any more.
struct Comparing {
    enum class State : std::uint8_t { kRunning, kDone, kCancelled, kFailed };
    std::uint64_t number = 0;  ///< counts wishes
    CompareWish wish;
    State state = State::kRunning;
    std::string error;                       ///< of one that failed: why, and what to do
    std::vector<control::Mode> left_out;     ///< that this machine cannot run: they need hardware assist
    std::vector<control::Mode> modes;        ///< all that are run, in order
    std::optional<control::Mode> running;    ///< under way
    Cycles cycles = 0;                       ///< that this one has come to
    std::shared_ptr<const control::Comparison> comparison;  ///< the modes that are done, without disks; null before the first
};
using ComparingPtr = std::shared_ptr<const Comparing>;

class Comparer {
public:
    /// `there` is called by the worker's thread whenever something can be taken. It must not wait for anything, nor call the comparer.
    explicit Comparer(std::function<void()> there);
    // Its end stops what is under way, within a few milliseconds.

    /// In the place of one under way. Returns its number at once.
    std::uint64_t start(CompareWish wish) { return thread_.start(std::move(wish)); }
    void cancel() { thread_.cancel(); }
    /// The newest; null where there is nothing new. The end of the last wish is never lost: its state is not kRunning.
    ComparingPtr take() { return latest_.take(); }

private:
    void compare(Comparing comparing, const std::atomic<bool>& stop);

    Latest<Comparing> latest_;
    WishThread<CompareWish> thread_;  ///< last: it uses the above
};

}  // namespace anel::session
