// Which pages of some bytes have been written since when, so that whoever compares them with an older copy need not look at all of them.
// Somebody tells it of every write, or (where that would cost too much) that there may be writes from now on, and again after each next().
// Not here: what the bytes are, and the copies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "isa/base/invariant.hpp"
#include "isa/base/types.hpp"

namespace anel::cpu {

class WrittenPages {
public:
    /// Counts stretches between two calls of next(); 0: before all of them.
    using Time = std::uint32_t;

    explicit WrittenPages(std::size_t bytes) : last_((bytes + kPageBytes - 1) / kPageBytes) {}

    /// One write, or more, within a page.
    void written(std::uint32_t at) { last_[at / kPageBytes] = now_; }
    void written(std::uint32_t at, std::uint32_t bytes) {
        for (std::size_t page = at / kPageBytes; page * kPageBytes < std::size_t{at} + bytes; ++page) last_[page] = now_;
    }
    /// These are others, and so many.
    void replaced(std::size_t bytes) { last_.assign((bytes + kPageBytes - 1) / kPageBytes, now_); }

    /// Ends a stretch of time, and says which it was.
    Time next() {
        invariant(now_ != std::numeric_limits<Time>::max(), "no run is long enough for so many copies");
        return now_++;
    }
    /// Whether a page may have been written after that stretch.
    bool since(Time then, std::size_t page) const { return last_[page] > then; }

private:
    Time now_ = 1;
    std::vector<Time> last_;
};

}  // namespace anel::cpu
