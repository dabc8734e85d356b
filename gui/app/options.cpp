#include "gui/app/options.hpp"

#include <QCommandLineParser>

namespace anel::gui {

namespace {

constexpr double kMostSelftestSeconds = 24 * 60 * 60;
constexpr const char* kSchemes[] = {"system", "light", "dark", "contrast"};

/// The message of what could not be found goes to `wrong`, if nothing is there yet.
template <class T>
std::optional<T> value_of(const Result<T>& result, QString& wrong) {
    if (result) return *result;
    if (wrong.isEmpty()) wrong = QString::fromStdString(result.error().message);
    return std::nullopt;
}

std::optional<spec::Policy> find_policy(const QString& name, QString& wrong) {
    for (const spec::PolicyRow& row : spec::kPolicies)
        if (name.toStdString() == row.name) return row.id;
    wrong = QStringLiteral("unknown policy '%1'. Policies: strict, popf, legacy").arg(name);
    return std::nullopt;
}

}  // namespace

Options read_options(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A window on a machine with rings, an operating system on it, and a monitor under it."));
    const QCommandLineOption mode(QStringLiteral("mode"), QStringLiteral("How the operating system is run; anel modes lists them."), QStringLiteral("MODE"), QStringLiteral("native"));
    const QCommandLineOption policy(QStringLiteral("policy"), QStringLiteral("strict, popf or legacy, in the place of the machine's own."), QStringLiteral("POLICY"));
    const QCommandLineOption machine(QStringLiteral("machine"), QStringLiteral("The machine, a YAML file."), QStringLiteral("FILE"));
    const QCommandLineOption workload(QStringLiteral("workload"), QStringLiteral("What the operating system does; anel workloads lists them."), QStringLiteral("NAME"));
    const QCommandLineOption kernel(QStringLiteral("kernel"), QStringLiteral("The operating system, in the place of Anelix: an ELF file, or assembly text (.s)."), QStringLiteral("FILE"));
    const QCommandLineOption append(QStringLiteral("append"), QStringLiteral("The kernel's command line, such as 'run=primes 100'."), QStringLiteral("TEXT"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("system, light, dark or contrast."), QStringLiteral("THEME"));
    const QCommandLineOption language(QStringLiteral("lang"), QStringLiteral("en or pt-BR."), QStringLiteral("LANGUAGE"));
    const QCommandLineOption text(QStringLiteral("text"), QStringLiteral("Size of the text in percent, 100 to 300."), QStringLiteral("PERCENT"));
    QCommandLineOption settings(QStringLiteral("settings"), QStringLiteral("Where choices are remembered, in the place of the user's own."), QStringLiteral("FILE"));
    QCommandLineOption screenshots(QStringLiteral("screenshot-dir"), QStringLiteral("Write a picture of each pane to this folder, and end."), QStringLiteral("FOLDER"));
    QCommandLineOption panes(QStringLiteral("screenshot-panes"), QStringLiteral("Of these panes only, separated by commas."), QStringLiteral("NAMES"));
    QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Of the window, in pixels: 1024x640."), QStringLiteral("WIDTHxHEIGHT"));
    QCommandLineOption selftest(QStringLiteral("selftest"), QStringLiteral("Measure speed, frames and answers with every pane open, print that, and end."));
    QCommandLineOption seconds(QStringLiteral("selftest-seconds"), QStringLiteral("How long its long run takes, in which memory is looked at."), QStringLiteral("SECONDS"), QStringLiteral("8"));
    for (QCommandLineOption* const hidden : {&settings, &screenshots, &panes, &size, &selftest, &seconds}) hidden->setFlags(QCommandLineOption::HiddenFromHelp);
    const QCommandLineOption help = parser.addHelpOption(), version = parser.addVersionOption();
    parser.addOptions({mode, policy, machine, kernel, workload, append, theme, language, text, settings, screenshots, panes, size, selftest, seconds});

    Options options;
    if (!parser.parse(arguments)) {
        options.wrong = parser.errorText();
        return options;
    }
    if (parser.isSet(help)) parser.showHelp(0);
    if (parser.isSet(version)) parser.showVersion();
    if (!parser.positionalArguments().isEmpty()) options.wrong = QStringLiteral("'%1' was not expected").arg(parser.positionalArguments().first());
    if (const auto found = value_of(control::find_mode(parser.value(mode).toStdString()), options.wrong)) options.configuration.mode = *found;
    if (parser.isSet(policy)) options.configuration.policy = find_policy(parser.value(policy), options.wrong);
    options.configuration.machine_file = parser.value(machine).toStdString();
    options.configuration.kernel_file = parser.value(kernel).toStdString();
    options.configuration.workload = parser.value(workload).toStdString();
    options.configuration.command_line = parser.value(append).toStdString();
    if (parser.isSet(theme)) {
        for (std::size_t i = 0; i < std::size(kSchemes); ++i)
            if (parser.value(theme) == QLatin1String(kSchemes[i])) options.scheme = static_cast<Scheme>(i);
        if (!options.scheme) options.wrong = QStringLiteral("unknown theme '%1'. Themes: system, light, dark, contrast").arg(parser.value(theme));
    }
    if (parser.isSet(language)) {
        options.language = explain::find_language(parser.value(language).toStdString());
        if (!options.language) options.wrong = QStringLiteral("unknown language '%1'. Languages: en, pt-BR").arg(parser.value(language));
    }
    if (parser.isSet(text)) {
        bool is_number = false;
        options.percent = parser.value(text).toInt(&is_number);
        if (!is_number || *options.percent < 100 || *options.percent > 300) options.wrong = QStringLiteral("--text %1: expected a number from 100 to 300").arg(parser.value(text));
    }
    options.settings_file = parser.value(settings);
    options.screenshot_folder = parser.value(screenshots);
    if (parser.isSet(panes)) options.screenshot_panes = parser.value(panes).split(u',', Qt::SkipEmptyParts);
    options.selftest = parser.isSet(selftest) || parser.isSet(seconds);
    bool is_number = false;
    options.selftest_seconds = parser.value(seconds).toDouble(&is_number);
    if (!is_number || !(options.selftest_seconds > 0 && options.selftest_seconds <= kMostSelftestSeconds))
        options.wrong = QStringLiteral("--selftest-seconds %1: expected a number of seconds up to a day").arg(parser.value(seconds));
    if (const QStringList sides = parser.value(size).split(u'x'); sides.size() == 2) options.size = {sides[0].toInt(), sides[1].toInt()};
    options.welcome = options.configuration == session::Configuration{} && !parser.isSet(mode) && options.screenshot_folder.isEmpty() && !options.selftest;
    return options;
}

}  // namespace anel::gui
