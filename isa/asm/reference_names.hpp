// Words for the enumerations of the tables, shared by the two forms of the reference.
#pragma once

#include <string_view>

#include "isa/spec/control_block.hpp"
#include "isa/spec/csrs.hpp"
#include "isa/spec/instructions.hpp"
#include "isa/spec/privilege.hpp"

namespace anel::assembler {

constexpr std::string_view name_of(spec::Timing timing) {
    switch (timing) {
        case spec::Timing::kAlu: return "alu";
        case spec::Timing::kLoad: return "load";
        case spec::Timing::kStore: return "store";
        case spec::Timing::kBranch: return "branch";
        case spec::Timing::kJump: return "jump";
        case spec::Timing::kIndirect: return "indirect";
        case spec::Timing::kMul: return "mul";
        case spec::Timing::kDiv: return "div";
        case spec::Timing::kSystem: return "system";
        case spec::Timing::kRefetch: return "refetch";
        case spec::Timing::kProbe: return "probe";
    }
    return "";
}

constexpr std::string_view name_of(spec::Home home) {
    switch (home) {
        case spec::Home::kAny: return "any ring";
        case spec::Home::kOwnBank: return "rings with a bank";
        case spec::Home::kZero: return "ring 0";
        case spec::Home::kInnerCall: return "rings with a ring inside";
        case spec::Home::kUnlocked: return "ring 0, assist unlocked";
        case spec::Home::kMinusOne: return "ring -1";
    }
    return "";
}

constexpr std::string_view name_of(spec::CsrOwner owner) {
    switch (owner) {
        case spec::CsrOwner::kBank: return "ring 0 and granted rings up to the bank's";
        case spec::CsrOwner::kZero: return "ring 0";
        case spec::CsrOwner::kTime: return "ring 0 and rings that grant lets read time";
        case spec::CsrOwner::kAny: return "any ring";
        case spec::CsrOwner::kInner: return "ring -1";
    }
    return "";
}

constexpr std::string_view name_of(spec::BlockPart part) {
    switch (part) {
        case spec::BlockPart::kRegisters: return "registers";
        case spec::BlockPart::kGuest: return "guest";
        case spec::BlockPart::kControl: return "control";
        case spec::BlockPart::kExit: return "exit";
        case spec::BlockPart::kBoth: return "control and exit";
    }
    return "";
}

constexpr std::string_view name_of(spec::CsrAccess access) {
    return access == spec::CsrAccess::kReadOnly ? "read" : "read, write";
}

}  // namespace anel::assembler
