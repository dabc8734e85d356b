// What gdb is told of the machine: its registers by name, size and number, from the CSR table, and that there is no operating system whose habits
// gdb should assume.
// Not here: values (registers.hpp).
#pragma once

#include <string>

namespace anel::gdb {

/// The XML that gdb asks for by the name target.xml.
std::string target_description();

}  // namespace anel::gdb
