// Counts of a whole run in bounded memory, however long it is: cycles by VM, ring and activity, and crossings by VM, ring and cause, in bins of
// time. On the lowest level bins are narrow and only the last of them are kept; each level above has bins twice as wide and reaches twice as
// far back; the highest covers the run from its beginning. When the run outgrows that, a level is put on top.
// So the recent past can be seen from near and the whole run from afar; an old stretch is seen from near by running it again.
// Two pyramids of one run, the second of which begins where the first ends, merge into the one that all events would have made.
// Not here: events one by one (isa/cpu/event.hpp), drawing.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "isa/machine/spans.hpp"

namespace anel::machine {

/// What is counted in a column of a pyramid.
struct Series {
    enum class What : std::uint8_t {
        kCycles,
        kCrossings,
        kOtherCycles,     ///< of all series beyond the first kMost
        kOtherCrossings,  ///< likewise
    };
    static constexpr std::size_t kMost = 512;

    What what = What::kCycles;
    std::uint8_t vm = 0;
    Ring ring = Ring::k0;  ///< of crossings: that they lead to
    cpu::EventKind kind = cpu::EventKind::kTrap;  ///< of crossings
    std::uint32_t number = 0;  ///< an activity's, or of crossings the cause's
    auto operator<=>(const Series&) const = default;

    bool counts_cycles() const { return what == What::kCycles || what == What::kOtherCycles; }
};

/// Both are powers of two.
struct Shape {
    Cycles narrowest = 256;   ///< the lowest level's bins, in cycles
    std::size_t bins = 2048;  ///< the most that a level keeps; at least 2
    bool operator==(const Shape&) const = default;
};

class Pyramid {
public:
    /// Events are read from `begin` on, where the CPU's state is `state`.
    explicit Pyramid(const cpu::CpuState& state = {}, Cycles begin = 0, const Shape& shape = {});

    /// Takes in what comes next, in order.
    void add(std::span<const cpu::Event> events);
    /// Nothing more happened up to `now`.
    void advance(Cycles now);
    /// So many events never came. Their crossings are in no count; their time is the next event's.
    void lose(std::uint64_t events) { lost_ += events; }
    /// `later` begins where this one has been advanced to, and has the same shape.
    void merge(const Pyramid& later);

    Cycles begin() const { return begin_; }
    Cycles end() const { return end_; }
    std::uint64_t lost() const { return lost_; }
    /// Over the whole run, exactly.
    std::map<Series, std::uint64_t> totals() const;

    struct Window {
        Cycles begin = 0;  ///< of the first bin; a multiple of `width`
        Cycles width = 0;  ///< of a bin
        std::size_t bins = 0;
        std::map<Series, std::vector<std::uint64_t>> series;  ///< those that have counts here; each has `bins` values
        bool operator==(const Window&) const = default;
    };
    /// All bins that touch [from, to), at most `most` of them: as narrow as that allows and as far back as `from` is still known.
    Window window(Cycles from, Cycles to, std::size_t most) const;

    std::size_t level_count() const { return levels_.size(); }
    /// All that a level holds.
    Window level(std::size_t index) const;
    /// What the counts take.
    std::size_t bytes() const;

private:
    using Column = std::uint32_t;
    struct Counts {
        std::vector<std::uint64_t> ring;  ///< empty, or `bins` counts: bin b is at slot_of(b)
        std::uint64_t last = 0;           ///< the newest bin that has its place there; later ones are 0
    };
    struct Level {
        Cycles width = 0;
        unsigned width_bits = 0;  ///< its logarithm
        // Numbers of bins: time / width.
        std::uint64_t first = 0;  ///< the oldest kept
        std::uint64_t last = 0;   ///< the newest
        std::vector<Counts> columns;
    };
    struct Amount {
        std::uint64_t bin = 0;  ///< of the lowest level
        std::uint64_t amount = 0;
    };
    struct Known {
        std::uint64_t key = 0;  ///< 0: nothing
        Column column = 0;
    };

    Column column_of(const Series& series);
    Column new_column_of(const Series& series);
    void count(const Span& span);
    void spread(Column column, Cycles begin, Cycles end);
    void count_crossing(const cpu::Event& event);
    void stage(Column column, std::uint64_t bin, std::uint64_t amount);
    void settle();
    static std::size_t halve(std::span<Amount> amounts);
    Counts& counts_of(Level& level, Column column, std::uint64_t first) const;
    void clear_to(Counts& counts, std::uint64_t bin) const;
    void reach(Cycles end);
    void grow();
    std::size_t slot_of(std::uint64_t bin) const { return bin & (shape_.bins - 1); }
    void put(Level& level, Column column, std::uint64_t bin, std::uint64_t amount);
    std::uint64_t get(const Level& level, Column column, std::uint64_t bin) const;
    Window collect(const Level& level, std::uint64_t first, std::uint64_t last, std::uint64_t bins_in_one) const;

    Shape shape_;
    SpanReader reader_;
    Cycles begin_;
    Cycles end_;
    std::uint64_t lost_ = 0;
    std::vector<Series> series_;       ///< by column
    std::map<Series, Column> columns_;
    std::vector<Known> known_;         ///< columns that were asked for lately, each in the one place where it may be
    std::vector<std::uint64_t> totals_;
    // Between two calls there is nothing in these.
    std::vector<std::vector<Amount>> staged_;  ///< by column: what is in no level yet, by bin
    std::vector<Column> touched_;              ///< columns that have something there
    std::vector<Level> levels_;        ///< the narrowest first
};

}  // namespace anel::machine
