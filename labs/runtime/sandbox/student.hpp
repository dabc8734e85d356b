// The Lua that a student's code lives in: safe libraries, each function of which is counted by the work that it does.
// An abort never runs through student's code, no handler and no __close: it ends the process from where it is (meter.hpp).
// C functions of these libraries hold nothing with a destructor while they call what can raise (lua_state.hpp has the rule).
// Not here: the machine's handles (labs/runtime), what is done with all this (task_runner.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <lua.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "labs/runtime/bindings.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/sandbox/arena.hpp"
#include "labs/runtime/sandbox/meter.hpp"
#include "labs/runtime/submission.hpp"

namespace anel::labs {

/// What the libraries of one interpreter work with, beside what the machine's bindings do. It outlives the interpreter.
struct Student : Surroundings {
    Student(Meter& its_meter, Arena& its_arena, const Submission& its_files, std::uint64_t its_seed) : meter(its_meter), arena(its_arena), files(its_files), seed(its_seed) {
        log = [this](std::string_view line) { print(line); };
        work = [this](std::uint64_t instructions) { meter.charge(instructions); };
    }
    Meter& meter;
    Arena& arena;
    const Submission& files;
    std::uint64_t seed = 1;            ///< of math.random
    std::vector<std::string> printed;  ///< by lines
    std::function<void()> each_tick;   ///< called at every tick of the meter; may be empty

    static constexpr std::size_t kLogLinesMost = 200;
    static constexpr std::size_t kLogLineBytesMost = 500;
    void print(std::string_view line);

    /// Of the interpreter that `lua` is one of the coroutines of.
    static Student& of(lua_State* lua) { return *static_cast<Student*>(static_cast<Surroundings*>(lua::State::of(lua).context)); }
};

/// Gives the interpreter its libraries; what it had as globals is gone. `student` becomes the state's context.
/// Nothing is collected until begin_student().
void open_student(lua::State& state, Student& student);

/// When all that is not the student's is there, and before anything of the student's: what is collected from here on, and when, comes of the student's code alone.
void begin_student(lua::State& state);

}  // namespace anel::labs
