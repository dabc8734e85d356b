// Page tables, nested tables and control blocks of a scenario: mostly in order, so that programs get somewhere, with everything in them that can
// be wrong with a table.
// Not here: programs that change them while they run (program.cpp).
#pragma once

#include <vector>

#include "tests/differential/choices.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

/// A leaf for `frame`: what a program may need of a page, or less.
std::uint32_t choose_leaf(Choices& choices, std::uint32_t frame);
/// A root with its address space, or none.
std::uint32_t choose_root(Choices& choices);
std::vector<Piece> make_tables(Choices& choices);
/// `places`: where guests may begin.
std::vector<Piece> make_blocks(Choices& choices, const std::vector<std::uint32_t>& places);

}  // namespace anel::differential
