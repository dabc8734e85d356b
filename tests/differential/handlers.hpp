// Trap handlers that keep a program alive: they step over what trapped, follow a system call into another ring, find a place to go on at when
// code could not be fetched, and, in ring -1, send the guest on its way again.
// Not here: the programs that trap (program.cpp).
#pragma once

#include <vector>

#include "tests/differential/choices.hpp"
#include "tests/differential/scenario.hpp"

namespace anel::differential {

/// Of the three banks and of ring -1. They use x30 and x31 and give them back.
std::vector<Piece> make_handlers(Choices& choices);

}  // namespace anel::differential
