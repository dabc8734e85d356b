// What the rings' picture shows, made of frames: who lives where, how the machine's time is shared out, and the crossings put together into
// arrows, each with its count and with how frequent it has been lately.
// Not here: where any of it is drawn (gui/panes/rings_layout.hpp).
#pragma once

#include <QCoreApplication>
#include <QString>
#include <optional>
#include <vector>

#include "gui/models/selection.hpp"

namespace anel::gui {

struct RingNow {
    Ring ring = Ring::k0;
    session::Resident resident = session::Resident::kNobody;
    Cycles cycles = 0;   ///< since reset, of all VMs
    double share = 0;    ///< of all cycles since reset
    double lately = 0;   ///< of those since the frame before; while it stands, 1 of the current ring
    bool current = false;
};

/// Crossings of one group from one ring to one other, or the same.
struct RingArrow {
    Ring from = Ring::k0;
    Ring to = Ring::k0;
    CrossingGroup group = CrossingGroup::kOther;
    std::uint64_t total = 0;  ///< since reset
    double share = 0;         ///< of all crossings
    double rate = 0;          ///< in a million cycles, lately
    std::vector<session::CrossingCount> causes;  ///< the most frequent first

    bool is(const cpu::Event& event) const { return from == event.from && to == event.to && group == group_of(event.kind, event.cause); }
    Filter filter() const { return {from, to, group}; }
    bool inward() const { return number(to) < number(from); }
    bool outward() const { return number(to) > number(from); }
};

class RingTraffic {
    Q_DECLARE_TR_FUNCTIONS(RingTraffic)

public:
    /// In a frame that it has been shown already nothing is new.
    void show(const session::Frame& frame);

    /// The innermost first. Ring −1 is there while hardware assist is on.
    const std::vector<RingNow>& rings() const { return rings_; }
    const RingNow* ring(Ring ring) const;
    /// Inward, within a ring, outward; the same order as long as no new sort of crossing comes.
    const std::vector<RingArrow>& arrows() const { return arrows_; }
    const RingArrow* arrow_of(const cpu::Event& event) const;
    std::uint64_t crossings() const { return crossings_; }
    std::uint64_t lost() const { return lost_; }
    /// So much happens between two frames that single crossings cannot be followed.
    bool fast() const { return fast_; }
    /// Those of the last frame, in order; none when it is fast, or the machine came here by a jump.
    const std::vector<cpu::Event>& fresh() const { return fresh_; }
    /// The crossing right behind which the machine stands.
    const std::optional<cpu::Event>& behind() const { return behind_; }
    /// The last one that is known.
    const std::optional<cpu::Event>& last() const { return last_; }
    /// The machine is another one, or came here other than forward: what was on its way has not happened.
    bool began_anew() const { return began_anew_; }

    // In words.
    static QString sentence(const cpu::Event& crossing);
    QString sentence(const RingArrow& arrow) const;
    QString sentence(const RingNow& ring) const;
    /// "12.3 %"
    static QString percent(double part);

    static constexpr std::size_t kMostFresh = 4;

private:
    void show_rings(const session::Frame& frame, bool goes_on);
    void show_arrows(const session::Frame& frame, bool goes_on);
    void show_news(const session::Frame& frame, bool goes_on);

    std::vector<RingNow> rings_;
    std::vector<RingArrow> arrows_;
    std::vector<cpu::Event> fresh_;
    std::optional<cpu::Event> behind_;
    std::optional<cpu::Event> last_;
    std::uint64_t crossings_ = 0;
    std::uint64_t lost_ = 0;
    bool fast_ = false;
    bool began_anew_ = false;
    // Of the frame before.
    std::uint64_t machine_ = 0;
    std::uint64_t jumps_ = 0;
    std::uint64_t number_ = 0;
    std::uint64_t events_ = 0;
    machine::Moment moment_;
    std::array<Cycles, kLaneCount> cycles_{};
};

}  // namespace anel::gui
