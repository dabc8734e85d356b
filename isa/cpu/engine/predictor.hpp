// Predicts the direction of conditional branches. Targets need no prediction: they are known in ID.
// Not here: what a wrong guess costs (timing.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "isa/cpu/timing.hpp"

namespace anel::cpu {

class Predictor {
public:
    Predictor() = default;
    /// `entries`: a power of two.
    /// Not `modelled`: it is never wrong, and learns nothing.
    Predictor(PredictorKind kind, std::uint32_t entries, bool modelled = true) : modelled_(modelled), kind_(kind), counters_(entries, kWeaklyNotTaken) {}

    /// The guess for the branch at `pc`, which then learns what happened.
    bool predict_and_learn(std::uint32_t pc, bool backward, bool taken) {
        if (!modelled_) return taken;
        switch (kind_) {
            case PredictorKind::kNotTaken: return false;
            case PredictorKind::kBackwardTaken: return backward;
            case PredictorKind::kBimodal: break;
        }
        std::uint8_t& counter = counters_[counter_of(pc)];
        const bool guessed = guess(counter);
        counter = learned(counter, taken);
        return guessed;
    }

    const std::vector<std::uint8_t>& counters() const { return counters_; }
    std::vector<std::uint8_t>& counters() { return counters_; }
    std::uint32_t counter_of(std::uint32_t pc) const { return (pc >> 2) & (static_cast<std::uint32_t>(counters_.size()) - 1); }
    static constexpr bool guess(std::uint8_t counter) { return counter > kWeaklyNotTaken; }
    static constexpr std::uint8_t learned(std::uint8_t counter, bool taken) {
        if (taken) return static_cast<std::uint8_t>(counter + (counter < kStronglyTaken ? 1 : 0));
        return static_cast<std::uint8_t>(counter - (counter > 0 ? 1 : 0));
    }

private:
    static constexpr std::uint8_t kWeaklyNotTaken = 1;
    static constexpr std::uint8_t kStronglyTaken = 3;
    bool modelled_ = true;
    PredictorKind kind_ = PredictorKind::kBimodal;
    std::vector<std::uint8_t> counters_;
};

}  // namespace anel::cpu
