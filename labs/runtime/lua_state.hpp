// A Lua interpreter as an object: its memory bounded, what runs in it protected, its errors as values with file and line. Several may be in one process.
//
// Lua is compiled as C: an error leaves by longjmp, which no destructor sees. So, here and wherever the binding is written:
// **what can raise is done in a C function that lua_pcall has called and that holds nothing with a destructor; whoever holds such things asks Lua nothing that can raise.**
// protect() is the one way from the second kind of code into the first; functions that scripts call come through one trampoline (lua_api.hpp), which raises when
// everything else is gone. What does not raise: reading what is on the stack (types, numbers, strings that are strings, raw fields by index, lua_next over a table's own
// keys), pushing nil, booleans, numbers, copies, light pointers and C functions without upvalues, lua_checkstack, lua_settop, lua_pcall.
// Not here: what scripts can reach (lua_api.hpp), what a student's script cannot (sandbox/).
#pragma once

#include <cstddef>
#include <lua.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "labs/runtime/value.hpp"

namespace anel::labs::lua {

/// What a script ended with.
struct Failure {
    enum class Kind : std::uint8_t { kSyntax, kRuntime, kMemory };
    std::string message;    ///< with "file:line: " in front, where a script's line is to blame
    Kind kind = Kind::kRuntime;
    std::string file;       ///< as the chunk was called
    int line = 0;           ///< from 1; 0: nobody's
    std::string traceback;  ///< innermost first, a line each
    Value object;           ///< what was raised, if it was a table of plain data; else null
};

/// Which of the functions and fields there are.
enum class Grade : std::uint8_t {
    kFull,     ///< a person's own scripts, and the tests of labs
    kStudent,  ///< what is graded
};

/// One interpreter. Used by one thread at a time; stays where it is.
class State {
public:
    /// `memory_bytes`: that Lua may hold at once; 0: no limit. It takes some 64 KiB to begin with.
    explicit State(Grade grade = Grade::kFull, std::size_t memory_bytes = 0);
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    /// The one that `lua` belongs to, be it a coroutine.
    static State& of(lua_State* lua);

    lua_State* raw() { return lua_; }
    Grade grade() const { return grade_; }
    std::size_t memory_used() const { return memory_.used; }
    std::size_t memory_peak() const { return memory_.peak; }
    /// Called with `argument`, once, when an allocation is refused by the limit, in the middle of whatever Lua does: it may end the process, or return, and the script gets
    /// its error "not enough memory".
    void on_memory_limit(void (*function)(void*), void* argument) {
        memory_.refused = function;
        memory_.context = argument;
    }
    /// `function` is called behind every `every` instructions of the main coroutine and of those that are made from here on; it may raise. Null: none.
    void count_hook(lua_Hook function, int every);

    /// All of Lua's own libraries.
    void open_libraries();
    /// Leaves the chunk as a function on the stack. `name`: as messages call it, a file's path. Text alone, no bytecode.
    std::optional<Failure> load(std::string_view text, const std::string& name);
    /// Calls the function beneath `arguments` values on top of the stack of `lua`, and takes them all away. `results`: as of lua_call. No failure: they are on the stack.
    std::optional<Failure> call(lua_State* lua, int arguments, int results);
    /// load() and call(), with `arguments`; gives what the chunk returned, which is to be plain data. Null: whatever it returned is dropped.
    std::optional<Failure> run(std::string_view text, const std::string& name, const std::vector<Value>& arguments, std::vector<Value>* returned);

    /// Something that scripts hold takes so many bytes outside Lua, which its collector knows nothing of; what nobody holds any more is collected now and then.
    void holds_outside(std::size_t bytes);

    /// For whoever cannot be told by arguments: a pointer of his own.
    void* context = nullptr;

private:
    struct Memory {
        std::size_t used = 0;
        std::size_t peak = 0;
        std::size_t limit = 0;
        void (*refused)(void*) = nullptr;
        void* context = nullptr;
    };
    static void* allocate(void* memory, void* block, std::size_t before, std::size_t after);

    Memory memory_;
    std::size_t outside_ = 0;  ///< since the last collection
    Grade grade_;
    lua_State* lua_ = nullptr;
};

/// Runs `function` protected: a C function that finds `context` at index 1 as a light pointer and leaves `results` values. False: one value, the error, is on the stack.
bool protect(lua_State* lua, lua_CFunction function, void* context, int results);

/// Where the innermost script function that is running stands: file and line, or nothing.
struct Place {
    std::string file;
    int line = 0;
};
Place place_of_script(lua_State* lua);
/// Of a message "file:12: what": the file and the line; nothing where it begins otherwise.
Place place_in(std::string_view message);

/// The failure in what `status` and the value on top of the stack say; takes that value away.
Failure take_failure(lua_State* lua, int status);

}  // namespace anel::labs::lua
