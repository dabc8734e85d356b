// expect: what a test holds, with messages for whoever has to act. A failure is raised as a table: {expect=true, message=, actual=, wanted=, step=, explain=}.
#include <fmt/format.h>

#include <cmath>

#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/programs.hpp"

namespace anel::labs {

using lua::Answer;
using lua::Call;

namespace {

bool portuguese(Call& call) { return surroundings_of(call).language == explain::Language::kPortuguese; }

/// The object's message is all that a person sees.
lua::Failure failed(std::string message, Value details = Value::object()) {
    details["expect"] = true;
    details["message"] = message;
    lua::Failure failure;
    failure.message = std::move(message);
    failure.object = std::move(details);
    return failure;
}

/// The test's own words, then what was seen.
lua::Failure unlike(Call& call, int message, const Value& actual, const Value& wanted) {
    std::string text = text_in(call.value(message, "the message"), surroundings_of(call).language);
    if (!text.empty()) text += ": ";
    text += portuguese(call) ? fmt::format("encontrado {}; esperado {}", shown(actual), shown(wanted)) : fmt::format("found {}; expected {}", shown(actual), shown(wanted));
    if (actual.is_string() && wanted.is_string()) {
        const auto& a = actual.get_ref<const std::string&>();
        const auto& b = wanted.get_ref<const std::string&>();
        const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
        text += portuguese(call) ? fmt::format(" (diferem a partir do byte {})", at + 1) : fmt::format(" (they differ from byte {} on)", at + 1);
    }
    return failed(std::move(text), {{"actual", actual}, {"wanted", wanted}});
}

Answer equal(Call& call) {
    const Value actual = call.value(1, "what was found");
    const Value wanted = call.value(2, "what was expected");
    if (call.wrong() || actual == wanted) return {};
    return unlike(call, 3, actual, wanted);
}

Answer near(Call& call) {
    const double actual = call.number(1, "what was found");
    const double wanted = call.number(2, "what was expected");
    const double within = call.number(3, "the tolerance");
    if (call.wrong() || std::abs(actual - wanted) <= within) return {};
    return unlike(call, 4, actual, wanted);
}

Answer is_true(Call& call) {
    const Value value = call.has(1) ? Value(call.kind(1) != "false") : Value(false);
    if (value == true) return {};
    std::string text = text_in(call.value(2, "the message"), surroundings_of(call).language);
    if (text.empty()) text = portuguese(call) ? "o que devia ser verdadeiro não é" : "what was to be true is not";
    return failed(std::move(text));
}

Answer fail(Call& call) {
    const Value message = call.value(1, "the message");
    if (call.wrong()) return {};
    return failed(text_in(message, surroundings_of(call).language));
}

Answer diverged(Call& call) {
    const Value details = call.value(1, "what diverged");
    if (call.wrong()) return {};
    if (!details.is_object() || !details.contains("step") || !details["step"].is_number_integer()) return Error{"expect.diverged takes {step=, message=, explain=}; step is the number of the hook's use"};
    const explain::Language language = surroundings_of(call).language;
    Value kept{{"step", details["step"]}};
    if (details.contains("wanted")) kept["wanted"] = details["wanted"];
    if (details.contains("explain")) kept["explain"] = text_in(details["explain"], language);
    return failed(details.contains("message") ? text_in(details["message"], language) : std::string(), std::move(kept));
}

constexpr lua::FunctionRow kExpectFunctions[] = {
    {"equal", "actual, wanted [, message]", "", "They are equal: numbers by value, texts byte by byte, tables by what is in them.", kFullOnly, equal},
    {"near", "actual, wanted, tolerance [, message]", "", "Two numbers differ by no more than that.", kFullOnly, near},
    {"is_true", "value [, message]", "", "It is neither nil nor false.", kFullOnly, is_true},
    {"fail", "message", "", "Fails.", kFullOnly, fail},
    {"diverged", "{step=, message=, explain=, wanted=}", "", "Fails, and says at which use of a hook (of `evidence.hooks`) things went apart; `wanted`, if given, is `{pc=, ring=, x={…}}` as it should have been behind it.", kFullOnly, diverged},
};

}  // namespace

const lua::ModuleRow kExpectModule{"expect", "What is expected; a failure is an error that says what was found. A message is text, or `{en=, [\"pt-BR\"]=}`.", kExpectFunctions};

}  // namespace anel::labs
