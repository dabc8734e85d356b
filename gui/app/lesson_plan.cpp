#include "gui/app/lesson_plan.hpp"

#include <QFile>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QVBoxLayout>

static void have_lesson_plans() { Q_INIT_RESOURCE(lesson_plans); }

namespace anel::gui {

LessonPlan::LessonPlan(QWidget* parent) : QDialog(parent), text_(new QTextBrowser(this)) {
    have_lesson_plans();
    setObjectName(QStringLiteral("lesson_plan"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(text_);
    const QFontMetrics metrics(font());
    resize(metrics.averageCharWidth() * 110, metrics.height() * 38);
}

void LessonPlan::retranslate(explain::Language language) {
    setWindowTitle(tr("Lesson plan"));
    text_->setAccessibleName(windowTitle());
    QFile file(language == explain::Language::kPortuguese ? QStringLiteral(":/lesson_plans/plano-de-aula.md") : QStringLiteral(":/lesson_plans/lesson-plan.md"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QString words = opened ? QString::fromUtf8(file.readAll()) : QString();
    // On paper it shows what is open beside this window.
    static const QRegularExpression a_picture(QStringLiteral("^!\\[.*\\]\\(.*\\)$"), QRegularExpression::MultilineOption);
    text_->setMarkdown(words.remove(a_picture));
}

}  // namespace anel::gui
