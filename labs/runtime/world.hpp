// Popek and Goldberg's world as scripts have it: instructions tried by name of what differs, outcomes told apart by short texts.
// Not here: the states themselves (monitor/control/classify/world.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isa/base/result.hpp"
#include "labs/runtime/lua_api.hpp"
#include "labs/runtime/value.hpp"
#include "monitor/control/classify/world.hpp"

namespace anel::labs {

class TrialWorld {
public:
    explicit TrialWorld(const machine::MachineConfig& config) : world_(config), usual_memory_(world_.program(0).memory) {}

    /// Of Z, that can be changed for an instruction in that ring.
    std::vector<std::string> fields(Ring ring) const;
    /// {trapped, program, resources, changes}. `field` empty: the usual state.
    Result<Value> execute(std::uint32_t word, Ring ring, const std::string& field);

private:
    /// Values that have been seen, by a number each.
    template <class T> class Names {
    public:
        std::string name_of(std::uint64_t hash, const T& value, char letter);

    private:
        std::map<std::uint64_t, std::vector<std::pair<T, std::size_t>>> seen_;
        std::size_t count_ = 0;
    };

    /// A program with its memory as far as it differs from the usual one: there may come to be very many of them.
    struct Kept {
        std::array<std::uint32_t, 32> x{};
        std::uint32_t pc = 0;
        std::vector<std::pair<std::uint32_t, std::uint8_t>> changed;  ///< where in memory, and what is there
        bool operator==(const Kept&) const = default;
    };
    Kept kept(const control::classify::Program& program) const;
    static std::uint64_t hash_of(const Kept& program);
    static std::uint64_t hash_of(const control::classify::Resources& resources);

    control::classify::World world_;
    std::vector<std::uint8_t> usual_memory_;
    std::optional<std::uint32_t> word_;
    control::classify::Program program_;  ///< with that word
    Names<Kept> programs_;
    Names<control::classify::Resources> resources_;
};

/// The world's handle for a script.
lua::Handle handle_of(const std::shared_ptr<TrialWorld>& world);

}  // namespace anel::labs
