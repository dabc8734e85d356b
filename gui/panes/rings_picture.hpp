// Paints the rings' picture: rings lit by who runs, arcs for shares of time, arrows for crossings, and single crossings on their way.
// Not here: geometry (rings_layout.hpp), the keyboard and the mouse (rings_pane.hpp).
#pragma once

#include <QStringList>
#include <vector>

#include "gui/models/ring_traffic.hpp"
#include "gui/panes/rings_layout.hpp"
#include "gui/theme/theme.hpp"

class QPainter;

namespace anel::gui {

/// A crossing that is shown on its way.
struct Flight {
    cpu::Event event;
    double age_ms = 0;  ///< below 0: it has yet to set out

    static constexpr double kTravelMs = 600;  ///< from tail to head; then it fades
    static constexpr double kLivesMs = 1500;
};

struct RingsState {
    int arrow = -1;  ///< pointed at, by mouse or keyboard
    int band = -1;   ///< likewise
    Filter filter;
    std::vector<Flight> flights;
    QString sentence;   ///< at the bottom
    QString empty;      ///< instead of all, where there is no machine
    bool focused = false;
};

class RingsPicture {
public:
    RingsPicture(QPainter& painter, const Theme& theme, const RingTraffic& traffic, const RingsLayout& layout, const RingsState& state)
        : painter_(painter), theme_(theme), traffic_(traffic), layout_(layout), state_(state) {}
    void draw();
    // The same in layers, from below: the words of rings change seldom, and are dear.
    void draw_ground();
    void draw_ring_words();
    void draw_above();
    /// What the words of rings depend on.
    QString ring_words_key() const;

private:
    QString ring_name(const RingNow& ring) const;
    void draw_band(std::size_t i);
    void draw_band_words(std::size_t i);
    void draw_on_arc(const QStringList& texts, double radius, double height, const QFont& font);
    void draw_here(std::size_t i);
    /// The radius of the pin in a ring, in pixels.
    double pin_size(std::size_t i) const;
    void draw_arrow(std::size_t i);
    void draw_words(std::size_t i);
    void draw_flight(const Flight& flight);
    void draw_sentence();
    double smallest() const;
    bool dimmed(const RingArrow& arrow) const;
    double glow_of(const RingArrow& arrow) const;
    QColor mixed(const QColor& colour, double part) const;
    Look look_of_arrow(const RingArrow& arrow) const;

    QPainter& painter_;
    const Theme& theme_;
    const RingTraffic& traffic_;
    const RingsLayout& layout_;
    const RingsState& state_;
};

}  // namespace anel::gui
