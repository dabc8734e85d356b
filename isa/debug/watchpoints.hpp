// Pieces of physical memory whose changes somebody wants to see, whoever makes them: a store, the disk, or the hardware on a walk.
// Not here: running a machine until one changes (motion.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace anel::debug {

struct Watchpoint {
    unsigned number = 0;
    std::string name;            ///< as a person wrote it
    std::uint32_t physical = 0;
    std::uint32_t bytes = 0;     ///< 1 to kMostBytes
    std::vector<std::uint8_t> value;  ///< as last seen

    static constexpr std::uint32_t kMostBytes = 64;
};

struct Change {
    const Watchpoint* watchpoint = nullptr;
    std::vector<std::uint8_t> before;  ///< now is in the watchpoint
};

class Watchpoints {
public:
    /// It lies in memory.
    const Watchpoint& add(unsigned number, std::string name, std::uint32_t physical, std::uint32_t bytes, std::span<const std::uint8_t> memory);
    bool remove(unsigned number) { return std::erase_if(all_, [number](const Watchpoint& one) { return one.number == number; }) != 0; }
    std::span<const Watchpoint> all() const { return all_; }
    bool empty() const { return all_.empty(); }

    /// Takes the values of now for granted.
    void look(std::span<const std::uint8_t> memory);
    /// The first one that is not what it was when one last looked; of all of them the value of now counts from here on.
    std::optional<Change> changed(std::span<const std::uint8_t> memory);

private:
    std::vector<Watchpoint> all_;
};

/// A value of 1, 2 or 4 bytes as a number, others byte by byte.
std::string value_text(std::span<const std::uint8_t> bytes);

}  // namespace anel::debug
