// The symbols of a text that is read several times: what this pass has defined so far, and what the pass before knew.
// A name that stands further down is looked up in the latter; the passes end when nothing moves any more.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "isa/asm/diagnostics.hpp"
#include "isa/asm/image.hpp"

namespace anel::assembler {

struct Value {
    std::int64_t number = 0;
    bool fixed = true;  ///< made of constants alone: cannot change from pass to pass
};

struct Symbol {
    Value value;
    int section = kAbsolute;
    Place place;
    bool variable = false;  ///< defined by .set: may be set again
};

class Symbols {
public:
    /// Holds the constants of the platform, by the names that target code in C++ uses.
    Symbols();

    std::optional<Value> find(std::string_view name) const;
    /// Some name that looks much like `name`; empty if none does.
    std::string_view similar(std::string_view name) const;
    /// Says why not, if it cannot be defined, with the names of the files that `files` knows.
    std::optional<std::string> define(const std::string& name, Symbol symbol, const Diagnostics& files);

    void begin_pass();
    /// Every symbol has the value that it had at the end of the pass before.
    bool settled() const;
    const std::map<std::string, Symbol, std::less<>>& all() const { return now_; }

private:
    std::map<std::string, std::uint32_t, std::less<>> platform_;
    std::map<std::string, Symbol, std::less<>> now_;
    std::map<std::string, Symbol, std::less<>> before_;
};

/// Whether two names differ by a slip of the finger: at most two letters, and fewer than half of them.
bool looks_like(std::string_view a, std::string_view b);

}  // namespace anel::assembler
