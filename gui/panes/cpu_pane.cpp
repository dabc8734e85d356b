#include "gui/panes/cpu_pane.hpp"

#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include "gui/models/csr_model.hpp"
#include "gui/models/csv.hpp"
#include "gui/models/register_model.hpp"
#include "gui/models/words.hpp"
#include "gui/panes/changed_delegate.hpp"
#include "gui/theme/fitting.hpp"

namespace anel::gui {

CpuPane::CpuPane(PaneContext& context)
    : Pane(context), summary_(new QLabel(this)), pages_(new QTabWidget(this)), registers_(new QTableView), csrs_(new QTreeView),
      register_model_(new RegisterModel(this)), csr_model_(new CsrModel(this)) {
    summary_->setWordWrap(true);
    summary_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    registers_->setModel(register_model_);
    registers_->verticalHeader()->hide();
    registers_->setSelectionBehavior(QAbstractItemView::SelectRows);
    registers_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    registers_->setShowGrid(false);
    registers_->setAlternatingRowColors(true);
    registers_->setTabKeyNavigation(false);
    csrs_->setModel(csr_model_);
    csrs_->setAlternatingRowColors(true);
    csrs_->setUniformRowHeights(true);
    csrs_->expandToDepth(0);
    const auto delegate = [this] { return new ChangedDelegate([this]() -> const Theme& { return theme(); }, this); };
    registers_->setItemDelegate(delegate());
    csrs_->setItemDelegate(delegate());
    pages_->addTab(registers_, QString());
    pages_->addTab(csrs_, QString());
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(summary_);
    layout->addWidget(pages_);
    setFocusProxy(pages_);
}

QString CpuPane::title() const { return tr("CPU"); }

QString CpuPane::help() const {
    return tr("The processor's registers. A dot marks those that the last move changed. System registers are listed by the ring whose they are; open one to see its fields.");
}

void CpuPane::show_frame(const session::Frame& frame) {
    register_model_->show(frame);
    csr_model_->show(frame);
    if (frame.machine == 0) return summary_->setText(tr("There is no machine."));
    QString text = tr("%1 (%2), pc %3", "ring, who lives there, address").arg(Words::ring(frame.cpu.ring), Words::resident(frame.residents[lane(frame.cpu.ring)]), Words::hex(frame.cpu.pc));
    if (frame.place && !frame.place->symbol.empty()) text += QStringLiteral("  ") + QString::fromStdString(frame.place->symbol);
    text += u'\n';
    if (frame.place && !frame.place->instruction.empty()) text += QString::fromStdString(frame.place->instruction);
    else text += Words::activity(frame.cpu.mark[lane(frame.cpu.ring)]);
    if (frame.cpu.waiting) text += QStringLiteral("  ") + tr("(waits for an interrupt)");
    summary_->setText(text);
}

void CpuPane::retranslate() {
    pages_->setTabText(0, tr("Registers"));
    pages_->setTabText(1, tr("System registers"));
    registers_->setAccessibleName(tr("General registers"));
    csrs_->setAccessibleName(tr("System registers by ring"));
    summary_->setAccessibleName(tr("Where the processor is"));
    register_model_->retranslate();
    csr_model_->retranslate();
    fit_columns();
}

void CpuPane::restyle() { fit_columns(); }

void CpuPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    // Columns that a person has drawn wider stay so.
    if (theme().giving_scale() < 1) fit_columns();
}

void CpuPane::fit_columns() {
    scale_that_helps(1, theme().giving_scale(), [this](double scale) {
        set_columns(scaled_font(theme().fixed_font(), scale));
        return registers_->horizontalHeader()->length() <= registers_->viewport()->width();
    });
}

/// Wide enough for every value that may come, and for the heading.
void CpuPane::set_columns(const QFont& font) {
    registers_->setFont(font);
    csrs_->setFont(font);
    const QFontMetrics metrics(font);
    const int height = metrics.height() + theme().scaled(4);
    registers_->verticalHeader()->setMinimumSectionSize(height);
    registers_->verticalHeader()->setDefaultSectionSize(height);
    const auto set = [&metrics](auto* view, QHeaderView* header, int column, const char* widest, int more = 0) {
        view->setColumnWidth(column, std::max(metrics.horizontalAdvance(QString::fromLatin1(widest)) + 12 + more, header->sectionSizeHint(column)));
    };
    QHeaderView* const general = registers_->horizontalHeader();
    set(registers_, general, RegisterModel::kName, "x27/s11");
    set(registers_, general, RegisterModel::kChanged, "oo");
    set(registers_, general, RegisterModel::kHex, "0x00000000");
    set(registers_, general, RegisterModel::kSigned, "-2147483648");
    set(registers_, general, RegisterModel::kUnsigned, "4294967295");
    set(registers_, general, RegisterModel::kChar, "....");
    set(registers_, general, RegisterModel::kBinary, "00000000 00000000 00000000 00000000");
    set(csrs_, csrs_->header(), CsrModel::kName, "delegate0", csrs_->indentation() * 3);
    set(csrs_, csrs_->header(), CsrModel::kChanged, "oo");
    set(csrs_, csrs_->header(), CsrModel::kValue, "0x00000000");
}

QString CpuPane::table() const { return csv_of(pages_->currentIndex() == 0 ? static_cast<const QAbstractItemModel&>(*register_model_) : *csr_model_); }

}  // namespace anel::gui
