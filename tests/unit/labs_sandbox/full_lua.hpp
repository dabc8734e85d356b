// Lua as it comes, and a student's, to hold one against the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/sandbox/student.hpp"

namespace anel::tests {

struct Said {
    std::vector<labs::Value> values;
    std::string error;
    bool operator==(const Said&) const = default;
};

inline Said run(labs::lua::State& state, const std::string& text, const std::vector<labs::Value>& arguments = {}) {
    Said said;
    if (const auto failure = state.run(text, "try.lua", arguments, &said.values)) said.error = failure->message;
    return said;
}

struct FullLua {
    labs::lua::State state{labs::lua::Grade::kFull};
    FullLua() { state.open_libraries(); }
};

/// Whose abort throws, which passes through Lua's own frames: for tests in which it ends everything.
struct StudentLua {
    labs::Submission files;
    labs::Meter meter;
    labs::Arena arena;
    labs::Student student;
    labs::lua::State state{labs::lua::Grade::kStudent};
    explicit StudentLua(labs::Submission submission = {}, std::uint64_t instructions = 1'000'000'000, std::size_t memory = std::size_t{64} << 20)
        : files(std::move(submission)), meter(instructions, 600, [](labs::Used) { std::abort(); }), arena(memory, meter), student{meter, arena, files, 1} {
        labs::open_student(state, student);
        labs::begin_student(state);
    }
};

}  // namespace anel::tests
