#include "gui/panes/memory_pane.hpp"

#include <QTabWidget>
#include <QVBoxLayout>

#include "gui/panes/hex_page.hpp"
#include "gui/panes/tables_page.hpp"
#include "gui/panes/walk_drawing.hpp"
#include "gui/panes/walk_page.hpp"

namespace anel::gui {

MemoryPane::MemoryPane(PaneContext& context) : Pane(context), pages_(new QTabWidget), tables_(new TablesPage(context)), walk_(new WalkPage(context)), hex_(new HexPage(context)) {
    pages_->setObjectName(QStringLiteral("memory_pages"));
    pages_->addTab(tables_, QString());
    pages_->addTab(walk_, QString());
    pages_->addTab(hex_, QString());
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(pages_);
    setFocusProxy(pages_);
    connect(pages_, &QTabWidget::currentChanged, this, [this] { ask(); });
    connect(tables_, &TablesPage::entered, this, [this](session::AddressSpace space, std::uint32_t address) {
        walk_->translate(space, address);
        pages_->setCurrentIndex(kWalk);
        walk_->drawing().setFocus();
    });
}

QString MemoryPane::title() const { return tr("Memory"); }

QString MemoryPane::help() const {
    return tr("Page tables side by side: the guest's, their shadows or the nested ones. A dot marks entries that the last move changed, a plus new ones. Press Enter on an entry to see how its "
              "address is translated; there the arrow keys go from reference to reference. The third page shows bytes.");
}

void MemoryPane::seen_changed(bool) { ask(); }

/// Only of the page in front the machine is asked.
void MemoryPane::ask() {
    const int page = seen() ? pages_->currentIndex() : -1;
    tables_->set_seen(page == kTables);
    walk_->set_seen(page == kWalk);
    hex_->set_seen(page == kBytes);
    if (seen()) show_frame(*context().frame());
}

void MemoryPane::show_frame(const session::Frame& frame) {
    switch (pages_->currentIndex()) {
        case kTables: return tables_->show_frame(frame);
        case kWalk: return walk_->show_frame(frame);
        default: return hex_->show_frame(frame);
    }
}

void MemoryPane::retranslate() {
    pages_->setTabText(kTables, tr("Page tables"));
    pages_->setTabText(kWalk, tr("Translate an address"));
    pages_->setTabText(kBytes, tr("Bytes"));
    tables_->retranslate();
    walk_->retranslate();
    hex_->retranslate();
}

void MemoryPane::restyle() {
    tables_->restyle();
    walk_->restyle();
    hex_->restyle();
}

QString MemoryPane::table() const {
    switch (pages_->currentIndex()) {
        case kTables: return tables_->table();
        case kWalk: return walk_->table();
        default: return hex_->table();
    }
}

bool MemoryPane::is_drawing() const { return pages_->currentIndex() == kWalk; }
void MemoryPane::draw(QPainter& painter, const QSizeF& size) { walk_->drawing().draw(painter, size); }
bool MemoryPane::worth_a_picture() {
    tables_->open_first();
    return true;
}

QSizeF MemoryPane::drawing_size() const { return walk_->drawing().drawing_size(); }

}  // namespace anel::gui
