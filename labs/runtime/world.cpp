#include "labs/runtime/world.hpp"

#include <algorithm>
#include <cstring>

#include "isa/base/nearest.hpp"

namespace anel::labs {

using control::classify::Program;
using control::classify::Resources;
using control::classify::Variation;

namespace {

/// Not of all of a value: equal ones have the same, and most others another.
class Hash {
public:
    void add(std::uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3; }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0xcbf29ce484222325;
};

/// "status0: 0x00000002, 0x00000003" without the values.
std::vector<std::string> fields_of(const std::vector<std::string>& differences) {
    std::vector<std::string> names;
    for (const std::string& difference : differences) names.push_back(difference.substr(0, difference.find(": 0x")));
    return names;
}

}  // namespace

TrialWorld::Kept TrialWorld::kept(const Program& program) const {
    constexpr std::size_t kPiece = 64;
    static_assert(control::classify::kPages * kPageBytes % kPiece == 0);
    Kept kept{program.x, program.pc, {}};
    for (std::size_t piece = 0; piece < program.memory.size(); piece += kPiece) {
        if (std::memcmp(&program.memory[piece], &usual_memory_[piece], kPiece) == 0) continue;
        for (std::size_t at = piece; at < piece + kPiece; ++at)
            if (program.memory[at] != usual_memory_[at]) kept.changed.emplace_back(static_cast<std::uint32_t>(at), program.memory[at]);
    }
    return kept;
}

std::uint64_t TrialWorld::hash_of(const Kept& program) {
    Hash hash;
    hash.add(program.pc);
    for (const std::uint32_t x : program.x) hash.add(x);
    for (const auto& [at, byte] : program.changed) hash.add(std::uint64_t{at} << 8 | byte);
    return hash.value();
}

std::uint64_t TrialWorld::hash_of(const Resources& resources) {
    Hash hash;
    hash.add(static_cast<std::uint64_t>(number(resources.cpu.ring) + 1));
    for (const std::uint32_t word : {resources.cpu.root, resources.cpu.grant, resources.cpu.assist.root, resources.cpu.waiting ? 1U : 0U}) hash.add(word);
    for (const cpu::Bank& bank : resources.cpu.bank)
        for (const auto which : control::classify::kBankRegisters) hash.add(bank.*which);
    hash.add(resources.tlb.size());
    return hash.value();
}

template <class T>
std::string TrialWorld::Names<T>::name_of(std::uint64_t hash, const T& value, char letter) {
    std::vector<std::pair<T, std::size_t>>& alike = seen_[hash];
    const auto known = std::ranges::find(alike, value, &std::pair<T, std::size_t>::first);
    if (known != alike.end()) return letter + std::to_string(known->second);
    alike.emplace_back(value, ++count_);
    return letter + std::to_string(count_);
}

std::vector<std::string> TrialWorld::fields(Ring ring) const {
    std::vector<std::string> names;
    for (const Variation& variation : world_.variations())
        if (ring <= variation.outermost) names.push_back(variation.field);
    return names;
}

Result<Value> TrialWorld::execute(std::uint32_t word, Ring ring, const std::string& field) {
    Resources before = world_.usual(ring);
    if (!field.empty()) {
        const auto variation = std::ranges::find(world_.variations(), field, &Variation::field);
        if (variation == world_.variations().end() || ring > variation->outermost) {
            const std::vector<std::string> names = fields(ring);
            const std::string guess = did_you_mean(field, names);
            return Error{"world:execute: there is no field '" + field + "' for ring " + std::to_string(number(ring)) + (guess.empty() ? "; there are " + comma_list(names) : guess)};
        }
        variation->change(before);
    }
    if (word_ != word) program_ = world_.program(word);
    word_ = word;
    const control::classify::Outcome outcome = world_.execute(program_, before);
    if (outcome.trapped) return Value{{"trapped", true}, {"program", ""}, {"resources", ""}, {"changes", Value::array()}};
    std::vector<std::string> changes = fields_of(differences(before, outcome.resources));
    if (changes.empty() && before != outcome.resources) changes.emplace_back("other");
    const Kept program = kept(outcome.program);
    return Value{{"trapped", false},
                 {"program", programs_.name_of(hash_of(program), program, 'u')},
                 {"resources", resources_.name_of(hash_of(outcome.resources), outcome.resources, 'z')},
                 {"changes", std::move(changes)}};
}

}  // namespace anel::labs
