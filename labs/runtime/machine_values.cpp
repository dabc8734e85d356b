#include "labs/runtime/machine_values.hpp"

#include <algorithm>

#include "isa/base/nearest.hpp"
#include "isa/debug/csr_fields.hpp"
#include "isa/spec/causes.hpp"
#include "isa/spec/platform.hpp"
#include "labs/runtime/both.hpp"

namespace anel::labs {

namespace {

using cpu::EventKind;

/// By EventKind.
constexpr std::string_view kKindNames[cpu::kEventKinds] = {"trap", "return", "exit", "entry", "inject", "vmon", "vmoff", "mark", "vm"};

Value x_value(const cpu::CpuState& state) {
    Value x = Value::array();
    for (const std::uint32_t value : state.x) x.push_back(std::int64_t{value});
    return x;
}

Value number_value(std::uint32_t number) { return std::int64_t{number}; }

/// What a hook's function returned, read and refused in one language.
class AnswerReader {
public:
    explicit AnswerReader(explain::Language language) : language_(language) {}

    Result<HookAnswer> read(const std::vector<Value>& returned) {
        const std::vector<std::string> names(kActionNames.begin(), kActionNames.end());
        if (returned.empty() || !returned.front().is_string())
            return Error{say({"returned {}; a hook's function returns what happens next: one of {}, and a table with the cycles that it takes: return \"emulate\", {{cycles=20}}",
                              "devolveu {}; a função de um hook devolve o que acontece em seguida: uma destas, {}, e uma tabela com os ciclos que isso leva: return \"emulate\", {{cycles=20}}"},
                             returned.empty() ? in_words(Value()) : in_words(returned.front()), comma_list(names))};
        action_ = returned.front().get<std::string>();
        const auto found = std::ranges::find(names, action_);
        if (found == names.end())
            return Error{say({"returned \"{}\"{}", "devolveu \"{}\"{}"}, action_.substr(0, 40), or_else(action_, names, {"; a hook's function returns one of {}", "; a função de um hook devolve uma destas: {}"}))};
        HookAnswer answer;
        answer.action = static_cast<HookAnswer::Action>(found - names.begin());
        if (returned.size() > 1)
            if (Status status = options(answer, returned[1]); !status) return status.error();
        return answer;
    }

private:
    template <class... Gaps> std::string say(const Both& what, const Gaps&... gaps) const { return in(language_, what, gaps...); }

    std::string in_words(const Value& value) const {
        if (value.is_string()) return "\"" + value.get<std::string>().substr(0, 40) + "\"";
        if (value.is_null()) return say({"nothing", "nada"});
        return value.is_structured() ? say({"a table", "uma tabela"}) : value.dump();
    }

    /// A name that is near, or all there are.
    std::string or_else(const std::string& name, const std::vector<std::string>& names, const Both& all) const {
        const std::string near = nearest(name, names);
        return near.empty() ? say(all, comma_list(names)) : say({"; did you mean '{}'?", "; você quis dizer '{}'?"}, near);
    }

    Status options(HookAnswer& answer, const Value& options) const {
        if (options.is_null() || options.empty()) return {};
        if (!options.is_object()) return wrong({"the second value is to be a table such as {{cycles=20}}; found {}", "o segundo valor tem de ser uma tabela, como {{cycles=20}}; encontrado {}"}, in_words(options));
        for (const auto& [key, value] : options.items())
            if (Status status = field(answer, key, value); !status) return status;
        return {};
    }

    Status field(HookAnswer& answer, const std::string& key, const Value& value) const {
        if (key == "message") {
            answer.message = value.is_string() ? value.get<std::string>() : in_words(value);
            return {};
        }
        if (key == "cause") return cause(answer, value);
        if (key == "ring") {
            if (!value.is_number_integer() || value < -1 || value > 3)
                return wrong({"ring is to be a ring from -1 to 3; found {}", "ring tem de ser um anel de -1 a 3; encontrado {}"}, in_words(value));
            answer.ring = static_cast<Ring>(value.get<int>());
            return {};
        }
        const std::optional<std::uint32_t> word = word_of(value);
        if (key == "cycles" || key == "pc" || key == "value") {
            if (!word || (key == "cycles" && value < 0))
                return wrong({"{} is to be a whole number of 32 bits; found {}", "{} tem de ser um número inteiro de 32 bits; encontrado {}"}, key, in_words(value));
            if (key == "cycles") answer.cycles = *word;
            else if (key == "pc") answer.pc = *word;
            else answer.value = *word;
            return {};
        }
        const std::vector<std::string> names{"cycles", "pc", "ring", "cause", "value", "message"};
        return wrong({"there is no '{}'{}", "não há '{}'{}"}, key, or_else(key, names, {"; there are {}", "; há {}"}));
    }

    Status cause(HookAnswer& answer, const Value& value) const {
        if (value.is_string()) {
            const auto number = find_cause(value.get<std::string>());
            if (!number) return wrong({"{}", "{}"}, number.error().message);
            answer.cause = *number;
            return {};
        }
        const std::optional<std::uint32_t> word = word_of(value);
        if (!word) return wrong({"cause is to be a name such as \"privileged\", or its number; found {}", "cause tem de ser um nome, como \"privileged\", ou o número dele; encontrado {}"}, in_words(value));
        answer.cause = *word;
        return {};
    }

    template <class... Gaps> Error wrong(const Both& what, const Gaps&... gaps) const {
        return {wrong_answer("\"" + action_ + "\": " + say(what, gaps...), language_)};
    }

    explain::Language language_;
    std::string action_;
};

}  // namespace

std::optional<std::uint32_t> word_of(const Value& value) {
    if (!value.is_number_integer()) return std::nullopt;
    const auto number = value.get<std::int64_t>();
    if (number < INT32_MIN || number > static_cast<std::int64_t>(UINT32_MAX)) return std::nullopt;
    return static_cast<std::uint32_t>(number);
}

Value events_value(std::span<const cpu::Event> events) {
    Value list = Value::array();
    for (const cpu::Event& event : events) {
        Value row{{"cycle", static_cast<std::int64_t>(event.cycle)}, {"kind", kKindNames[static_cast<std::size_t>(event.kind)]}, {"from", number(event.from)},
                  {"to", number(event.to)}, {"pc", number_value(event.pc)}, {"vm", static_cast<int>(event.vm)}};
        switch (event.kind) {
            case EventKind::kTrap:
            case EventKind::kInject:
            case EventKind::kExit:
                row["cause"] = cause_text(event.cause, event.kind == EventKind::kExit);
                row["value"] = number_value(event.value);
                break;
            case EventKind::kMark: row["cause"] = spec::name_of_activity(event.cause); break;
            case EventKind::kVm: row["cause"] = std::to_string(event.cause); break;
            default: break;
        }
        list.push_back(std::move(row));
    }
    return list;
}

Value ledger_value(const cpu::Ledger& ledger) {
    Value rows = Value::object();
    for (const spec::ActivityRow& row : spec::kActivities)
        if (const Cycles cycles = ledger.of_activity(row.id); cycles != 0) rows[std::string(row.name)] = static_cast<std::int64_t>(cycles);
    return rows;
}

Value cpu_value(const cpu::CpuState& state, Cycles now, bool has_assist) {
    Value csrs = Value::object();
    for (const spec::Csr& csr : spec::kCsrs)
        if (const auto value = debug::csr_value(state, csr, now, has_assist)) csrs[std::string(csr.name)] = number_value(*value);
    return {{"x", x_value(state)}, {"pc", number_value(state.pc)}, {"ring", number(state.ring)}, {"waiting", state.waiting}, {"csrs", std::move(csrs)}};
}

Value hook_records_value(std::span<const HookRecord> records) {
    Value list = Value::array();
    for (const HookRecord& record : records) {
        Value row{{"cause", cause_text(record.event.cause, record.event.kind == EventKind::kExit)},
                  {"pc", number_value(record.event.pc)},
                  {"from", number(record.event.from)},
                  {"value", number_value(record.event.value)},
                  {"action", kActionNames[static_cast<std::size_t>(record.action)]},
                  {"declared", std::int64_t{record.declared}},
                  {"instructions", static_cast<std::int64_t>(record.instructions)},
                  {"cycle", static_cast<std::int64_t>(record.event.cycle)},
                  {"after", {{"pc", number_value(record.after.pc)}, {"ring", number(record.after.ring)}, {"x", x_value(record.after)}}}};
        if (record.word) row["word"] = number_value(*record.word);
        list.push_back(std::move(row));
    }
    return list;
}

Value trap_value(const TrapInfo& trap) {
    const cpu::Event& event = trap.event;
    Value told{{"cause", cause_text(event.cause, trap.exit())}, {"number", number_value(event.cause)}, {"interrupt", trap.interrupt()}, {"value", number_value(event.value)},
               {"pc", number_value(event.pc)}, {"from", number(event.from)}, {"cycle", static_cast<std::int64_t>(event.cycle)}};
    if (trap.interrupt()) told["line"] = number_value(event.cause & ~spec::kInterruptBit);
    if (trap.word) told["word"] = number_value(*trap.word);
    return told;
}

std::string wrong_answer(const std::string& wrong, explain::Language language) {
    return wrong.empty() ? wrong : in(language, {"returned what cannot be done: {}", "devolveu o que não se pode fazer: {}"}, wrong);
}

Result<HookAnswer> answer_of(const std::vector<Value>& returned, explain::Language language) { return AnswerReader(language).read(returned); }

}  // namespace anel::labs
