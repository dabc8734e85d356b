// What has happened in a run, each thing with the moment at which it was over, so that going back in the run hides what has not happened yet and going on shows it again.
// Not here: watching the machine (lab_machine.hpp); the bounded counts of a whole run (isa/machine/pyramid.hpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "isa/machine/input.hpp"

namespace anel::labs {

template <class Entry>
class MomentLog {
public:
    explicit MomentLog(std::size_t most) : most_(most) {}

    /// False: there is no room, and it is lost.
    bool add(const machine::Moment& at, Entry entry) {
        if (entries_.size() >= most_) {
            lose(1);
            return false;
        }
        moments_.push_back(at);
        entries_.push_back(std::move(entry));
        return true;
    }
    void lose(std::uint64_t count) { lost_ += count; }
    /// What was added last is over only then.
    void move_last(const machine::Moment& at) {
        if (!moments_.empty() && lost_ == 0) moments_.back() = at;
    }
    /// Up to `now`, in order.
    std::span<const Entry> until(const machine::Moment& now) const {
        const auto behind = std::ranges::upper_bound(moments_, now);
        return {entries_.data(), static_cast<std::size_t>(behind - moments_.begin())};
    }
    /// What lies behind `now` will never have happened.
    void forget_after(const machine::Moment& now) {
        const std::size_t kept = until(now).size();
        moments_.resize(kept);
        entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(kept), entries_.end());
    }
    const machine::Moment& moment(std::size_t entry) const { return moments_[entry]; }
    std::size_t size() const { return entries_.size(); }
    std::uint64_t lost() const { return lost_; }

private:
    std::size_t most_;
    std::vector<machine::Moment> moments_;
    std::vector<Entry> entries_;
    std::uint64_t lost_ = 0;
};

}  // namespace anel::labs
