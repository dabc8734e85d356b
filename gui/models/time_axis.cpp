#include "gui/models/time_axis.hpp"

#include <algorithm>
#include <cmath>

namespace anel::gui {

double TimeAxis::furthest() const { return std::max(static_cast<double>(end_), kShortest) * kBeyond; }

void TimeAxis::set_run(Cycles end, Cycles now) {
    const bool saw_now = contains(static_cast<double>(now_));
    const bool forward = now > now_;
    end_ = end;
    now_ = now;
    if (whole_) {
        from_ = 0;
        to_ = furthest();
    } else if (from_ >= furthest()) {
        show_whole();
    } else if (to_ > furthest()) {
        show(from_, to_);
    } else if (saw_now && forward && static_cast<double>(now) > to_) {
        // Whoever watched the machine goes with it.
        pan(static_cast<double>(now) - to_ + span() * 0.1);
    }
}

void TimeAxis::show_whole() {
    whole_ = true;
    from_ = 0;
    to_ = furthest();
}

void TimeAxis::show(double from, double to) {
    const double most = furthest();
    const double span = std::clamp(to - from, kNearest, most);
    if (span >= most) return show_whole();
    whole_ = false;
    from_ = std::clamp(from - (span - (to - from)) / 2, 0.0, most - span);
    to_ = from_ + span;
}

void TimeAxis::zoom(double factor, double about) {
    const double at = std::clamp(about, from_, to_);
    const double wanted = std::max(span() / factor, kNearest);
    const double part = (at - from_) / span();
    show(at - part * wanted, at + (1 - part) * wanted);
}

void TimeAxis::pan(double cycles) {
    if (whole_) return;
    show(from_ + cycles, to_ + cycles);
}

void TimeAxis::bring_in(double cycle) {
    if (contains(cycle)) return;
    const double half = span() / 2;
    show(cycle - half, cycle + half);
}

std::vector<Cycles> TimeAxis::ticks(std::size_t most) const {
    const double least = span() / static_cast<double>(std::max<std::size_t>(most, 1));
    Cycles step = 1;
    for (unsigned i = 0; static_cast<double>(step) < least; ++i) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    std::vector<Cycles> ticks;
    for (auto at = static_cast<Cycles>(std::ceil(from_ / static_cast<double>(step))) * step; static_cast<double>(at) <= to_; at += step) ticks.push_back(at);
    return ticks;
}

}  // namespace anel::gui
