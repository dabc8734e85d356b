// The fields of a system register, named and in words of the language in use.
// Not here: the text that the terminal's debugger shows (isa/debug/csr_fields.hpp).
#pragma once

#include <QCoreApplication>
#include <QString>
#include <vector>

#include "isa/spec/csrs.hpp"

namespace anel::gui {

class CsrFields {
    Q_DECLARE_TR_FUNCTIONS(CsrFields)

public:
    struct Field {
        QString name;
        QString value;
        QString meaning;
    };
    /// As many for every value of it; none where it has no parts.
    static std::vector<Field> of(const spec::Csr& csr, std::uint32_t value);
    /// What a register is for.
    static QString meaning(const spec::Csr& csr);

private:
    static QString causes(std::uint32_t mask);
    static QString lines(std::uint32_t mask);
};

}  // namespace anel::gui
