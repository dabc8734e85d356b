// The stretch of a run that can be seen: zoomed and moved, from the whole run to some cycles, and growing with the run as long as it shows all of it.
// Not here: what is drawn along it (timeline_data.hpp).
#pragma once

#include <vector>

#include "isa/base/types.hpp"

namespace anel::gui {

class TimeAxis {
public:
    /// How far the run has come, and where the machine stands.
    void set_run(Cycles end, Cycles now);
    /// Forgets what was seen: all of it again.
    void show_whole();
    /// Exactly these cycles, as far as there are any.
    void show(double from, double to);
    /// `factor` above 1: nearer; what is `about` stays where it is.
    void zoom(double factor, double about);
    void pan(double cycles);
    /// So that `cycle` is within the stretch; in its middle, where it was not.
    void bring_in(double cycle);

    double from() const { return from_; }
    double to() const { return to_; }
    double span() const { return to_ - from_; }
    bool whole() const { return whole_; }
    bool contains(double cycle) const { return cycle >= from_ && cycle <= to_; }
    Cycles end() const { return end_; }
    Cycles now() const { return now_; }

    /// The cycles at which to write a number: at most `most`, at a round distance.
    std::vector<Cycles> ticks(std::size_t most) const;

    static constexpr double kNearest = 8;      ///< cycles, of the least that can be seen
    static constexpr double kShortest = 1000;  ///< of a run that has hardly begun
    static constexpr double kBeyond = 1.02;    ///< some room behind the end

private:
    double furthest() const;

    Cycles end_ = 0;
    Cycles now_ = 0;
    double from_ = 0;
    double to_ = kShortest * kBeyond;
    bool whole_ = true;
};

}  // namespace anel::gui
