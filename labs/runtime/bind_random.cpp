// random: what tests draw.
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/random.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

Answer new_random(Call& call) {
    if (call.is_text(1)) return random_handle(std::make_shared<Random>(Random::of_text(call.text(1, "the seed"))));
    const std::int64_t seed = call.integer(1, "the seed", INT64_MIN, INT64_MAX);
    if (call.wrong()) return {};
    return random_handle(std::make_shared<Random>(static_cast<std::uint64_t>(seed)));
}

Answer number(Call& call) {
    const std::int64_t low = call.integer(1, "the least", INT64_MIN, INT64_MAX);
    const std::int64_t high = call.integer(2, "the most", INT64_MIN, INT64_MAX);
    if (!call.wrong() && low > high) call.refuse(2, "the most", "at least " + std::to_string(low));
    if (call.wrong()) return {};
    return Value(call.self<Random>().number(low, high));
}

Answer word(Call& call) { return Value(std::int64_t{call.self<Random>().word()}); }

Answer chance(Call& call) {
    const std::int64_t n = call.integer(1, "one in how many", 1, INT64_MAX);
    if (call.wrong()) return {};
    return Value(call.self<Random>().below(static_cast<std::uint64_t>(n)) == 0);
}

Answer pick(Call& call) {
    const Value list = call.value(1, "the list");
    if (!call.wrong() && (!list.is_array() || list.empty())) call.refuse(1, "what is picked from", "a list with something in it");
    if (call.wrong()) return {};
    return list[call.self<Random>().below(list.size())];
}

Answer shuffle(Call& call) {
    Value list = call.value(1, "the list");
    if (!call.wrong() && !list.is_array()) call.refuse(1, "what is shuffled", "a list");
    if (call.wrong()) return {};
    for (std::size_t left = list.size(); left > 1; --left) std::swap(list[left - 1], list[call.self<Random>().below(left)]);
    return list;
}

constexpr lua::FunctionRow kRandomFunctions[] = {
    {"number", "low, high", "n", "A whole number from low to high, each as likely.", kFullOnly, number},
    {"word", "", "n", "32 bits.", kFullOnly, word},
    {"chance", "n", "yes", "true once in n times.", kFullOnly, chance},
    {"pick", "list", "x", "One of a list of data.", kFullOnly, pick},
    {"shuffle", "list", "list", "A copy in another order.", kFullOnly, shuffle},
};
constexpr lua::FunctionRow kRandomModuleFunctions[] = {
    {"new", "seed", "r", "From a number or a text. The same seed gives the same numbers on every computer.", kFullOnly, new_random},
};

}  // namespace

lua::Handle random_handle(const std::shared_ptr<Random>& random) { return {&kRandomType, random}; }

const lua::TypeRow kRandomType{"r", "What is drawn from a seed; in the tests of labs, the argument of `make`.", kRandomFunctions, {}};
const lua::ModuleRow kRandomModule{"random", "Numbers drawn.", kRandomModuleFunctions};

}  // namespace anel::labs
