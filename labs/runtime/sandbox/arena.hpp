// Memory for one student's interpreter: bounded, and at the same addresses in every run, since Lua orders what it goes through by addresses and prints them.
// Not here: memory of the simulator.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <lua.hpp>

#include "labs/runtime/sandbox/meter.hpp"

namespace anel::labs {

/// One at a time in a process: it has its place. Blocks go back to others of their size alone, so what a run does decides where everything is.
class Arena {
public:
    /// `limit`: that may be held at once. `meter` outlives it, hears of every string that is made, and ends the task when there is no memory: not at the
    /// first refusal, behind which Lua collects its garbage and asks again, but at the second.
    Arena(std::size_t limit, Meter& meter);
    ~Arena();
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// From here on the interpreter's memory comes from here; what it has already stays where it is.
    void adopt(lua_State* lua);

    bool holds(const void* block) const { return block >= base_ && block < base_ + kReserved; }
    /// Of a block, from the arena's beginning: the same in every run.
    std::size_t place(const void* block) const { return static_cast<std::size_t>(static_cast<const std::byte*>(block) - base_); }
    std::size_t used() const { return used_; }
    std::size_t peak() const { return peak_; }

private:
    // Sizes are rounded up to one of four in each doubling, so a block wastes a fifth at most.
    static constexpr std::size_t kReserved = std::size_t{1} << 30;
    static constexpr std::size_t kClasses = 4 * 32;

    static void* allocate(void* arena, void* block, std::size_t before, std::size_t after);
    void* reallocate(void* block, std::size_t before, std::size_t after);
    static std::size_t class_of(std::size_t bytes);
    static std::size_t class_bytes(std::size_t number);
    void* take(std::size_t bytes);
    void give_back(void* block, std::size_t bytes);
    void* refuse();

    Meter& meter_;
    lua_Alloc first_ = nullptr;  ///< of the interpreter, for the blocks that it had
    void* first_context_ = nullptr;
    std::size_t limit_;
    std::byte* base_ = nullptr;
    std::byte* fresh_ = nullptr;  ///< from here on nothing has been handed out
    std::size_t used_ = 0;
    std::size_t peak_ = 0;
    bool refused_ = false;
    std::array<void*, kClasses> free_{};
};

}  // namespace anel::labs
