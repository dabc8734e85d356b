// Translating an address, drawn step by step, with the judgement of an access at its end.
// Not here: the picture (walk_drawing.hpp), the words (gui/models/entry_words.hpp).
#pragma once

#include <QWidget>
#include <cstdint>

#include "gui/panes/pane.hpp"

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace anel::gui {

class AddressChoice;
class WalkDrawing;

class WalkPage : public QWidget {
    Q_OBJECT

public:
    explicit WalkPage(PaneContext& context, QWidget* parent = nullptr);

    void set_seen(bool seen);
    void show_frame(const session::Frame& frame);
    void retranslate();
    void restyle();
    WalkDrawing& drawing() { return *drawing_; }
    /// Its references, as comma-separated values; empty before there is a walk.
    QString table() const;
    /// Shows this address, by these tables.
    void translate(session::AddressSpace space, std::uint32_t address);

private:
    void ask();
    void say();

    PaneContext& context_;
    session::ViewId view_;
    AddressChoice* choice_;
    QLabel* ring_label_;
    QComboBox* ring_;
    QLabel* access_label_;
    QComboBox* access_;
    QPushButton* previous_;
    QPushButton* next_;
    QLabel* step_;
    QLabel* verdict_;
    QScrollArea* scroll_;
    WalkDrawing* drawing_;
    std::uint32_t wanted_ = 0;
    std::uint32_t memory_bytes_ = 0;
    bool has_address_ = false;  ///< otherwise the pc of the first frame is taken
    bool seen_ = false;
    bool asked_ = false;
};

}  // namespace anel::gui
