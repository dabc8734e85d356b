// What a student's code may use up: instructions, and work that library functions do for it. Counted, never timed, so that a submission comes as far on every machine.
// The processor's clock is asked too, but as the last resort alone, against what is slow beyond any use.
// Not here: memory (arena.hpp), simulated cycles (the machine counts them).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace anel::labs {

enum class Used : std::uint8_t {
    kInstructions,
    kMemory,
    kClock,  ///< the last resort
};

class Meter {
public:
    /// `abort` is called, from within whatever goes on, when something is used up. It does not return. `seconds`: of processor time, many times what all that is
    /// counted takes.
    Meter(std::uint64_t instructions, double seconds, std::function<void(Used)> abort) : most_(instructions), seconds_most_(seconds), abort_(std::move(abort)) {}
    Meter(const Meter&) = delete;
    Meter& operator=(const Meter&) = delete;

    /// Work worth so many instructions.
    void charge(std::uint64_t units) {
        used_ = units > most_ - used_ ? most_ : used_ + units;
        if (used_ == most_) [[unlikely]] end(Used::kInstructions);
    }
    /// Of a function that goes through so many bytes.
    void charge_bytes(std::size_t bytes) { charge(1 + bytes / kBytesPerUnit); }
    /// Instructions of Lua's. Some of them go through whole strings (comparing, turning into numbers), so each is worth more once there are long ones.
    void tick(std::uint64_t instructions) {
        charge(instructions * weight_);
        look_at_clock();
    }
    /// Memory was taken for a string: so many bytes. Short ones are made once, and again only if they have been collected, so they are not counted.
    void made_string(std::size_t bytes) {
        if (bytes > kPlainBytes) {
            const std::uint64_t weight = 1 + (bytes - kPlainBytes) / 1024;
            if (weight > weight_) weight_ = weight;
        }
        if (bytes > kShortBytes) charge(bytes / kBytesPerUnit);
    }
    /// Ends the task.
    void end(Used what);

    std::uint64_t used() const { return used_; }
    std::uint64_t most() const { return most_; }

    static constexpr int kInstructionsPerTick = 500;

private:
    static constexpr std::size_t kBytesPerUnit = 16;
    static constexpr std::size_t kShortBytes = 24 + 40 + 1;   ///< Lua's head of a string, its longest short string, and the zero behind it
    static constexpr std::size_t kPlainBytes = 8192;  ///< longer strings than these make instructions dearer

    void look_at_clock();

    std::uint64_t most_;
    std::uint64_t used_ = 0;
    std::uint64_t weight_ = 1;
    double seconds_most_;
    double started_ = -1;
    std::function<void(Used)> abort_;
};

}  // namespace anel::labs
