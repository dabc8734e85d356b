// The words for what a frame holds, in the language in use: phases, reasons, rings, residents, causes, activities, modes.
// Not here: why a trap happened (isa/explain), labels of widgets (with the widgets).
#pragma once

#include <QCoreApplication>
#include <QString>

#include "gui/session/frame.hpp"

namespace anel::gui {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Words)

public:
    /// "paused: breakpoint"
    static QString state(const session::Frame& frame);
    static QString phase(session::Phase phase);
    static QString stop(const session::Frame& frame);
    static QString ring(Ring ring);
    static QString resident(session::Resident resident);
    /// "page fault on a store"; of an interrupt its line.
    static QString cause(cpu::EventKind kind, std::uint32_t cause);
    /// The same where it is known who trapped: an ecall is a system call only if it is a program's. A translated kernel calls its monitor so.
    static QString cause(cpu::EventKind kind, std::uint32_t cause, Ring from);
    static QString crossing(cpu::EventKind kind);
    static QString activity(spec::Activity activity);
    static QString mode(control::Mode mode);          ///< its name: the same everywhere
    static QString mode_meaning(control::Mode mode);  ///< one line
    /// Its name; none: the one that the machine's file says.
    static QString policy(std::optional<spec::Policy> policy);
    static QString policy_meaning(spec::Policy policy);
    /// What is run: a workload's name, or that somebody types, or that it is something else.
    static QString workload(const session::Configuration& configuration);
    static QString workload_meaning(const QString& name);
    /// What has neither capital nor full stop, as a sentence of its own. Instructions keep their names.
    static QString sentence(const std::string& words);
    /// What the window says of a command that could not be done, and what to do.
    static QString refusal(const session::Refusal& refusal);
    /// Why, in the words of a library, which are English: elsewhere it says so.
    static QString detail(const std::string& english);
    /// With the language's separators.
    static QString number(std::uint64_t value);
    static QString hex(std::uint32_t value);
};

}  // namespace anel::gui
