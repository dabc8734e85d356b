#include "gui/app/appearance.hpp"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <algorithm>

/// The translations are in a library of ours, from which nobody would take them unasked. Outside of any namespace, as Qt wants it.
static void take_translations() { Q_INIT_RESOURCE(i18n); }

namespace anel::gui {

namespace {

constexpr auto kSchemeKey = "appearance/scheme", kPercentKey = "appearance/text", kLanguageKey = "appearance/language";

QString tag_of(explain::Language language) {
    const std::string_view tag = explain::kLanguageTags[static_cast<std::size_t>(language)];
    return QString::fromUtf8(tag.data(), static_cast<qsizetype>(tag.size()));
}

explain::Language chosen_language(const QSettings& settings) {
    const std::string tag = settings.value(QLatin1String(kLanguageKey)).toString().toStdString();
    if (const auto known = explain::find_language(tag)) return *known;
    return QLocale::system().language() == QLocale::Portuguese ? explain::Language::kPortuguese : explain::Language::kEnglish;
}

}  // namespace

Appearance::Appearance(QSettings& settings, QObject* parent)
    : QObject(parent), settings_(settings), usual_font_(QApplication::font()),
      scheme_(static_cast<Scheme>(std::clamp(settings.value(QLatin1String(kSchemeKey), 0).toInt(), 0, 3))),
      percent_(std::clamp(settings.value(QLatin1String(kPercentKey), kPercentLeast).toInt(), kPercentLeast, kPercentMost)), language_(chosen_language(settings)) {
    take_translations();
    apply_language();
    apply_theme();
    qApp->installEventFilter(this);
}

void Appearance::set_scheme(Scheme scheme) {
    if (scheme == scheme_) return;
    scheme_ = scheme;
    settings_.setValue(QLatin1String(kSchemeKey), static_cast<int>(scheme));
    apply_theme();
}

void Appearance::set_percent(int percent) {
    percent = std::clamp(percent, kPercentLeast, kPercentMost);
    if (percent == percent_) return;
    percent_ = percent;
    settings_.setValue(QLatin1String(kPercentKey), percent);
    apply_theme();
}

void Appearance::set_language(explain::Language language) {
    if (language == language_) return;
    language_ = language;
    settings_.setValue(QLatin1String(kLanguageKey), tag_of(language));
    apply_language();
}

void Appearance::apply_theme() {
    applying_ = true;
    // Without a palette of our own, the application's is the system's.
    QApplication::setPalette(QPalette());
    theme_ = std::make_unique<Theme>(scheme_, QApplication::palette(), usual_font_, percent_);
    if (scheme_ != Scheme::kSystem) QApplication::setPalette(theme_->palette());
    QApplication::setFont(theme_->font());
    // Desktops give some kinds of widgets fonts of their own, which would stay as they are.
    for (const char* const kind : {"QDockWidget", "QDockWidgetTitle", "QMenu", "QMenuBar", "QStatusBar", "QToolButton", "QHeaderView", "QTipLabel"})
        QApplication::setFont(theme_->font(), kind);
    applying_ = false;
    Q_EMIT theme_changed();
}

/// Each pane's words are in a file of their own, and so are Qt's.
void Appearance::apply_language() {
    for (const auto& translator : translators_) QCoreApplication::removeTranslator(translator.get());
    translators_.clear();
    const bool portuguese = language_ == explain::Language::kPortuguese;
    QLocale::setDefault(portuguese ? QLocale(QLocale::Portuguese, QLocale::Brazil) : QLocale(QLocale::English, QLocale::UnitedStates));
    if (!portuguese) return;
    const auto install = [this](const QString& name, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(name, folder)) return;
        QCoreApplication::installTranslator(translator.get());
        translators_.push_back(std::move(translator));
    };
    install(QStringLiteral("qtbase_pt_BR"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    for (const QString& file : QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("*_pt_BR.qm")}, QDir::Files, QDir::Name)) install(file, QStringLiteral(":/i18n"));
}

/// The desktop has become light or dark.
bool Appearance::eventFilter(QObject* object, QEvent* event) {
    if (object == qApp && event->type() == QEvent::ApplicationPaletteChange && scheme_ == Scheme::kSystem && !applying_) {
        theme_ = std::make_unique<Theme>(scheme_, QApplication::palette(), usual_font_, percent_);
        Q_EMIT theme_changed();
    }
    return QObject::eventFilter(object, event);
}

}  // namespace anel::gui
