// Paints a timeline: lanes of rings, crossings, what was being done, the cursor.
// Not here: geometry (timeline_layout.hpp), mouse and keyboard (timeline_canvas.hpp).
#pragma once

#include <QCoreApplication>
#include <QPainter>

#include "gui/panes/timeline_layout.hpp"
#include "gui/theme/theme.hpp"

namespace anel::gui {

class TimelinePicture {
    Q_DECLARE_TR_FUNCTIONS(TimelinePicture)

public:
    TimelinePicture(QPainter& painter, const Theme& theme, const TimelineScene& scene, const TimelineLayout& layout)
        : painter_(painter), theme_(theme), scene_(scene), layout_(layout) {}

    /// What changes seldom: lanes, bands, names.
    void draw_ground();
    /// What is upon it: cursors, the measured range, sentences.
    void draw_above();

    static QString crossings_word();
    static QString activities_word();
    /// Behind names that are not all.
    static QString and_more(std::size_t count);

private:
    /// Of the picture's font: how small words may become.
    double smallest() const;
    void draw_labels();
    std::vector<Cycles> ticks() const;
    void draw_grid();
    void draw_numbers(const std::vector<QRectF>& taken);
    void draw_lane_bins(std::size_t i);
    void draw_lane_spans(std::size_t i);
    void draw_crossing_bins();
    void draw_crossing_events();
    void draw_activity_bins();
    void draw_activity_spans();
    void draw_vms();
    void draw_name_upon(const QRectF& box, const QString& name, const Look& look);
    void draw_sentences();
    void draw_crossing_names();
    void draw_activity_names();
    QRectF draw_vertical(double cycle, const QPen& pen, const QString& label);
    /// Draws a mark and a word for each that has a place.
    void draw_names(const TimelineNames& places, const QStringList& names, const std::vector<Look>& looks, bool marks);
    Look look_of_group(CrossingGroup group) const;
    /// [from, to) of cycles along an area; nothing where it cannot be seen.
    std::optional<QRectF> along(const QRectF& area, double from, double to) const;
    bool lets_through(const cpu::Event& event) const { return scene_.filter.matches(event); }

    QPainter& painter_;
    const Theme& theme_;
    const TimelineScene& scene_;
    const TimelineLayout& layout_;
};

}  // namespace anel::gui
