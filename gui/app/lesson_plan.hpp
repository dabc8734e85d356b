// The plan of a lesson of fifty minutes, for whoever stands in front of a class: a window of its own, to be read beside the other one.
// Not here: its words (course-notes/en/lesson-plan.md, course-notes/pt-BR/plano-de-aula.md), the lessons themselves (lesson.hpp).
#pragma once

#include <QDialog>

#include "isa/explain/language.hpp"

class QTextBrowser;

namespace anel::gui {

class LessonPlan : public QDialog {
    Q_OBJECT

public:
    explicit LessonPlan(QWidget* parent);

    void retranslate(explain::Language language);

private:
    QTextBrowser* text_;
};

}  // namespace anel::gui
