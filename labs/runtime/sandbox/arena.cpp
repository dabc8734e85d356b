#include "labs/runtime/sandbox/arena.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "isa/base/invariant.hpp"

namespace anel::labs {
namespace {

// Far from where programs, heaps and stacks are put. The thread sanitizer leaves little of that: what is just below programs.
#if defined(__SANITIZE_THREAD__)
constexpr std::uintptr_t kAddress = 0x5510'0000'0000;
#else
constexpr std::uintptr_t kAddress = 0x2000'0000'0000;
#endif
void* const kPlace = reinterpret_cast<void*>(kAddress);
constexpr std::size_t kSmallest = 16;

}  // namespace

Arena::Arena(std::size_t limit, Meter& meter) : meter_(meter), limit_(limit) {
    void* const mapped = mmap(kPlace, kReserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    invariant(mapped == kPlace, "the place of a student's memory is free");
    base_ = fresh_ = static_cast<std::byte*>(mapped);
}

Arena::~Arena() { munmap(base_, kReserved); }

// Class 4 d + q is of blocks of 2^d (4 + q) / 4 times the smallest.
std::size_t Arena::class_of(std::size_t bytes) {
    const std::size_t units = (std::max(bytes, kSmallest) + kSmallest - 1) / kSmallest;
    if (units < 4) return units == 1 ? 0 : units == 2 ? 4 : 6;
    const std::size_t doubling = std::bit_width(units) - 1, quarter = std::size_t{1} << (doubling - 2);
    return 4 * doubling + (units - (std::size_t{1} << doubling) + quarter - 1) / quarter;
}

std::size_t Arena::class_bytes(std::size_t number) { return (kSmallest << number / 4) * (4 + number % 4) / 4; }

void* Arena::take(std::size_t bytes) {
    const std::size_t number = class_of(bytes);
    if (void* const block = free_[number]; block != nullptr) {
        std::memcpy(&free_[number], block, sizeof(void*));
        return block;
    }
    const std::size_t whole = class_bytes(number);
    if (whole > kReserved - place(fresh_)) return nullptr;
    return std::exchange(fresh_, fresh_ + whole);
}

void Arena::give_back(void* block, std::size_t bytes) {
    const std::size_t number = class_of(bytes);
    std::memcpy(block, &free_[number], sizeof(void*));
    free_[number] = block;
}

void* Arena::refuse() {
    if (refused_) meter_.end(Used::kMemory);
    refused_ = true;
    return nullptr;
}

void Arena::adopt(lua_State* lua) {
    first_ = lua_getallocf(lua, &first_context_);
    lua_setallocf(lua, &Arena::allocate, this);
}

void* Arena::allocate(void* arena, void* block, std::size_t before, std::size_t after) {
    Arena& self = *static_cast<Arena*>(arena);
    if (block == nullptr) {
        // Of a new block Lua says what it is for, not how large it was.
        if (before == LUA_TSTRING) self.meter_.made_string(after);
        return after == 0 ? nullptr : self.reallocate(nullptr, 0, after);
    }
    if (self.holds(block)) return self.reallocate(block, before, after);
    void* const moved = after == 0 ? nullptr : self.reallocate(nullptr, 0, after);
    if (after != 0 && moved == nullptr) return nullptr;
    if (moved != nullptr) std::memcpy(moved, block, std::min(before, after));
    self.first_(self.first_context_, block, before, 0);
    return moved;
}

void* Arena::reallocate(void* block, std::size_t before, std::size_t after) {
    if (after == 0) {
        give_back(block, before);
        used_ -= before;
        return nullptr;
    }
    if (after > before && after - before > limit_ - used_) return refuse();
    void* result = block;
    if (block == nullptr || class_of(before) != class_of(after)) {
        result = take(after);
        if (result == nullptr) {
            if (after <= before) return block;  // what becomes smaller is not refused
            return refuse();
        }
        if (block != nullptr) {
            std::memcpy(result, block, std::min(before, after));
            give_back(block, before);
        }
    }
    used_ += after - before;
    peak_ = std::max(peak_, used_);
    if (after > before) refused_ = false;
    return result;
}

}  // namespace anel::labs
