// Small numbers for what a translation depends on besides the address: who asks, and by which tables. What the engine remembers of one space
// is no use in another, and comes back to use when the CPU does.
// Not here: what is remembered (data_path.hpp, code_store.hpp).
#pragma once

#include <array>
#include <cstdint>

#include "isa/cpu/state.hpp"

namespace anel::cpu {

using SpaceId = std::uint16_t;
inline constexpr SpaceId kSpaces = 32;

struct SpaceKey {
    std::uint32_t root = 0;         ///< 0: paging is off
    std::uint32_t nested_root = 0;  ///< 0: none
    std::uint8_t tag = 0;           ///< of the guest; 0: the host
    Ring ring = Ring::k0;
    bool operator==(const SpaceKey&) const = default;

    static SpaceKey of(const CpuState& state) {
        SpaceKey key;
        key.root = state.paging() ? state.root_now() : 0;
        key.ring = state.ring;
        if (state.in_guest()) {
            key.tag = static_cast<std::uint8_t>(state.assist.tag);
            key.nested_root = state.assist.nested() ? state.assist.nested_root : 0;
        }
        return key;
    }
    bool translates() const { return root != 0 || nested_root != 0; }
};

class Spaces {
public:
    struct Found {
        SpaceId id = 0;
        bool recycled = false;  ///< the number meant another space until now
    };
    Found find(const SpaceKey& key) {
        for (SpaceId id = 0; id < used_; ++id)
            if (keys_[id] == key) return {id, false};
        if (used_ < kSpaces) {
            keys_[used_] = key;
            return {used_++, false};
        }
        const SpaceId id = next_;
        next_ = static_cast<SpaceId>((next_ + 1) % kSpaces);
        keys_[id] = key;
        return {id, true};
    }

private:
    std::array<SpaceKey, kSpaces> keys_{};
    SpaceId used_ = 0;
    SpaceId next_ = 0;  ///< the one to be recycled
};

}  // namespace anel::cpu
