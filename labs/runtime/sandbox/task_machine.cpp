#include "labs/runtime/sandbox/task_machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "isa/asm/assemble.hpp"
#include "labs/runtime/binding_rows.hpp"
#include "labs/runtime/both.hpp"
#include "labs/runtime/machine_values.hpp"
#include "labs/runtime/sandbox/task_fields.hpp"

namespace anel::labs {
namespace {

constexpr std::uint32_t kProgramMibMost = 16;
constexpr std::size_t kKeptEvents = std::size_t{1} << 16;  ///< more than a task reports, for who asks why the last trap was raised

constexpr Both kTooFar{"{}: {} lies at 0x{:08x} to 0x{:08x}, and the machine's memory ends at 0x{:08x}; place it with .org, or make it smaller",
                       "{}: {} ocupa de 0x{:08x} a 0x{:08x}, e a memória da máquina termina em 0x{:08x}; coloque-a com .org, ou reduza-a"};

struct Wrong {
    bool task;
    std::string message;
};
using Outcome = std::optional<Wrong>;

Outcome task_wrong(std::string message) { return Wrong{true, std::move(message)}; }

class Making {
public:
    Making(const Value& task, const Submission& files, TaskMachine& made) : task_(task), files_(files), language_(language_of(task)), made_(made) {}

    Outcome all() {
        const auto config = task_config(task_);
        if (!config) return task_wrong(config.error().message);
        found_.memory.resize(config->ram_bytes);
        Noise noise(number(field(task_, "poison"), 1));
        fill(noise);
        for (const Value& program : field(task_, "load"))
            if (auto wrong = load(program)) return wrong;
        for (const Value& piece : field(task_, "memory"))
            if (auto wrong = put(piece)) return wrong;
        if (auto wrong = start(noise)) return wrong;
        LabLimits limits;
        limits.events = kKeptEvents;
        limits.hook_records = number(field(field(task_, "report"), "hooks"), kReportedHooks);
        made_.bound = std::make_shared<BoundMachine>(*config, limits, &found_);
        if (const Value& input = field(task_, "input"); input.is_string()) made_.bound->machine.type(input.get<std::string>());
        return {};
    }

private:
    void fill(Noise& noise) {
        for (std::size_t at = 0; at + 8 <= found_.memory.size(); at += 8) {
            const std::uint64_t word = noise.next();
            std::memcpy(found_.memory.data() + at, &word, sizeof word);
        }
    }

    bool write(std::uint32_t at, std::span<const std::uint8_t> bytes) {
        if (at > found_.memory.size() || bytes.size() > found_.memory.size() - at) return false;
        std::ranges::copy(bytes, found_.memory.begin() + at);
        return true;
    }

    Outcome load(const Value& program) {
        if (const Value& bytes = field(program, "bytes"); bytes.is_string()) return put(program);
        const Value& given = field(program, "assembly");
        const Value& handed_in = field(program, "submission");
        if (given.is_string() == handed_in.is_string()) return task_wrong("load: an entry is to have one of assembly, submission and bytes");
        const std::string name = handed_in.is_string() ? handed_in.get<std::string>() : field(program, "name").is_string() ? field(program, "name").get<std::string>() : "guest.s";
        const auto refuse = [&](const std::string& why) -> Outcome { return Wrong{given.is_string(), why}; };
        const auto file = files_.files.find(name);
        if (!given.is_string() && file == files_.files.end()) return refuse(in(language_, kIsMissing, name));
        const auto assembled = assembler::assemble(given.is_string() ? given.get_ref<const std::string&>() : file->second, name, assembler::files_by_name(files_.files), kProgramMibMost);
        if (!assembled) return refuse(assembled.error().message);
        for (const assembler::ImageSection& section : assembled->sections) {
            const std::vector<std::uint8_t> zeros(section.no_bits ? section.size_bytes : 0);
            if (!write(section.address, section.no_bits ? zeros : section.bytes))
                return refuse(in(language_, kTooFar, name, section.name, section.address, std::uint64_t{section.address} + section.size_bytes, found_.memory.size()));
        }
        for (const assembler::ImageSymbol& symbol : assembled->symbols) made_.symbols.emplace(symbol.name, symbol.value);
        if (!entry_) entry_ = assembled->entry;
        return {};
    }

    Outcome put(const Value& piece) {
        const auto at = word_of(field(piece, "at"));
        if (!at) return task_wrong("memory: `at` is to be an address");
        std::vector<std::uint8_t> bytes;
        if (const Value& text = field(piece, "bytes"); text.is_string()) {
            const auto& content = text.get_ref<const std::string&>();
            bytes.assign(content.begin(), content.end());
        }
        for (const Value& each : field(piece, "words")) {
            const auto word = word_of(each);
            if (!word) return task_wrong("memory: `words` are to be words");
            for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<std::uint8_t>(*word >> shift));
        }
        if (!write(*at, bytes)) return task_wrong(fmt::format("memory: {} bytes at 0x{:08x} are not all in the machine's memory", bytes.size(), *at));
        return {};
    }

    Outcome start(Noise& noise) {
        std::uint32_t pc = entry_.value_or(0);
        if (const Value& chosen = field(field(task_, "cpu"), "pc"); !chosen.is_null()) {
            const auto word = word_of(chosen);
            if (!word) return task_wrong("cpu: pc is to be an address");
            pc = *word;
        }
        cpu::CpuState& state = found_.state;
        state.pc = pc;
        for (std::size_t i = 1; i < state.x.size(); ++i) state.x[i] = static_cast<std::uint32_t>(noise.next());
        for (cpu::Bank& bank : state.bank) {
            bank.scratch = static_cast<std::uint32_t>(noise.next());
            bank.epc = static_cast<std::uint32_t>(noise.next()) & ~3U;
            bank.value = static_cast<std::uint32_t>(noise.next());
        }
        return {};
    }

    const Value& task_;
    const Submission& files_;
    const explain::Language language_;
    TaskMachine& made_;
    PowerOn found_;
    std::optional<std::uint32_t> entry_;
};

}  // namespace

// SplitMix64, as its author gives it to the public.
std::uint64_t Noise::next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

Result<machine::MachineConfig> task_config(const Value& task) {
    if (!field(task, "machine").is_structured()) return Error{"machine: is to be a table: a worker has no files"};
    auto config = machine_config(field(task, "machine"));
    if (!config) return Error{"machine: " + config.error().message};
    return config;
}

TaskMachine make_machine(const Value& task, const Submission& files) {
    TaskMachine made;
    if (auto wrong = Making(task, files, made).all()) made.failure = NoMachine{wrong->task, std::move(wrong->message)};
    return made;
}

}  // namespace anel::labs
