// The submission's module in its interpreter, and calls of its functions with the machine's handle (or a world's) in front.
// Not here: when they are called (task_runner.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isa/explain/language.hpp"
#include "labs/runtime/lua_api.hpp"
#include "labs/runtime/lua_state.hpp"
#include "labs/runtime/submission.hpp"
#include "labs/runtime/value.hpp"

namespace anel::labs {

class TaskModule {
public:
    /// `language`: of what it says to a student.
    TaskModule(lua::State& state, const Submission& files, explain::Language language) : state_(state), files_(files), language_(language) {}
    TaskModule(const TaskModule&) = delete;
    TaskModule& operator=(const TaskModule&) = delete;

    /// False: there was no memory.
    bool keep_subject(const lua::Handle& handle);
    /// m.cpu[name] = value for each, with the binding's own words for what is wrong.
    std::optional<lua::Failure> set_registers(const Value& registers);

    struct Refusal {
        bool refused = false;  ///< there is no such file, or what it returns is not what is asked for; else it failed
        lua::Failure failure;
    };
    /// Requires the file `name`.lua, which is to return a table with these functions.
    std::optional<Refusal> require(const std::string& name, const std::vector<std::string>& functions);

    /// Calls the function of that name. What it returns is to be plain data.
    std::optional<lua::Failure> call(const std::string& name, bool with_subject, const std::vector<Value>& arguments, std::vector<Value>& returned);
    /// Where the function of that name begins.
    lua::Place place_of(const std::string& name);

private:
    bool push_function(const std::string& name);

    lua::State& state_;
    const Submission& files_;
    explain::Language language_;
    std::string file_;
};

}  // namespace anel::labs
