// What the views and the queries of a window show of a machine.
// Not here: what there is to ask (query.hpp).
#pragma once

#include <functional>
#include <optional>

#include "gui/session/computer.hpp"
#include "gui/session/query.hpp"
#include "isa/machine/pyramid.hpp"

namespace anel::session {

Shown show(Computer& computer, const View& view);

/// Asked again and again while an answer takes long; false gives it up.
using MayGoOn = std::function<bool()>;
/// Nothing where it was given up. The machine is afterwards where it was.
std::optional<Answer> answer(Computer& computer, const machine::Pyramid& pyramid, const Query& query, const MayGoOn& may_go_on = {});

/// The tables of that space; nothing where the machine has none.
std::optional<paging::Tables> tables_of(const Computer& computer, AddressSpace space);

}  // namespace anel::session
