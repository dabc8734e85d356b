// What the views and the queries of a window show of a machine.
// Not here: what there is to ask (query.hpp).
#pragma once

#include "gui/session/computer.hpp"
#include "gui/session/query.hpp"
#include "isa/machine/pyramid.hpp"

namespace anel::session {

Shown show(Computer& computer, const View& view);

/// The machine is afterwards where it was.
Answer answer(Computer& computer, const machine::Pyramid& pyramid, const Query& query);

/// The tables of that space; nothing where the machine has none.
std::optional<debug::Tables> tables_of(const Computer& computer, AddressSpace space);

}  // namespace anel::session
