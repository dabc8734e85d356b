// Memory: page tables as trees, an address translated step by step, and bytes. Each is a page of the pane.
// Not here: the pages (tables_page.hpp, walk_page.hpp, hex_page.hpp).
#pragma once

#include "gui/panes/pane.hpp"

class QTabWidget;

namespace anel::gui {

class HexPage;
class TablesPage;
class WalkPage;

class MemoryPane : public Pane {
    Q_OBJECT

public:
    explicit MemoryPane(PaneContext& context);
    QString title() const override;
    QString help() const override;
    void show_frame(const session::Frame& frame) override;
    void retranslate() override;
    void restyle() override;
    /// Of the page in front; of the walk, its references.
    QString table() const override;
    bool is_drawing() const override;
    void draw(QPainter& painter, const QSizeF& size) override;
    QSizeF drawing_size() const override;
    bool worth_a_picture() override;

protected:
    void seen_changed(bool seen) override;

private:
    enum Page { kTables, kWalk, kBytes };
    void ask();

    QTabWidget* pages_;
    TablesPage* tables_;
    WalkPage* walk_;
    HexPage* hex_;
};

}  // namespace anel::gui
