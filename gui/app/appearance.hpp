// Theme, size of text and language of the whole program: chosen, remembered, and changed while it runs.
// Not here: what a theme looks like (gui/theme).
#pragma once

#include <QFont>
#include <QObject>
#include <QPalette>
#include <QTranslator>
#include <memory>
#include <vector>

#include "gui/theme/theme.hpp"
#include "isa/explain/language.hpp"

class QSettings;

namespace anel::gui {

class Appearance : public QObject {
    Q_OBJECT

public:
    static constexpr int kPercentStep = 25, kPercentLeast = 100, kPercentMost = 300;

    /// Takes up what was chosen last; the language, where none was, from the system. `settings` outlives it.
    explicit Appearance(QSettings& settings, QObject* parent = nullptr);

    const Theme& theme() const { return *theme_; }
    explain::Language language() const { return language_; }
    Scheme scheme() const { return scheme_; }
    int percent() const { return percent_; }

    void set_scheme(Scheme scheme);
    void set_percent(int percent);
    /// Every widget is told by Qt (LanguageChange).
    void set_language(explain::Language language);

Q_SIGNALS:
    void theme_changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void apply_theme();
    void apply_language();

    QSettings& settings_;
    const QFont usual_font_;
    Scheme scheme_;
    int percent_;
    explain::Language language_;
    bool applying_ = false;
    std::unique_ptr<Theme> theme_;
    std::vector<std::unique_ptr<QTranslator>> translators_;
};

}  // namespace anel::gui
