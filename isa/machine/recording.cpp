// Sections one behind another, each with a name and a length. Ours are there once each; any other is a note.
#include "isa/machine/recording.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "isa/base/invariant.hpp"
#include "isa/machine/byte_stream.hpp"
#include "isa/machine/files.hpp"
#include "isa/machine/yaml_config.hpp"
#include "isa/machine/yaml_text.hpp"

namespace anel::machine {

namespace {

constexpr std::size_t kSectionsMost = 64;
constexpr std::size_t kNameBytesMost = 32;
constexpr std::size_t kWordBytesMost = 64;
constexpr std::size_t kYamlBytesMost = std::size_t{16} << 10;
constexpr std::size_t kNameLineBytesMost = 160;

constexpr std::string_view kBy = "recorded-by", kMachine = "machine", kStart = "start", kMemory = "memory", kDisk = "disk", kInputs = "inputs", kEnd = "end";
constexpr std::string_view kOurs[] = {kBy, kMachine, kStart, kMemory, kDisk, kInputs, kEnd};

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kNameBytesMost && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}
/// On terminals and in messages.
bool is_line(std::string_view text) {
    return text.size() <= kWordBytesMost && std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f; });
}

// Writing.

void put(ByteWriter& out, const Moment& moment) {
    out.number(moment.cycle);
    out.number(moment.instructions);
    out.number(moment.traps);
}

std::string start_section(const Recording& recording) {
    ByteWriter out;
    out.number(recording.entry.value);
    out.number(recording.boot_block.value);
    return out.take();
}

/// Of memory most is zeros: pages that are not are written, without the zeros at their ends.
std::string memory_section(const PagedBytes& memory) {
    ByteWriter out;
    out.number(std::uint64_t{memory.size()});
    for (std::size_t number = 0; number < memory.page_count(); ++number) {
        const auto page = memory.page(number);
        std::size_t length = page.size();
        while (length > 0 && page[length - 1] == 0) --length;
        if (length == 0) continue;
        out.number(static_cast<std::uint32_t>(number));
        out.text({reinterpret_cast<const char*>(page.data()), length});
    }
    return out.take();
}

std::string inputs_section(const std::vector<Input>& inputs) {
    ByteWriter out;
    for (const Input& input : inputs) {
        invariant(input.kind <= Input::Kind::kAsked, "what a debugger's hand does is not recorded");
        put(out, input.at);
        out.number(static_cast<std::uint8_t>(input.kind));
        if (input.kind == Input::Kind::kTyped) out.text(input.bytes);
        if (input.kind == Input::Kind::kAsked) out.number(input.command);
    }
    return out.take();
}

std::string end_section(const RecordedEnd& end) {
    ByteWriter out;
    put(out, end.at);
    out.text(end.ending);
    for (const PartDigest& part : end.state) {
        out.text(part.part);
        out.raw({reinterpret_cast<const char*>(part.digest.data()), part.digest.size()});
    }
    return out.take();
}

// Reading.

class ContentReader {
public:
    ContentReader(std::string_view content, const std::string& name) : content_(content), name_(name) {}

    Result<Recording> read() {
        if (Status status = split(); !status) return status.error();
        for (const std::string_view name : kOurs)
            if (!ours_.contains(name)) return refused(fmt::format("its part '{}' is missing", name));
        recording_.recorded_by = ours_[kBy];
        if (!is_line(recording_.recorded_by)) return refused(fmt::format("its part '{}' is not one line of text", kBy));
        for (const auto& read_one : {&ContentReader::machine, &ContentReader::start, &ContentReader::memory, &ContentReader::disk, &ContentReader::inputs,
                                     &ContentReader::end})
            if (Status status = (this->*read_one)(); !status) return status.error();
        return std::move(recording_);
    }

private:
    Error refused(const std::string& why) const {
        return {fmt::format("{}: not a recording that can be played: {}; record it again", name_, why)};
    }

    Status split() {
        ByteReader in(content_);
        for (std::size_t count = 0; !in.at_end(); ++count) {
            const std::string_view name = in.text();
            const std::string_view bytes = in.text();
            if (!in.good()) return refused("it ends within one of its parts");
            if (!is_name(name)) return refused("one of its parts has no proper name");
            if (count == kSectionsMost) return refused(fmt::format("it has more than {} parts", kSectionsMost));
            const bool ours = std::ranges::find(kOurs, name) != std::end(kOurs);
            const bool is_new = ours ? ours_.emplace(name, bytes).second : recording_.notes.emplace(name, bytes).second;
            if (!is_new) return refused(fmt::format("its part '{}' is there twice", name));
        }
        return {};
    }

    /// What the YAML reader is given looks as if we had written it: it reads untrusted texts with much more in them than we need.
    static bool looks_like_ours(std::string_view yaml) {
        const std::size_t end_of_name = yaml.find('\n');
        if (yaml.size() > kYamlBytesMost || !yaml.starts_with("name: \"") || end_of_name > kNameLineBytesMost) return false;
        if (yaml.find("- ", end_of_name) != std::string_view::npos) return false;
        return std::ranges::all_of(yaml.substr(end_of_name), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == ':' || c == ' ' || c == '\n';
        });
    }

    Status machine() {
        const std::string yaml(ours_[kMachine]);
        if (!looks_like_ours(yaml)) return refused("its machine is not written as Anel writes one");
        auto config = parse_config(yaml, "its machine");
        if (!config) return refused(config.error().message);
        recording_.config = std::move(*config);
        return {};
    }

    Status start() {
        ByteReader in(ours_[kStart]);
        recording_.entry.value = in.number<std::uint32_t>();
        recording_.boot_block.value = in.number<std::uint32_t>();
        if (!in.good() || !in.at_end()) return refused(fmt::format("its part '{}' has the wrong length", kStart));
        if (recording_.entry.value % 4 != 0) return refused("it begins at an address that is not a multiple of 4");
        return {};
    }

    Status memory() {
        const MachineConfig& config = recording_.config;
        ByteReader in(ours_[kMemory]);
        const auto size = in.number<std::uint64_t>();
        if (size != config.ram_bytes && size != std::uint64_t{config.ram_bytes} + config.monitor_bytes)
            return refused(fmt::format("its memory of {} bytes is not its machine's", size));
        recording_.memory = PagedBytes::zeros(size);
        for (std::uint64_t next = 0; !in.at_end();) {
            const auto number = in.number<std::uint32_t>();
            std::string page(in.text());
            if (!in.good()) return refused("its memory ends within a page");
            if (page.size() > PagedBytes::kPageBytes) return refused(fmt::format("its memory has {} bytes in page {}", page.size(), number));
            page.resize(PagedBytes::kPageBytes);
            if (number < next || number >= recording_.memory.page_count()) return refused(fmt::format("its memory has a page {} where there can be none", number));
            recording_.memory.set_page(number, bytes_of(page));
            next = std::uint64_t{number} + 1;
        }
        return {};
    }

    Status disk() {
        const std::string_view bytes = ours_[kDisk];
        if (bytes.size() % spec::kSectorBytes != 0 || bytes.size() > devices::kDiskBytesMost)
            return refused(fmt::format("its disk of {} bytes is none: a disk has whole sectors of {}, and at most {} bytes", bytes.size(), spec::kSectorBytes,
                                       devices::kDiskBytesMost));
        recording_.disk.assign(bytes.begin(), bytes.end());
        return {};
    }

    static Moment moment(ByteReader& in) {
        Moment at;
        at.cycle = in.number<std::uint64_t>();
        at.instructions = in.number<std::uint64_t>();
        at.traps = in.number<std::uint64_t>();
        return at;
    }

    Status inputs() {
        ByteReader in(ours_[kInputs]);
        while (!in.at_end()) {
            Input input;
            input.at = moment(in);
            const auto kind = in.number<std::uint8_t>();
            if (kind > static_cast<std::uint8_t>(Input::Kind::kAsked)) return refused(fmt::format("its input {} is of an unknown kind", recording_.inputs.size() + 1));
            input.kind = static_cast<Input::Kind>(kind);
            if (input.kind == Input::Kind::kTyped) input.bytes = in.text();
            if (input.kind == Input::Kind::kAsked) input.command = in.number<std::uint32_t>();
            if (!in.good()) return refused(fmt::format("its input {} is cut off", recording_.inputs.size() + 1));
            if (!recording_.inputs.empty() && input.at < recording_.inputs.back().at)
                return refused(fmt::format("its input {} comes before the one in front of it", recording_.inputs.size() + 1));
            if (recording_.inputs.size() == kRecordedInputsMost) return refused(fmt::format("it has more than {} inputs", kRecordedInputsMost));
            recording_.inputs.push_back(std::move(input));
        }
        return {};
    }

    Status end() {
        RecordedEnd& end = recording_.end;
        ByteReader in(ours_[kEnd]);
        end.at = moment(in);
        end.ending = in.text();
        while (in.good() && !in.at_end()) {
            PartDigest part;
            part.part = in.text();
            const std::string_view digest = in.raw(part.digest.size());
            std::ranges::copy(bytes_of(digest), part.digest.begin());
            if (end.state.size() == kSectionsMost || !is_line(part.part)) return refused("what it says of its end is not what a recording says");
            end.state.push_back(std::move(part));
        }
        if (!in.good() || !is_line(end.ending)) return refused("what it says of its end is cut off");
        return {};
    }

    std::string_view content_;
    const std::string& name_;
    std::map<std::string_view, std::string_view> ours_;
    Recording recording_;
};

}  // namespace

Recording recording_of(const Machine& machine, const MachineConfig& config) {
    const cpu::CpuState& state = machine.cpu().state();
    invariant(machine.cpu().cycle() == 0 && state.x[10] == spec::kBootMagic, "a recording begins with a machine that has not run");
    Recording recording;
    recording.config = config;
    recording.entry.value = state.pc;
    recording.boot_block.value = state.x[11];
    recording.memory = PagedBytes(machine.memory());
    recording.disk = machine.devices().disk().content();
    return recording;
}

std::unique_ptr<Machine> machine_of(const Recording& recording, std::size_t event_capacity) {
    auto machine = std::make_unique<Machine>(recording.config, static_cast<std::uint32_t>(recording.memory.size()), event_capacity);
    for (std::size_t number = 0; number < recording.memory.page_count(); ++number)
        if (!recording.memory.is_zero(number))
            invariant(machine->write_memory({static_cast<std::uint32_t>(number * PagedBytes::kPageBytes)}, recording.memory.page(number)),
                      "a machine has as many pages as were recorded");
    machine->reset_to(recording.entry, recording.boot_block);
    machine->devices().insert_disk(recording.disk);
    return machine;
}

std::string to_content(const Recording& recording) {
    ByteWriter out;
    const auto section = [&](std::string_view name, std::string_view bytes) {
        out.text(name);
        out.text(bytes);
    };
    section(kBy, recording.recorded_by);
    section(kMachine, to_yaml(recording.config));
    section(kStart, start_section(recording));
    section(kMemory, memory_section(recording.memory));
    section(kDisk, {reinterpret_cast<const char*>(recording.disk.data()), recording.disk.size()});
    section(kInputs, inputs_section(recording.inputs));
    section(kEnd, end_section(recording.end));
    for (const auto& [name, bytes] : recording.notes) section(name, bytes);
    return out.take();
}

Result<Recording> parse_content(std::string_view content, const std::string& name) { return ContentReader(content, name).read(); }

}  // namespace anel::machine
