// The tables for people and for programs: the reference page of the notes, and JSON. Nothing is said here that a table
// does not hold, save for what the columns mean.
#pragma once

#include <string>

namespace anel::assembler {

/// The page course-notes/en/isa-reference.md.
std::string spec_reference_markdown();

/// One JSON object; addresses, encodings and masks are numbers.
std::string spec_json_text();

}  // namespace anel::assembler
